using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseWorkflows.Host.Persistence.Migrations;

/// <summary>One step of the schema, written as SQL for each kind of database. Released ones are never edited; a change is a new one.</summary>
internal abstract class SchemaChange : Migration
{
    public string Name => GetType().GetCustomAttribute<MigrationAttribute>(inherit: false)!.Id;

    /// <summary>The name of its SQL beside this class, such as <c>0001-initial</c>.</summary>
    protected abstract string Script { get; }

    /// <summary>
    /// The newest migration a host must know to go on working after this one: an earlier one where the change only adds what older hosts need not
    /// fill, its own where older hosts would write or read what is no longer there. Docs/adr/0015 says how a change is taken in two such steps.
    /// </summary>
    public abstract string OldestHost { get; }

    protected sealed override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SchemaText.Read(ActiveProvider, Script));

        // In the migration's own transaction, so that a database never has a step without the rule that belongs to it.
        migrationBuilder.Sql("CREATE TABLE IF NOT EXISTS schema_versions (id TEXT NOT NULL PRIMARY KEY, oldest_host TEXT NOT NULL)");
        migrationBuilder.Sql($"INSERT INTO schema_versions (id, oldest_host) VALUES ('{Name}', '{OldestHost}')");
    }

    protected sealed override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("There is no way down. Restore a backup instead.");
}
