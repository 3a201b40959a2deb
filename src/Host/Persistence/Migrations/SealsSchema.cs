using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>The book of seals and the keys it is signed with.</summary>
[DbContext(typeof(CaseDbContext))]
[Migration(Id)]
internal sealed class SealsSchema : SchemaChange
{
    public const string Id = "20261122000011_Seals";

    protected override string Script => "0011-seals";

    public override string OldestHost => ReadsSchema.Id;
}
