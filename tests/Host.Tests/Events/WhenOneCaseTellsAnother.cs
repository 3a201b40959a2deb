using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Events;

/// <summary>A procedure in which one case publishes what others wait for.</summary>
public sealed class WhenOneCaseTellsAnother : IAsyncLifetime
{
    private readonly WorkflowsCopy _workflows = new("natiq", "bakkah");
    private HostFactory _host = null!;
    private Team _team = null!;

    public async Task InitializeAsync()
    {
        _workflows.Edit("natiq", WaitOrTell);
        _workflows.Edit("bakkah", WaitOrTell);
        _host = new HostFactory { WorkflowsFolder = _workflows };
        _team = await Team.HireAsync(_host, "natiq");
    }

    public async Task DisposeAsync()
    {
        _team.Dispose();
        await _host.DisposeAsync();
        _workflows.Dispose();
    }

    [Fact]
    public async Task Everyone_who_waits_in_the_association_goes_on_once()
    {
        using var elsewhere = await Team.HireAsync(_host, "bakkah");
        var waiting = new[] { await WaitingAsync(_team), await WaitingAsync(_team) };
        var foreign = await WaitingAsync(elsewhere);

        var teller = await _team.OpenCaseAsync();
        await _team.DoAsync(teller, "receive", Role.RelationsOfficer, "Withdrawn", "وصلت المنحة");
        Assert.All(waiting, id => Assert.Equal("Reception", StageAsync(_team, id).Result)); // nothing before the outbox delivers
        await _host.SettleAsync();

        foreach (var id in waiting)
        {
            Assert.Equal("Closed", await StageAsync(_team, id));
            Assert.Single(await _team.ActionsAsync(id), action => action == "CaseClosed");
            Assert.Equal("arrived 7", (await _team.Officer.HistoryAsync(id))[^1].Text("reason"));
        }

        Assert.Equal("Reception", await StageAsync(elsewhere, foreign));
        Assert.Equal(0, await _host.SettleAsync());
    }

    [Fact]
    public async Task Who_begins_to_wait_after_the_event_waits_for_the_next()
    {
        var first = await _team.OpenCaseAsync();
        await _team.DoAsync(first, "receive", Role.RelationsOfficer, "Withdrawn", "وصلت المنحة");
        await _host.SettleAsync();
        var late = await WaitingAsync(_team);
        await _host.SettleAsync();
        Assert.Equal("Reception", await StageAsync(_team, late));

        var second = await _team.OpenCaseAsync();
        await _team.DoAsync(second, "receive", Role.RelationsOfficer, "Withdrawn", "وصلت المنحة");
        await _host.SettleAsync();
        Assert.Equal("Closed", await StageAsync(_team, late));
    }

    [Fact]
    public async Task An_event_nobody_waits_for_is_delivered_to_nobody_and_done()
    {
        var id = await _team.OpenCaseAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Withdrawn", "وصلت المنحة");
        await _host.SettleAsync();

        var row = await _host.LookAsync(db => db.Outbox.SingleAsync(one => one.Kind == "workflow-event"));
        Assert.Equal((1, true), (row.Attempts, row.DispatchedAt is not null));
    }

    private static async Task<string> WaitingAsync(Team team)
    {
        var id = await team.OpenCaseAsync();
        await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        return id;
    }

    private static async Task<string> StageAsync(Team team, string id) => (await team.Officer.CaseAsync(id)).Text("stage");

    /// <summary>Received waits for the grant and closes with what it says; withdrawn tells that it arrived and closes.</summary>
    private static void WaitOrTell(WorkflowsCopy.Procedure procedure)
    {
        procedure.Json["variables"]!.AsArray().Add(new System.Text.Json.Nodes.JsonObject
        {
            ["id"] = "var-news", ["name"] = "News", ["typeName"] = "Object", ["isArray"] = false,
            ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
        });
        procedure.Add("wait", "Elsa.Event", ("eventName", WorkflowsCopy.Procedure.Literal("String", "grant-arrived")), ("result", new System.Text.Json.Nodes.JsonObject
        {
            ["typeName"] = "Object", ["memoryReference"] = new System.Text.Json.Nodes.JsonObject { ["id"] = "var-news" },
        }));
        procedure.Add(
            "tell", "Elsa.PublishEvent", ("eventName", WorkflowsCopy.Procedure.Literal("String", "grant-arrived")),
            ("payload", WorkflowsCopy.Procedure.Expression("Object", "JavaScript", "({ amount: 7 })")));
        procedure.Redirect("receive", "Received", "wait");
        procedure.Connect("wait", "Done", "close-served");
        procedure.Activity("close-served")["reason"] = WorkflowsCopy.Procedure.Expression("String", "JavaScript", "'arrived ' + variables.News.amount");
        procedure.Redirect("receive", "Withdrawn", "tell");
        procedure.Connect("tell", "Done", "close-withdrawn-reception");
    }
}
