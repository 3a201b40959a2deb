using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>
/// What the desk's inbox is filtered and ordered by, and the codes people follow their cases with. A host that does not know it goes on writing tasks without
/// service and channel; those stand in every filtered list until their step is over.
/// </summary>
[DbContext(typeof(CaseDbContext))]
[Migration(Id)]
internal sealed class InboxSchema : SchemaChange
{
    public const string Id = "20261122000005_Inbox";

    protected override string Script => "0005-inbox";

    public override string OldestHost => InitialSchema.Id;
}
