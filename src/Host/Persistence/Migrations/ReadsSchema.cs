using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>Who looked at whose data.</summary>
[DbContext(typeof(CaseDbContext))]
[Migration(Id)]
internal sealed class ReadsSchema : SchemaChange
{
    public const string Id = "20261122000010_Reads";

    protected override string Script => "0010-reads";

    /// <summary>An older host would show people's data and record nothing.</summary>
    public override string OldestHost => Id;
}
