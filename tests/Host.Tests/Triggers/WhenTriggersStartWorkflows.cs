using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CaseWorkflows.Host.Tests.SequenceFile;
using static CaseWorkflows.Host.Tests.WorkflowsCopy.Procedure;

namespace CaseWorkflows.Host.Tests.Triggers;

/// <summary>Workflows without a case, started by clock and event.</summary>
public sealed class WhenTriggersStartWorkflows : IAsyncLifetime
{
    private readonly TestStore _data = new();
    private readonly WorkflowsCopy _workflows = new("natiq");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _workflows.Dispose();
        _data.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_timer_starts_one_each_time_and_one_for_all_times_that_were_missed()
    {
        Write("tick", Trigger("every", "Elsa.Timer", ("interval", Literal("TimeSpan", "01:00:00"))));
        await using var host = Host();
        _ = host.Server;

        await host.PassTimeAsync(TimeSpan.FromMinutes(59));
        Assert.Equal(0, await StartedAsync(host, "tick"));
        await host.PassTimeAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await StartedAsync(host, "tick"));
        await host.PassTimeAsync(TimeSpan.FromHours(10));
        Assert.Equal(2, await StartedAsync(host, "tick"));
        await host.PassTimeAsync(TimeSpan.FromHours(1));

        var started = await host.LookAsync(db => db.Instances.Where(row => row.DefinitionId == "tick").ToListAsync());
        Assert.All(started, row => Assert.Equal((null, "Finished"), (row.CaseId, row.Status)));
        Assert.Equal(3, started.Count);
        Assert.Equal(3, await host.LookAsync(db => db.Journal.CountAsync(row => db.Instances.Any(one => one.Id == row.WorkflowInstanceId && one.CaseId == null))));
    }

    [Fact]
    public async Task A_new_version_takes_the_place_of_the_old_ones_triggers_and_the_same_file_changes_nothing()
    {
        Write("tick", Trigger("every", "Elsa.Timer", ("interval", Literal("TimeSpan", "01:00:00"))));
        await using (var host = Host())
        {
            _ = host.Server;
            Assert.Equal("tick-v1", Assert.Single(await host.LookAsync(db => db.Triggers.ToListAsync())).DefinitionVersionId);
        }

        await using (var host = Host())
        {
            _ = host.Server;
            Assert.Equal("tick-v1", Assert.Single(await host.LookAsync(db => db.Triggers.ToListAsync())).DefinitionVersionId);
        }

        Write("tick", Trigger("on", "Elsa.Event", ("eventName", Literal("String", "go"))));
        await using (var host = Host())
        {
            _ = host.Server;
            var left = Assert.Single(await host.LookAsync(db => db.Triggers.ToListAsync()));
            Assert.Equal(("tick-v2", "on", null), (left.DefinitionVersionId, left.ActivityId, left.DueAt));
        }
    }

    [Fact]
    public async Task A_time_that_comes_once_starts_one_and_a_time_that_is_past_none()
    {
        var clock = new TestClock();
        Write("once", Trigger("at", "Elsa.StartAt", ("dateTime", Literal("DateTimeOffset", clock.GetUtcNow().AddHours(1).ToString("O")))));
        Write("never", Trigger("at", "Elsa.StartAt", ("dateTime", Literal("DateTimeOffset", clock.GetUtcNow().AddHours(-1).ToString("O")))));
        await using var host = new HostFactory { WorkflowsFolder = _workflows, KeptData = _data, Clock = clock };
        _ = host.Server;

        await host.PassTimeAsync(TimeSpan.FromHours(2));
        await host.PassTimeAsync(TimeSpan.FromHours(2));

        Assert.Equal((1, 0), (await StartedAsync(host, "once"), await StartedAsync(host, "never")));
        Assert.Empty(await host.LookAsync(db => db.Triggers.ToListAsync()));
    }

    [Fact]
    public async Task A_published_event_starts_one_which_may_publish_go_on_later_and_fail_without_harm()
    {
        Write("listener", Trigger("on", "Elsa.Event", ("eventName", Literal("String", "received"))), Step("rest", "Elsa.Delay", ("timeSpan", Literal("TimeSpan", "00:05:00"))),
            Step("tell", "Elsa.PublishEvent", ("eventName", Literal("String", "rested"))));
        Write("second", Trigger("on", "Elsa.Event", ("eventName", Literal("String", "rested"))), Step("fails", "Elsa.Fault", ("message", Literal("String", "no"))));
        _workflows.Edit("natiq", procedure =>
        {
            procedure.Add("tell", "Elsa.PublishEvent", ("eventName", Literal("String", "received")));
            procedure.Connect("receive", "Received", "tell");
        });
        await using var host = Host();
        using var team = await Team.HireAsync(host, "natiq");
        var id = await team.OpenCaseAsync();
        await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");

        await host.SettleAsync();
        Assert.Equal((1, 0), (await StartedAsync(host, "listener"), await StartedAsync(host, "second")));
        await host.PassTimeAsync(TimeSpan.FromMinutes(5));

        var second = await host.LookAsync(db => db.Instances.SingleAsync(row => row.DefinitionId == "second"));
        Assert.Equal((null, 1), (second.CaseId, second.IncidentCount));
        Assert.DoesNotContain("StepFailed", await team.ActionsAsync(id));
    }

    [Fact]
    public async Task A_workflow_that_acts_on_a_case_is_not_started_by_a_trigger_and_the_designer_is_told()
    {
        Write("stray", Trigger("on", "Elsa.Event", ("eventName", Literal("String", "go"))), Step("verify", "CaseWorkflows.VerifyInformation"));
        Write("bad", Trigger("every", "Elsa.Timer", ("interval", Literal("TimeSpan", "00:00:00"))));
        await using var host = Host();
        _ = host.Server;

        var findings = host.Services.GetRequiredService<DefinitionImport>().Findings;

        Assert.Contains(findings, finding => finding is { Code: "trigger-without-case", IsWarning: true });
        Assert.Contains(findings, finding => finding is { Code: "bad-trigger", IsWarning: false });
        Assert.Empty(await host.LookAsync(db => db.Triggers.ToListAsync()));
        Assert.False(await host.LookAsync(db => db.Definitions.AnyAsync(row => row.DefinitionId == "bad")));
    }

    private static Task<int> StartedAsync(HostFactory host, string definition) => host.LookAsync(db => db.Instances.CountAsync(row => row.DefinitionId == definition));

    private void Write(string definition, params System.Text.Json.Nodes.JsonObject[] steps) => _workflows.Write("natiq", $"{definition}.workflow.json", Of(definition, steps));

    private HostFactory Host() => new() { WorkflowsFolder = _workflows, KeptData = _data };
}
