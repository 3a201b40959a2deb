using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>Every table of the first release. Released migrations are never edited; a change is a new one.</summary>
[DbContext(typeof(CaseDbContext))]
[Migration("20261121000000_InitialSchema")]
internal sealed class InitialSchema : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SchemaText.Read(ActiveProvider, "0001-initial"));

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("There is nothing before the first schema. Restore a backup instead.");
}
