using System.Diagnostics;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Crashes;

[Collection(CrashCollection.Name)]
public sealed class WhenTheProcessStopsWhileATimerRuns
{
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData("SIGTERM")]
    [InlineData("SIGKILL")]
    public async Task The_overdue_timer_fires_once_after_the_start_and_the_decision_is_accepted(string signal)
    {
        using var data = new TestStore();
        using var workflows = HurriedWorkflows.WithFloor(Floor);
        var staff = await Staffing.HireAsync(data, workflows.Folder);
        await using var host = new RunningHost(data, workflows.Folder);
        using var closing = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var office = new Office(host.Address, closing.Token);
        await host.StartAsync();
        foreach (var role in staff.Keys)
        {
            await office.SignInAsync(role);
        }

        var one = await SingleCase.OpenAsync(office, "natiq");
        var decision = (await one.AdvanceAsync("CaseWorkflows.CommitteeReview"))!;
        var (decider, path, body) = SingleCase.Completing(decision);
        var early = await office.PostAsync(decider, path, body);
        Assert.Equal((409, "decision-too-early"), (early.Status, early.Code));

        await StopAsync(host, signal);
        await PassAsync((DateTimeOffset)decision.Actions[0]["notBefore"]!);
        await host.StartAsync();
        await FiredAsync(one);
        var accepted = await office.PostAsync(decider, path, body);
        Assert.True(accepted.Succeeded, accepted.Text);
        await one.AdvanceAsync(null);

        // Nothing of the timer is left that a further start could find.
        await StopAsync(host, signal);
        await host.StartAsync();
        Assert.Equal(("Closed", "Served"), ((string?)(await one.ReadAsync())["stage"], (string?)(await one.ReadAsync())["result"]));
        Assert.Equal((1, 1), (await one.CountInHistoryAsync("DecisionReleasable"), await one.CountInHistoryAsync("DecisionReleased")));
        await using var truth = await StoredTruth.OfAsync(data);
        Assert.Equal(0, await truth.CountAsync("SELECT count(*) FROM bookmarks WHERE due_at IS NOT NULL"));
        Assert.Empty(office.Faults);
    }

    private static async Task StopAsync(RunningHost host, string signal)
    {
        if (signal == "SIGKILL")
        {
            await host.Kill9Async();
        }
        else
        {
            Assert.Equal(0, await host.StopGracefullyAsync());
        }
    }

    /// <summary>Real time, because the host's clock is the machine's.</summary>
    private static async Task PassAsync(DateTimeOffset instant)
    {
        var left = instant - TimeProvider.System.GetUtcNow();
        await Task.Delay((left > TimeSpan.Zero ? left : TimeSpan.Zero) + TimeSpan.FromMilliseconds(100));
    }

    private static async Task FiredAsync(SingleCase one)
    {
        for (var watch = Stopwatch.StartNew(); await one.CountInHistoryAsync("DecisionReleasable") == 0;)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "The overdue timer was not fired.");
            await Task.Delay(50);
        }
    }
}
