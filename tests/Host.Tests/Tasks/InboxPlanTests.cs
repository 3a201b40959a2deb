using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Tests.Tasks;

/// <summary>An inbox costs a page however much waits, which it does only along the indexes made for it.</summary>
public sealed class InboxPlanTests : IAsyncLifetime
{
    private static readonly InboxStream[] Streams = [new("natiq", TaskCandidateRow.RoleKind, "relations-officer"), new("natiq", TaskCandidateRow.UserKind, "somebody")];

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [SqliteFact("PostgreSQL looks through small tables, and rightly.")]
    public async Task What_is_overdue_is_found_along_the_index_of_what_is_due_at_all()
        => Assert.Contains("ix_user_task_candidates_due", await PlanAsync(InboxSql.Offered(Streams, "somebody", DateTimeOffset.UnixEpoch, Paging.Of(1, 50))), StringComparison.Ordinal);

    [SqliteFact("PostgreSQL looks through small tables, and rightly.")]
    public async Task No_inbox_looks_at_a_table_from_end_to_end()
    {
        InboxSql[] all = [
            InboxSql.Offered(Streams, "somebody", DateTimeOffset.UnixEpoch, Paging.Of(3, 50)), InboxSql.CountOffered(Streams, "somebody"),
            InboxSql.Open(["natiq", "maman"], Paging.Of(3, 50)), InboxSql.CountOpen(["natiq", "maman"])];
        foreach (var sql in all)
        {
            Assert.DoesNotMatch(@"SCAN (user_\w+|[cx])\b", await PlanAsync(sql));
        }
    }

    private async Task<string> PlanAsync(InboxSql sql)
    {
        await using var context = _database.Read();
        return await QueryPlan.OfAsync(context, sql);
    }
}
