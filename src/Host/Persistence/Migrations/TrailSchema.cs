using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>Role and channel of an event.</summary>
[DbContext(typeof(CaseDbContext))]
[Migration(Id)]
internal sealed class TrailSchema : SchemaChange
{
    public const string Id = "20261122000008_Trail";

    protected override string Script => "0008-trail";

    /// <summary>An older host would check the newer events' hashes without the two fields, and call sound histories broken.</summary>
    public override string OldestHost => Id;
}
