using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>Indexes for the overview.</summary>
[DbContext(typeof(CaseDbContext))]
[Migration(Id)]
internal sealed class DashboardSchema : SchemaChange
{
    public const string Id = "20261122000007_Dashboard";

    protected override string Script => "0007-dashboard";

    public override string OldestHost => InitialSchema.Id;
}
