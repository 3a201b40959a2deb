using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>What is made from the events, beside the work: how far it has come, and the auditors' trail.</summary>
[DbContext(typeof(CaseDbContext))]
[Migration(Id)]
internal sealed class ProjectionsSchema : SchemaChange
{
    public const string Id = "20261122000009_Projections";

    protected override string Script => "0009-projections";

    public override string OldestHost => TrailSchema.Id;
}
