using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>Absences, deputies, branches and what happened to accounts.</summary>
[DbContext(typeof(CaseDbContext))]
[Migration(Id)]
internal sealed class PeopleSchema : SchemaChange
{
    public const string Id = "20261122000002_People";

    protected override string Script => "0002-people";

    public override string OldestHost => InitialSchema.Id;
}
