using System.Data.Common;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Nodes;

public sealed class PostgresSchemaTests
{
    [PostgresFact]
    public async Task A_history_cannot_be_emptied_at_once_either()
    {
        await using var database = new TestDatabase(TestStore.OnPostgres());

        var refused = await Assert.ThrowsAnyAsync<DbException>(() => database.ExecuteAsync("TRUNCATE case_events"));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }
}
