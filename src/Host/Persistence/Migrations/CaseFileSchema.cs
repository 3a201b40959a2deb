using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>Documents, comments and the conversation of a case.</summary>
[DbContext(typeof(CaseDbContext))]
[Migration(Id)]
internal sealed class CaseFileSchema : SchemaChange
{
    public const string Id = "20261122000006_CaseFile";

    protected override string Script => "0006-case-file";

    public override string OldestHost => InitialSchema.Id;
}
