using System.Diagnostics;
using System.Globalization;
using CaseWorkflows.Host.Tests.Crashes;
using CaseWorkflows.Host.Tests.Databases;
using Xunit.Abstractions;

namespace CaseWorkflows.Host.Tests.Nodes;

[Collection(CrashCollection.Name)]
public sealed class WhenHostsAreKilled(ITestOutputHelper report)
{
    private const int Hosts = 3;
    private const int Workers = 4;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("CASEWORKFLOWS_NODE_SECONDS") ?? "20", CultureInfo.InvariantCulture));
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(2);

    [PostgresFact]
    public async Task One_after_the_other_and_the_database_goes_away_in_the_middle_nothing_is_lost_doubled_or_stuck()
    {
        using var store = TestStore.OnPostgres();
        using var workflows = HurriedWorkflows.InAHurry();
        var staff = await Staffing.HireAsync(store, workflows.Folder);
        var hosts = Enumerable.Range(0, Hosts).Select(_ => new RunningHost(store, workflows.Folder)).ToList();
        using var closing = new CancellationTokenSource(Duration + TimeSpan.FromMinutes(3));
        try
        {
            await Task.WhenAll(hosts.Select(host => host.StartAsync()));
            var addresses = hosts.ConvertAll(host => host.Address);
            using var office = new Office(addresses[0], closing.Token, () => new AnyOf(addresses));
            foreach (var role in staff.Keys)
            {
                await office.SignInAsync(role);
            }

            var (cases, acknowledged) = (new OpenCases(), new Acknowledged());
            using var goingHome = new CancellationTokenSource();
            var workers = Task.WhenAll(Enumerable.Range(0, Workers).Select(number =>
                new Caseworker(number, new Random(number), office, staff, cases, acknowledged).WorkAsync(goingHome.Token, closing.Token)));
            var kills = await await Task.WhenAny(KillAsync(hosts, store, workers), StoppedAsync(workers));
            await goingHome.CancelAsync();
            await workers;
            await DeliveredAsync(store);

            await using var truth = await StoredTruth.OfAsync(store);
            Assert.Empty(await truth.WrongAtTheEndAsync(acknowledged));
            Assert.All(office.Faults, fault => Assert.Contains("database-unavailable", fault, StringComparison.Ordinal));
            var timers = await truth.CountAsync("SELECT count(*) FROM case_events WHERE action IN ('DecisionReleasable', 'TaskReminded', 'TaskEscalated')");
            report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                {kills} kills of {Hosts} hosts in {Duration.TotalSeconds:0} s: {acknowledged.Opened.Count} cases opened and closed, {acknowledged.Completed.Count} tasks completed, {timers} timers fired;
                {office.Unanswered} requests unanswered and sent again, {office.Faults.Count} told that the database was away
                """));
        }
        finally
        {
            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    /// <summary>A host dies and comes back every few seconds; half way through the database lets nobody in for a second.</summary>
    private static async Task<int> KillAsync(List<RunningHost> hosts, TestStore store, Task workers)
    {
        var (kills, away) = (0, false);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Duration && !workers.IsCompleted; kills++)
        {
            await Task.Delay(BetweenKills);
            var host = hosts[kills % Hosts];
            await host.Kill9Async();
            if (!away && watch.Elapsed > Duration / 2)
            {
                away = true;
                store.RefuseConnections(true);
                await Task.Delay(TimeSpan.FromSeconds(1));
                store.RefuseConnections(false);
            }

            await host.StartAsync();
        }

        return kills;
    }

    /// <summary>Workers stop early only when something is wrong, which awaiting them then tells.</summary>
    private static async Task<int> StoppedAsync(Task workers)
    {
        await workers;
        return 0;
    }

    private static async Task DeliveredAsync(TestStore store)
    {
        await using var truth = await StoredTruth.OfAsync(store);
        for (var watch = Stopwatch.StartNew(); await truth.CountAsync("SELECT count(*) FROM outbox WHERE dispatched_at IS NULL") > 0;)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "The outbox does not empty.");
            await Task.Delay(50);
        }
    }
}
