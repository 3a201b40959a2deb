using System.Diagnostics;
using System.Globalization;
using CaseWorkflows.Host.Tests.CommandLine;
using CaseWorkflows.Host.Tests.Databases;
using Xunit.Abstractions;

namespace CaseWorkflows.Host.Tests.Crashes;

[Collection(CrashCollection.Name)]
public sealed class WhenTheProcessIsKilled(ITestOutputHelper report)
{
    private const int Workers = 4;
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("CASEWORKFLOWS_KILLS") ?? "30", CultureInfo.InvariantCulture);
    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("CASEWORKFLOWS_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    [Fact]
    public async Task At_any_moment_nothing_that_was_acknowledged_is_lost_doubled_or_stuck()
    {
        var progress = new Progress(report);
        progress.Say($"seed {Seed}, {Kills} kills (CASEWORKFLOWS_SEED, CASEWORKFLOWS_KILLS)");
        using var data = new TestStore();
        using var workflows = HurriedWorkflows.InAHurry();
        var staff = await Staffing.HireAsync(data, workflows.Folder);
        await using var host = new RunningHost(data, workflows.Folder);
        using var closing = new CancellationTokenSource(TimeSpan.FromSeconds(60 + (10 * Kills)));
        using var office = new Office(host.Address, closing.Token);
        var (watch, cases, acknowledged) = (Stopwatch.StartNew(), new OpenCases(), new Acknowledged());
        await host.StartAsync();
        foreach (var role in staff.Keys)
        {
            await office.SignInAsync(role);
        }

        using var goingHome = new CancellationTokenSource();
        var workers = Task.WhenAll(Enumerable.Range(0, Workers).Select(number =>
            new Caseworker(number, new Random(Seed + number + 1), office, staff, cases, acknowledged).WorkAsync(goingHome.Token, closing.Token)));
        await Task.WhenAny(workers, KillAsync(host, data, acknowledged, workers, progress)).Unwrap();
        var afterKills = watch.Elapsed;
        await goingHome.CancelAsync();
        await workers;
        await DeliveredAsync(data);

        await using (var truth = await StoredTruth.OfAsync(data))
        {
            var wrong = await truth.WrongAtTheEndAsync(acknowledged);
            progress.Say($"{Kills} kills, {acknowledged.Opened.Count} cases opened and closed, {acknowledged.Completed.Count} tasks completed");
            progress.Say($"{wrong.Count} things wrong: lost, doubled, stuck, broken in the history, or found by the night watch");
            Assert.Empty(wrong);
            Assert.Equal(0, await truth.CountAsync("SELECT count(*) FROM outbox WHERE last_error IS NOT NULL"));
        }

        await TheSameOverHttpAsync(office, acknowledged);
        Assert.True(office.Faults.IsEmpty, string.Join("\n", office.Faults));
        Assert.Equal(0, await host.StopGracefullyAsync());
        var replayed = await HostProcess.RunAsync(["replay", "--all", "--workflows", workflows.Folder, .. data.Configuration.Select(setting => $"--{setting.Key}={setting.Value}")]);
        Assert.True(replayed.ExitCode == 0, replayed.Output + replayed.Error);
        progress.Say($"every instance replayed: {replayed.Output.TrimEnd()}");
        progress.Say($"{office.Unanswered} requests unanswered and sent again; {afterKills.TotalSeconds:0.0} s with kills, {watch.Elapsed.TotalSeconds:0.0} s in all");
        progress.Say($"{host.StartTimes.Count} starts seen ready: median {host.StartTimes.Order().ElementAt(host.StartTimes.Count / 2).TotalSeconds:0.00} s, worst {host.StartTimes.Max().TotalSeconds:0.00} s");
    }

    /// <summary>Mostly while it works, every third time while it starts; and each time looks at what the dead left behind.</summary>
    private static async Task KillAsync(RunningHost host, TestStore data, Acknowledged acknowledged, Task workers, Progress progress)
    {
        var (random, watch) = (new Random(Seed), Stopwatch.StartNew());
        for (var kill = 1; kill <= Kills && !workers.IsCompleted; kill++)
        {
            await Task.Delay(random.Next(kill % 3 == 0 ? 1500 : 1200));
            await host.Kill9Async();
            await using (var truth = await StoredTruth.OfTheDeadAsync(data))
            {
                var wrong = await truth.WrongNowAsync(acknowledged);
                Assert.True(wrong.Count == 0, $"After kill {kill} (seed {Seed}):\n{string.Join('\n', wrong)}");
            }

            if (kill % 10 == 0)
            {
                progress.Say($"{watch.Elapsed.TotalSeconds,6:0} s: kill {kill} of {Kills}; so far {acknowledged.Opened.Count} cases and {acknowledged.Completed.Count} completions promised, and all there");
            }

            host.Launch();
            if ((kill + 1) % 3 != 0 || kill == Kills)
            {
                await host.ReadyAsync();
            }
        }
    }

    /// <summary>The outbox is swept every few seconds; what the last burst left may still be on its way.</summary>
    private static async Task DeliveredAsync(TestStore data)
    {
        await using var truth = await StoredTruth.OfAsync(data);
        for (var watch = Stopwatch.StartNew(); await truth.CountAsync("SELECT count(*) FROM outbox WHERE dispatched_at IS NULL") > 0;)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "The outbox does not empty.");
            await Task.Delay(50);
        }
    }

    private static async Task TheSameOverHttpAsync(Office office, Acknowledged acknowledged)
    {
        foreach (var (id, number) in acknowledged.Opened.Values)
        {
            var found = (await office.GetAsync("auditor", $"/api/v1/cases/{id}")).Body;
            Assert.Equal((number, "Closed", 0), ((string?)found["number"], (string?)found["stage"], found["openTasks"]!.AsArray().Count));
        }

        foreach (var ofCase in acknowledged.Completed.Values.GroupBy(one => one.CaseId, StringComparer.Ordinal))
        {
            var history = (await office.GetAsync("auditor", $"/api/v1/cases/{ofCase.Key}/history")).Body.AsArray();
            Assert.Equal(
                ofCase.Select(one => $"{one.By} {one.Action}").Order(StringComparer.Ordinal),
                history.Where(line => (string?)line!["action"] == "TaskCompleted").Select(line => $"{(string?)line!["actor"]} {(string?)line["data"]!["action"]}").Order(StringComparer.Ordinal));
        }
    }
}
