using CaseWorkflows.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseWorkflows.Host.Tests.Persistence;

public sealed class SchemaTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task The_migrated_tables_are_the_ones_the_model_maps()
    {
        await using var context = _database.Read();
        var tables = context.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Order(StringComparer.Ordinal).ToList();

        var migrated = await RowsAsync("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND name <> 'schema_versions' ORDER BY name");

        Assert.Equal(tables, migrated);
    }

    [Fact]
    public async Task Every_column_has_the_name_type_nullability_and_place_in_the_key_that_the_model_says()
    {
        await using var context = _database.Read();
        foreach (var entity in context.Model.GetEntityTypes())
        {
            var modelled = entity.GetProperties().Select(Modelled).Order(StringComparer.Ordinal).ToList();
            var migrated = await RowsAsync($"""
                SELECT name || ' ' || type || iif("notnull", ' not null', '') || iif(pk > 0, ' key ' || pk, '')
                FROM pragma_table_info('{entity.GetTableName()}')
                """);

            Assert.Equal(modelled, migrated.Order(StringComparer.Ordinal));
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

    private async Task<List<string>> RowsAsync(string sql)
    {
        await using var connection = new SqliteConnection(_database.Sqlite.ReaderConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
