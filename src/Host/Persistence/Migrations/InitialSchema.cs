using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>Every table of the first release.</summary>
[DbContext(typeof(CaseDbContext))]
[Migration(Id)]
internal sealed class InitialSchema : SchemaChange
{
    public const string Id = "20261121000000_InitialSchema";

    protected override string Script => "0001-initial";

    public override string OldestHost => Id;
}
