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
        report.Times($"task in the inbox, {who}", [.. seen.Select(one => one.Task)]);
        report.Times($"case in the list, {who}", [.. seen.Select(one => one.Case)]);
        report.Figure($"looks until both were seen, at most, {who}", seen.Max(one => one.Looks), "looks");
    }

    private async Task<IReadOnlyCollection<(double Task, double Case, int Looks)>> RunAsync(int clients, TimeSpan time)
    {
        var (seen, watch) = (new ConcurrentBag<(double, double, int)>(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < time)
            {
                seen.Add(await OneAsync());
            }
        })));
        return seen;
    }

    private async Task<(double Task, double Case, int Looks)> OneAsync()
    {
        var id = await _staff.OpenAsync("زائر القياس");
        var (answered, looks) = (Stopwatch.GetTimestamp(), 1);
        while (!(await _staff.InboxAsync(_staff.As(Role.RelationsOfficer), TaskScope.Available, 1)).Items.Any(task => task.CaseId == id))
        {
            looks++;
        }

        var (task, then) = (Stopwatch.GetElapsedTime(answered).TotalMilliseconds, Stopwatch.GetTimestamp());
        while (!(await _staff.CasesAsync(null)).Items.Any(one => one.Id == id))
        {
            looks++;
        }

        var inList = Stopwatch.GetElapsedTime(then).TotalMilliseconds;

        // Out of the way again, so that inbox and list stay one page.
        _ = (await _changes.CancelAsync(_staff.As(Role.RelationsSupervisor), id, new("measured"), default)).Value;
        return (task, inList, looks - 1);
    }
}
