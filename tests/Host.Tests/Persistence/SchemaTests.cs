using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseWorkflows.Host.Tests.Persistence;

public sealed class SchemaTests : IAsyncLifetime
{
    private const string SqliteTables = """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\_\_EF%' ESCAPE '\' AND name <> 'schema_versions' ORDER BY name
        """;

    // Quartz's tables and the hosts' keys are used past EF.
    private const string PostgresTables = """
        SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT LIKE 'qrtz_%' AND tablename NOT IN ('__EFMigrationsHistory', 'schema_versions', 'host_keys') ORDER BY tablename COLLATE "C"
        """;

    private const string SqliteColumns = """
        SELECT name || ' ' || type || iif("notnull", ' not null', '') || iif(pk > 0, ' key ' || pk, '') FROM pragma_table_info('$table')
        """;

    private const string PostgresColumns = """
        SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
            || coalesce(' key ' || array_position(k.conkey, a.attnum), '')
        FROM pg_attribute a LEFT JOIN pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'p'
        WHERE a.attrelid = '$table'::regclass AND a.attnum > 0
        """;

    /// <summary>Where PostgreSQL's feed finds an event; read past EF (docs/adr/0031).</summary>
    private static readonly string[] OfTheFeed = ["tx xid8 not null", "place bigint not null"];

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task The_migrated_tables_are_the_ones_the_model_maps()
    {
        await using var context = _database.Read();
        var tables = context.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Order(StringComparer.Ordinal).ToList();

        var migrated = await RowsAsync(TestedDatabase.IsPostgres ? PostgresTables : SqliteTables);

        Assert.Equal(tables, migrated);
    }

    [Fact]
    public async Task Every_column_has_the_name_type_nullability_and_place_in_the_key_that_the_model_says()
    {
        await using var context = _database.Read();
        foreach (var entity in context.Model.GetEntityTypes())
        {
            var modelled = entity.GetProperties().Select(Modelled).Order(StringComparer.Ordinal).ToList();
            var migrated = await RowsAsync((TestedDatabase.IsPostgres ? PostgresColumns : SqliteColumns).Replace("$table", entity.GetTableName(), StringComparison.Ordinal));

            Assert.Equal(modelled, migrated.Except(TestedDatabase.IsPostgres && entity.GetTableName() == "case_events" ? OfTheFeed : [], StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Upgrading_again_changes_nothing()
    {
        Assert.Empty(await _database.Schema.UpgradeAsync(default));
        Assert.True(await _database.Schema.IsCurrentAsync(default));
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused_when_hosts_of_this_one_cannot_work_beside_it()
    {
        await _database.ExecuteAsync("INSERT INTO schema_versions VALUES ('99990101000000_FromTheFuture', '99990101000000_FromTheFuture')");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _database.Schema.UpgradeAsync(default));

        Assert.Contains("FromTheFuture", refused.Message, StringComparison.Ordinal);
        Assert.False(await _database.Schema.IsCurrentAsync(default));
    }

    [Fact]
    public async Task A_database_of_a_later_version_serves_this_one_when_it_only_grew()
    {
        await _database.ExecuteAsync($"INSERT INTO schema_versions VALUES ('99990101000000_FromTheFuture', '{SchemaVersions.Newest}')");

        Assert.Empty(await _database.Schema.UpgradeAsync(default));
        Assert.True(await _database.Schema.IsCurrentAsync(default));
    }

    [Fact]
    public void Columns_are_named_in_snake_case()
    {
        Assert.Equal("national_id_hash", SnakeCaseColumns.Of("NationalIdHash"));
        Assert.Equal("at", SnakeCaseColumns.Of("At"));
    }

    private static string Modelled(IProperty property)
    {
        var key = property.FindContainingPrimaryKey()?.Properties.ToList().IndexOf(property) + 1;
        return $"{property.GetColumnName()} {property.GetColumnType()}{(property.IsNullable ? "" : " not null")}{(key is null ? "" : $" key {key}")}";
    }

    private async Task<List<string>> RowsAsync(string sql) => (await _database.RowsAsync(sql)).ConvertAll(row => (string)row);
}
