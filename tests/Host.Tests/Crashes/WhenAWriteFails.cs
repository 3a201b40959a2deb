using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CaseWorkflows.Host.Tests.Crashes;

public sealed class WhenAWriteFails(ITestOutputHelper report) : IAsyncLifetime
{
    private readonly StillHost _host = new();
    private readonly CancellationTokenSource _closing = new(TimeSpan.FromMinutes(2));
    private readonly Dictionary<string, string> _staff = new(StringComparer.Ordinal);
    private readonly Acknowledged _acknowledged = new();
    private Office _office = null!;
    private WriteFault _fault = null!;
    private int _faults;

    public async Task InitializeAsync()
    {
        _office = new Office(_host.Server.BaseAddress, _closing.Token, _host.Server.CreateHandler);
        _fault = WriteFault.In(_host);
        foreach (var role in Role.All)
        {
            _staff[role.Key] = await _host.HireAsync(Staffing.UserName(role.Key), "natiq", role);
        }

        await SignInAsync();
    }

    public async Task DisposeAsync()
    {
        _office.Dispose();
        _closing.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Whichever_of_a_whole_case_it_is_nothing_is_half_written_and_the_same_request_succeeds_afterwards()
    {
        var opened = await ThroughEveryFaultAsync(SingleCase.Opening("natiq", "0500000001"));
        var one = SingleCase.Of(_office, opened);
        _acknowledged.Opened["open-0500000001"] = new(one.Id, (string)opened.Body["number"]!);
        while ((string?)(await one.ReadAsync())["stage"] != "Closed")
        {
            await ThroughEveryFaultAsync(await one.ClaimingAsync());
            var task = await one.HoldAsync();
            if (task.ActivityType == "CaseWorkflows.CommitteeReview")
            {
                await TimerThroughEveryFaultAsync(one);
            }

            await ThroughEveryFaultAsync(SingleCase.Completing(task));
            _acknowledged.Completed[$"complete-{task.Id}"] = new(task.Id, one.Id, _staff[task.Role], (string)task.Actions[0]["name"]!);
        }

        await using var truth = await StoredTruth.OfAsync(_host.Store);
        await OutboxThroughEveryFaultAsync(truth);
        await SignInAsync();
        report.WriteLine($"{_faults} faults");
        Assert.Equal(1, await one.CountInHistoryAsync("DecisionReleasable"));
        Assert.Empty(await truth.WrongAtTheEndAsync(_acknowledged));
    }

    private async Task SignInAsync()
    {
        foreach (var role in Role.All)
        {
            await _office.SignInAsync(role.Key);
        }
    }

    private async Task<Reply> ThroughEveryFaultAsync((string Role, string Path, object Body) request)
    {
        var before = await _fault.ContentAsync();
        await _fault.ArmCommitAsync();
        for (var writes = 0; ; writes++)
        {
            var reply = await _office.TryPostAsync(request.Role, request.Path, request.Body);
            if (reply.Succeeded)
            {
                Assert.True(writes > 2, $"{request.Path} succeeded although a write was to fail.");
                await _fault.DisarmAsync();
                Assert.NotEqual(before, await _fault.ContentAsync());
                return reply;
            }

            Assert.True(reply.Status == 500, reply.Text);
            Assert.Equal(before, await _fault.ContentAsync());
            _faults++;
            await _fault.ArmAsync(writes);
        }
    }

    /// <summary>A timer that fails is put off, which is all that may change.</summary>
    private async Task TimerThroughEveryFaultAsync(SingleCase one)
    {
        _host.Clock.Pass(TimeSpan.FromDays(14));
        await SignInAsync();
        var timers = _host.Services.GetRequiredService<TimerDispatcher>();
        var before = await _fault.ContentAsync("bookmarks");
        await _fault.ArmCommitAsync();
        for (var writes = 0; await timers.FireDueAsync(_host.Clock.GetUtcNow(), default) == 0; writes++)
        {
            Assert.Equal(before, await _fault.ContentAsync("bookmarks"));
            Assert.Equal(0, await one.CountInHistoryAsync("DecisionReleasable"));
            _faults++;
            _host.Clock.Pass(TimeSpan.FromMinutes(5));
            await _fault.ArmAsync(writes);
        }

        await _fault.DisarmAsync();
        Assert.Equal(1, await one.CountInHistoryAsync("DecisionReleasable"));
    }

    /// <summary>The first message fails each time and is put off; those behind it find a new connection without the fault.</summary>
    private async Task OutboxThroughEveryFaultAsync(StoredTruth truth)
    {
        var outbox = _host.Services.GetRequiredService<OutboxDispatcher>();
        foreach (var arm in new[] { _fault.ArmCommitAsync, () => _fault.ArmAsync(0), () => _fault.ArmAsync(1) })
        {
            await arm();
            await outbox.DrainAsync(default);
            Assert.Equal(1, await truth.CountAsync("SELECT count(*) FROM outbox WHERE dispatched_at IS NULL"));
            Assert.Empty(await truth.WrongNowAsync(_acknowledged));
            _faults++;
            _host.Clock.Pass(TimeSpan.FromHours(1));
        }

        await _fault.DisarmAsync();
        await outbox.DrainAsync(default);
    }
}
