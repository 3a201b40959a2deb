using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>The versions of forms, the one each task opened with, and what people have typed and not sent.</summary>
[DbContext(typeof(CaseDbContext))]
[Migration(Id)]
internal sealed class FormsSchema : SchemaChange
{
    public const string Id = "20261122000003_Forms";

    protected override string Script => "0003-forms";

    public override string OldestHost => InitialSchema.Id;
}
