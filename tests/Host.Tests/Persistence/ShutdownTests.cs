using CaseWorkflows.Host.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Persistence;

public sealed class ShutdownTests
{
    [SqliteFact("PostgreSQL is put away by its own administrator.")]
    public async Task A_database_put_away_in_order_is_one_file()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync("INSERT INTO case_numbers VALUES ('natiq', 2026, 1)");
        await using (var reading = database.Read())
        {
            Assert.False(await reading.Cases.AnyAsync());
        }

        await database.UnitOfWork.DisposeAsync();

        Assert.Equal(["caseworkflows.db"], Directory.EnumerateFiles(database.Folder).Select(Path.GetFileName));
    }
}
