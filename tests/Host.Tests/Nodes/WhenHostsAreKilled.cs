using System.Diagnostics;
using System.Globalization;
using CaseWorkflows.Host.Tests.Crashes;
using CaseWorkflows.Host.Tests.Databases;
using Xunit.Abstractions;

namespace CaseWorkflows.Host.Tests.Nodes;

/// <summary>Three hosts on one PostgreSQL, which has a server of its own because it is restarted. <c>tests/endurance hosts</c> is the long form.</summary>
[Collection(CrashCollection.Name)]
public sealed class WhenHostsAreKilled(ITestOutputHelper report)
{
    private const int Hosts = 3;
    private const int Workers = 4;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Setting("CASEWORKFLOWS_NODE_SECONDS", 20));
    private static readonly int Timers = Setting("CASEWORKFLOWS_NODE_TIMERS", 50);
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(1);

    private readonly Progress _progress = new(report);

    [PostgresFact]
    public async Task One_after_the_other_and_the_database_is_restarted_in_the_middle_nothing_is_lost_doubled_or_stuck()
    {
        using var server = await OwnPostgres.StartAsync();
        using var store = TestStore.OnEmptyPostgres(server);
        using var workflows = HurriedWorkflows.InAHurryWithTimersIn(ManyTimers.Association, Duration);
        var staff = await Staffing.HireAsync(store, workflows.Folder);
        var hosts = Enumerable.Range(0, Hosts).Select(_ => new RunningHost(store, workflows.Folder)).ToList();
        using var closing = new CancellationTokenSource((Duration * 2) + TimeSpan.FromMinutes(6));
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
            var timers = new ManyTimers(office, staff, acknowledged, Timers);
            using var goingHome = new CancellationTokenSource();
            var workers = Task.WhenAll(Enumerable.Range(0, Workers).Select(number =>
                new Caseworker(number, new Random(number), office, staff, cases, acknowledged, without: ManyTimers.Association).WorkAsync(goingHome.Token, closing.Token)).Append(timers.OpenAsync()));
            var kills = await await Task.WhenAny(KillAsync(hosts, server, acknowledged, workers), StoppedAsync(workers));
            await goingHome.CancelAsync();
            await workers;
            _progress.Say($"{kills} kills of {Hosts} hosts in {Duration.TotalSeconds:0} s and 2 restarts of PostgreSQL; waiting for the last timers");

            await using var truth = await StoredTruth.OfAsync(store);
            var (notOnce, latest) = await timers.FiredAsync(truth, Duration + TimeSpan.FromSeconds(60));
            _progress.Say($"{timers.Count} timers, {notOnce.Count} of them not fired exactly once; the latest {latest.TotalSeconds:0.0} s after it was due");
            Assert.Empty(notOnce);
            await timers.CloseAsync();
            await DeliveredAsync(store);

            var wrong = await truth.WrongAtTheEndAsync(acknowledged);
            _progress.Say($"{acknowledged.Opened.Count} cases opened and closed, {acknowledged.Completed.Count} tasks completed; {wrong.Count} things lost, doubled, stuck, broken or found by the night watch");
            _progress.Say($"{office.Unanswered} requests unanswered and sent again, {office.Faults.Count} told that the database was away");
            Assert.Empty(wrong);
            Assert.All(office.Faults, fault => Assert.Contains("database-unavailable", fault, StringComparison.Ordinal));
        }
        finally
        {
            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    /// <summary>A host dies and comes back every few seconds. After a third PostgreSQL is stopped and started again, after two thirds it crashes.</summary>
    private async Task<int> KillAsync(List<RunningHost> hosts, OwnPostgres server, Acknowledged acknowledged, Task workers)
    {
        var (kills, restarts) = (0, new Queue<(string Word, TimeSpan At, Func<Task> End)>([("stopped", Duration / 3, server.StopAsync), ("crashed", Duration * 2 / 3, server.CrashAsync)]));
        for (var watch = Stopwatch.StartNew(); (watch.Elapsed < Duration || restarts.Count > 0) && !workers.IsCompleted; kills++)
        {
            await Task.Delay(BetweenKills);
            var host = hosts[kills % Hosts];
            await host.Kill9Async();
            if (restarts.TryPeek(out var restart) && watch.Elapsed > restart.At)
            {
                restarts.Dequeue();
                await restart.End();
                await Task.Delay(Away);
                await server.StartAgainAsync();
                _progress.Say($"{watch.Elapsed.TotalSeconds,6:0} s: PostgreSQL {restart.Word} and started again");
            }

            await host.StartAsync();
            if (kills % 5 == 4)
            {
                _progress.Say($"{watch.Elapsed.TotalSeconds,6:0} s: kill {kills + 1}; {acknowledged.Opened.Count} cases and {acknowledged.Completed.Count} completions promised");
            }
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

    private static int Setting(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : otherwise;
}
