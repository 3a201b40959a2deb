using System.Collections.Concurrent;
using System.Globalization;
using CaseWorkflows.Host.Tests.Crashes;

namespace CaseWorkflows.Host.Tests.Nodes;

/// <summary>Cases in an association where nobody works, each with two timers that fall due one after the other: a reminder, and an offer to a further role.</summary>
internal sealed class ManyTimers(Office office, IReadOnlyDictionary<string, string> staff, Acknowledged acknowledged, int timers)
{
    public const string Association = "natiq";

    // Every case whose timers fired once each is left out.
    private const string NotOnce = """
        SELECT c.id || ' ' || (SELECT count(*) FROM case_events e WHERE e.case_id = c.id AND e.action = 'TaskReminded') || ' ' ||
            (SELECT count(*) FROM case_events e WHERE e.case_id = c.id AND e.action = 'TaskEscalated') || ' ' ||
            (SELECT count(*) FROM outbox o WHERE o.case_id = c.id AND o.kind = 'staff-notice')
        FROM cases c WHERE c.association_key = 'natiq' AND (
            (SELECT count(*) FROM case_events e WHERE e.case_id = c.id AND e.action = 'TaskReminded') <> 1 OR
            (SELECT count(*) FROM case_events e WHERE e.case_id = c.id AND e.action = 'TaskEscalated') <> 1 OR
            (SELECT count(*) FROM outbox o WHERE o.case_id = c.id AND o.kind = 'staff-notice') <> 2)
        """;

    private const string Fired = "SELECT count(*) FROM case_events e JOIN cases c ON c.id = e.case_id WHERE c.association_key = 'natiq' AND e.action IN ('TaskReminded', 'TaskEscalated')";

    private const string Lateness = """
        SELECT coalesce(max(e.at - t.due_at), 0) / 10000 FROM case_events e JOIN user_tasks t ON t.case_id = e.case_id AND t.activity_id = e.activity_id
        WHERE t.association_key = 'natiq' AND e.action = 'TaskEscalated'
        """;

    private readonly ConcurrentBag<string> _cases = [];

    public int Count => timers / 2 * 2;

    /// <summary>Opens the cases, as quickly as the hosts answer.</summary>
    public Task OpenAsync() => Parallel.ForEachAsync(Enumerable.Range(0, timers / 2), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
    {
        var operation = Guid.NewGuid().ToString();
        var reply = await office.PostAsync("relations-officer", $"/api/v1/associations/{Association}/cases", new
        {
            channel = "phone", service = "support", applicant = new { fullName = "شخص ما", mobile = string.Create(CultureInfo.InvariantCulture, $"059{number:0000000}") }, operationId = operation,
        });
        Assert.True(reply.Succeeded, reply.Text);
        var opened = new OpenedCase((string)reply.Body["id"]!, (string)reply.Body["number"]!);
        acknowledged.Opened[operation] = opened;
        _cases.Add(opened.Id);
    });

    /// <summary>Waits until as many have fired as there are, and answers which did not do so once, and how late the latest was.</summary>
    public async Task<(IReadOnlyList<string> NotOnce, TimeSpan Latest)> FiredAsync(StoredTruth truth, TimeSpan patience)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); watch.Elapsed < patience && await truth.CountAsync(Fired) < Count;)
        {
            await Task.Delay(100);
        }

        return (await truth.ColumnAsync(NotOnce), TimeSpan.FromMilliseconds(await truth.CountAsync(Lateness)));
    }

    /// <summary>The applicants withdraw, so that no case is left open.</summary>
    public Task CloseAsync() => Parallel.ForEachAsync(_cases, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, _) =>
    {
        var task = (await office.GetAsync("relations-officer", $"/api/v1/cases/{id}")).Body["openTasks"]!.AsArray().Single()!;
        var (taskId, operation) = ((string)task["id"]!, Guid.NewGuid().ToString());
        var claimed = await office.PostAsync("relations-officer", $"/api/v1/user-tasks/{taskId}/claim", new { });
        Assert.True(claimed.Succeeded, claimed.Text);
        var closed = await office.PostAsync("relations-officer", $"/api/v1/user-tasks/{taskId}/complete", new { action = "Withdrawn", reason = "سبب", operationId = operation });
        Assert.True(closed.Succeeded, closed.Text);
        acknowledged.Completed[operation] = new(taskId, id, staff["relations-officer"], "Withdrawn");
    });
}
