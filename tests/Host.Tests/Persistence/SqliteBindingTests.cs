using System.Globalization;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Persistence;

public sealed class SqliteBindingTests
{
    [SqliteFact("The binding is SQLite's.")]
    public async Task The_library_bound_is_recent_enough_and_writes_ahead()
    {
        await using var database = await TestDatabase.CreateAsync();

        var version = Version.Parse(Convert.ToString(await database.ScalarAsync("SELECT sqlite_version()"), CultureInfo.InvariantCulture)!);

        Assert.True(version >= new Version(3, 35), $"SQLite {version}");
        Assert.Equal("wal", await database.ScalarAsync("PRAGMA journal_mode"));
    }
}
