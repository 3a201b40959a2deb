using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>Committees that vote: sittings, ballots, sessions and minutes.</summary>
[DbContext(typeof(CaseDbContext))]
[Migration(Id)]
internal sealed class Committee : SchemaChange
{
    public const string Id = "20261122000004_Committee";

    protected override string Script => "0004-committee";

    public override string OldestHost => InitialSchema.Id;
}
