using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace CaseWorkflows.Host.Tests.Tasks;

/// <summary>An inbox costs a page however much waits, which it does only along the indexes made for it.</summary>
public sealed class InboxPlanTests(ITestOutputHelper report) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TestClock.Start;

    private static readonly IReadOnlyList<InboxWalk> Offered =
        [new InboxWalk.Offered("natiq", TaskCandidateRow.RoleKind, "relations-officer", ["somebody"]), new InboxWalk.Offered("natiq", TaskCandidateRow.UserKind, "somebody", ["somebody", "absent"])];

    private static readonly IReadOnlyList<InboxWalk> Open = [new InboxWalk.Open("natiq"), new InboxWalk.Open("maman")];

    private static readonly IReadOnlyList<InboxWalk> Held = [new InboxWalk.HeldBy("natiq", "somebody")];

    private static readonly IReadOnlyList<InboxWalk> Attention =
        [new InboxWalk.Open("natiq", Now + InboxScopes.Soon), new InboxWalk.HeldBy("natiq", "somebody", null, Now + InboxScopes.Soon)];

    private static readonly IReadOnlyList<InboxWalk> AttentionOfOne = [.. Offered.Select(walk => walk with { DueBy = Now + InboxScopes.Soon })];

    private static readonly (string Name, InboxFilter Filter)[] Filters =
    [
        ("nothing", new()), ("overdue", new() { Overdue = true }), ("service", new() { Service = "speech-therapy" }), ("channel", new() { Channel = "letter" }),
        ("step", new() { Step = "ReceiveBeneficiary" }), ("priority", new() { Priority = 60 }), ("what there is none of", new() { Service = "none", Overdue = true }),
        ("role", new() { Role = "relations-officer" }),
    ];

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [SqliteFact("PostgreSQL looks through small tables, and rightly.")]
    public async Task What_is_overdue_is_found_along_the_index_of_what_is_due_at_all()
    {
        Assert.Contains("ix_user_task_candidates_due", await PlanAsync(InboxSql.Page(Offered, new(), Now, Paging.Of(1, 50))), StringComparison.Ordinal);
        Assert.Contains("ix_user_tasks_open", await PlanAsync(InboxSql.Page(Open, new(), Now, Paging.Of(1, 50))), StringComparison.Ordinal);
    }

    [SqliteFact("PostgreSQL looks through small tables, and rightly.")]
    public async Task What_is_filtered_is_passed_over_in_entries_that_hold_what_is_filtered_by()
    {
        foreach (var (name, filter) in Filters.Where(filter => filter.Filter is { LooksInto: true, Role: null })) // roles stand in the task itself
        {
            var plan = await PlanAsync(InboxSql.Page(Open, filter, Now, Paging.Of(1, 50)));
            Assert.True(plan.Contains("USING COVERING INDEX ix_user_tasks_waiting", StringComparison.Ordinal) && !plan.Contains("ix_user_tasks_open", StringComparison.Ordinal), $"{name}: {plan}");
            Assert.DoesNotContain("_due", await PlanAsync(InboxSql.Page(Offered, filter, Now, Paging.Of(1, 50))), StringComparison.Ordinal);
        }
    }

    [SqliteFact("PostgreSQL looks through small tables, and rightly.")]
    public async Task No_inbox_looks_at_a_table_from_end_to_end()
    {
        foreach (var (name, filter) in Filters)
        {
            foreach (var walks in new[] { Offered, Open, Held, Attention, AttentionOfOne })
            {
                Assert.DoesNotMatch(@"SCAN (user_\w+|[cx])\b", $"{name}: {await PlanAsync(InboxSql.Page(walks, filter, Now, Paging.Of(3, 50)))}");
                Assert.DoesNotMatch(@"SCAN (user_\w+|[cx])\b", $"{name}: {await PlanAsync(InboxSql.Count(walks, filter, Now))}");
            }
        }
    }

    [Fact]
    public async Task With_ten_thousand_open_tasks_every_page_and_every_count_takes_milliseconds()
    {
        await FillAsync(10_000);
        await using var context = _database.Read();
        var slowest = 0d;
        foreach (var (name, filter) in Filters)
        {
            foreach (var (scope, walks) in new[] { ("offered", Offered), ("open", Open), ("held", Held), ("attention", Attention), ("attention of one", AttentionOfOne) })
            {
                var (page, deep, count) = (
                    await QuickestAsync<string>(context, () => InboxSql.Page(walks, filter, Now, Paging.Of(1, 50))),
                    await QuickestAsync<string>(context, () => InboxSql.Page(walks, filter, Now, Paging.Of(20, 50))),
                    await QuickestAsync<int>(context, () => InboxSql.Count(walks, filter, Now)));
                report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scope}, {name}: page {page:0.0} ms, 20th page {deep:0.0} ms, count {count:0.0} ms"));
                slowest = Math.Max(slowest, Math.Max(page, Math.Max(deep, count)));
            }
        }

        Assert.InRange(slowest, 0, 100); // far above what it takes, and far below what a walk from end to end over whole rows does on a busy machine
    }

    private static async Task<double> QuickestAsync<T>(DbContext context, Func<InboxSql> build)
    {
        var quickest = double.MaxValue;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var (sql, watch) = (build(), Stopwatch.StartNew());
            await context.Database.SqlQueryRaw<T>(sql.Text, sql.Values).ToListAsync();
            quickest = Math.Min(quickest, watch.Elapsed.TotalMilliseconds);
        }

        return quickest;
    }

    /// <summary>A third overdue, half of it claimed by somebody, over services and channels.</summary>
    private async Task FillAsync(int count)
    {
        var (hour, numbers) = (TimeSpan.TicksPerHour, $"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})");
        await _database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            {numbers}
            INSERT INTO user_tasks (id, association_key, case_id, workflow_instance_id, activity_id, activity_instance_id, activity_type, title_ar, title_en, summary, tools, priority,
                candidate_roles, candidate_users, excluded_users, assignee, actions, status, due_at, revision, created_at, service, channel)
            SELECT 'w' || i || '-1', 'natiq', 'case' || i, 'w' || i, 'receive', 'ai', CASE i % 4 WHEN 0 THEN 'CaseWorkflows.ReceiveBeneficiary' ELSE 'CaseWorkflows.VerifyInformation' END,
                'مهمة', 'task', 'a summary of some length, as there is in every row of the table that is looked at from end to end', '[]', CASE i % 7 WHEN 0 THEN 80 ELSE 50 END,
                '["relations-officer"]', '[]', '[]', CASE i % 2 WHEN 0 THEN 'somebody' ELSE NULL END, '[]', CASE i % 2 WHEN 0 THEN 'Claimed' ELSE 'Available' END,
                {Now.UtcTicks} + (i % 30 - 10) * {hour}, 1, {Now.UtcTicks} - i * {hour}, CASE i % 5 WHEN 0 THEN 'speech-therapy' ELSE 'support' END, CASE i % 6 WHEN 0 THEN 'letter' ELSE 'phone' END
            FROM n
            """));
        await _database.ExecuteAsync("""
            INSERT INTO user_task_candidates (association_key, kind, value, rank, due_at, created_at, task_id, service, channel, activity_type, activity_id)
            SELECT association_key, 'role', 'relations-officer', 100 - priority, due_at, created_at, id, service, channel, activity_type, activity_id FROM user_tasks
            """);
    }

    private async Task<string> PlanAsync(InboxSql sql)
    {
        await using var context = _database.Read();
        return await QueryPlan.OfAsync(context, sql);
    }
}
