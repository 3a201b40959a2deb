using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Workflows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Crashes;

public sealed class WhenATimerCannotBeCarriedOut : IAsyncLifetime
{
    private readonly StillHost _host = new();
    private readonly CancellationTokenSource _closing = new(TimeSpan.FromMinutes(1));
    private Office _office = null!;

    public async Task InitializeAsync()
    {
        _office = new Office(_host.Server.BaseAddress, _closing.Token, _host.Server.CreateHandler);
        foreach (var role in Role.All)
        {
            await _host.HireAsync(Staffing.UserName(role.Key), "natiq", role);
            await _office.SignInAsync(role.Key);
        }
    }

    public async Task DisposeAsync()
    {
        _office.Dispose();
        _closing.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Because_its_associations_files_were_left_out_of_this_start_it_waits_for_a_start_with_them()
    {
        var one = await SingleCase.OpenAsync(_office, "natiq");
        await one.AdvanceAsync("CaseWorkflows.CommitteeReview");
        _host.Clock.Pass(TimeSpan.FromDays(14));

        Assert.Equal(0, await WithoutAssociations().FireDueAsync(_host.Clock.GetUtcNow(), default));
        await using (var truth = await StoredTruth.OfAsync(_host.Store))
        {
            Assert.Equal(1, await truth.CountAsync("SELECT count(*) FROM bookmarks WHERE last_error = 'association-unavailable'"));
        }

        _host.Clock.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await _host.Services.GetRequiredService<TimerDispatcher>().FireDueAsync(_host.Clock.GetUtcNow(), default));
        await _office.SignInAsync("auditor");
        Assert.Equal(1, await one.CountInHistoryAsync("DecisionReleasable"));
    }

    [Fact]
    public void Two_bursts_of_one_instance_on_the_same_tick_publish_two_events()
    {
        var association = _host.Services.GetRequiredService<AssociationRegistry>().Find("natiq")!;
        string KeyAt(int revision) => PublishedEvent.Of(
            new Burst(null!, association, File(revision), Actor.System("natiq"), TestClock.Start),
            new EventPublished("Ready", null, false, null, "hash"), 0).IdempotencyKey;

        Assert.NotEqual(KeyAt(1), KeyAt(2));
        Assert.Equal(KeyAt(1), KeyAt(1));
    }

    private static CaseFile File(int revision) => new(new CaseHead("case", "NTQ-2026-000001", "support", "phone"))
    {
        Association = "natiq", DefinitionVersionId = "version", InstanceId = "instance", InstanceRevision = revision,
    };

    /// <summary>The dispatcher of a start that found no association it could read.</summary>
    private TimerDispatcher WithoutAssociations()
    {
        using var empty = new TemporaryFolder();
        var settings = HostSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection([new(HostSettings.DataKey, _host.DataFolder), new(HostSettings.WorkflowsKey, empty)]).Build());
        var bursts = ActivatorUtilities.CreateInstance<BurstRunner>(_host.Services, new AssociationRegistry(settings));
        return ActivatorUtilities.CreateInstance<TimerDispatcher>(_host.Services, bursts);
    }
}
