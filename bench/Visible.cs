using System.Collections.Concurrent;
using System.Diagnostics;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Bench;

/// <summary>From the answer that a case is open until its first task stands in the inbox of its role and the case in the list of cases.</summary>
internal sealed class Visible(Report report, BenchHost host)
{
    private readonly OfficeStaff _staff = new(host);
    private readonly CaseChanges _changes = host.Services.GetRequiredService<CaseChanges>();

    public async Task MeasureAsync(int clients, TimeSpan time)
    {
        await RunAsync(clients, TimeSpan.FromSeconds(3));
        var seen = await RunAsync(clients, time);
        var who = clients == 1 ? "1 client" : FormattableString.Invariant($"{clients} clients");
        report.Times($"task in the inbox, {who}", [.. seen.Where(one => one.IsTask).Select(one => one.Took)]);
        report.Times($"case in the list, {who}", [.. seen.Where(one => !one.IsTask).Select(one => one.Took)]);
        report.Figure($"looks until it was seen, at most, {who}", seen.Max(one => one.Looks), "looks");
    }

    private async Task<IReadOnlyCollection<(bool IsTask, double Took, int Looks)>> RunAsync(int clients, TimeSpan time)
    {
        var (seen, watch) = (new ConcurrentBag<(bool, double, int)>(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (var isTask = true; watch.Elapsed < time; isTask = !isTask)
            {
                seen.Add(await OneAsync(isTask));
            }
        })));
        return seen;
    }

    /// <summary>One case, of which either the task or the case itself is waited for, so that neither waits for the other.</summary>
    private async Task<(bool IsTask, double Took, int Looks)> OneAsync(bool isTask)
    {
        var id = await _staff.OpenAsync("زائر القياس");
        var (answered, looks) = (Stopwatch.GetTimestamp(), 1);
        while (!await IsSeenAsync(id, isTask))
        {
            looks++;
        }

        var took = Stopwatch.GetElapsedTime(answered).TotalMilliseconds;

        // Out of the way again, so that the inbox stays one page.
        _ = (await _changes.CancelAsync(_staff.As(Role.RelationsSupervisor), id, new("measured"), default)).Value;
        return (isTask, took, looks);
    }

    private async Task<bool> IsSeenAsync(string caseId, bool isTask) => isTask
        ? (await _staff.InboxAsync(_staff.As(Role.RelationsOfficer), TaskScope.Available, 1)).Items.Any(task => task.CaseId == caseId)
        : (await _staff.CasesAsync(null)).Items.Any(one => one.Id == caseId);
}
