using System.Net.Http.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using static CaseWorkflows.Host.Tests.WorkflowsCopy.Procedure;

namespace CaseWorkflows.Host.Tests.Composition;

/// <summary>After reception the procedure starts another workflow beside itself and waits for it.</summary>
public sealed class WhenAWorkflowStartsAnother : IAsyncLifetime
{
    private readonly WorkflowsCopy _workflows = new("natiq");
    private HostFactory _host = null!;
    private Team _team = null!;

    public async Task InitializeAsync()
    {
        _workflows.Write("natiq", "visit.workflow.json", SequenceFile.Of(
            "home-visit", SequenceFile.Step("visit", "CaseWorkflows.VerifyInformation"), SequenceFile.Step("second", "CaseWorkflows.VerifyInformation")));
        _workflows.Edit("natiq", procedure =>
        {
            procedure.Json["variables"]!.AsArray().Add(SequenceFile.Variable("Child"));
            procedure.Add(
                "start", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Expression("String", "JavaScript", "'home-visit'")), ("waitForCompletion", Literal("Boolean", true)),
                ("result", SequenceFile.Into("Child")));
            procedure.Redirect("receive", "Received", "start");
            procedure.Connect("start", "Done", "verify");
            procedure.Set("verify", "title", "String", "x");
            procedure.Activity("verify")["title"] = Expression("String", "JavaScript", "getVariable('Child').Status + ' ' + getVariable('Child').SubStatus");
        });
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
    public async Task It_works_on_the_same_case_and_its_end_lets_the_first_go_on()
    {
        var id = await StartedAsync();
        Assert.Equal(["visit"], await _team.OpenStepsAsync(id));

        await _team.DoAsync(id, "visit", Role.RelationsOfficer, "Verified");
        await _host.SettleAsync();
        Assert.Equal(["second"], await _team.OpenStepsAsync(id));
        await _team.DoAsync(id, "second", Role.RelationsOfficer, "Verified");
        await _host.SettleAsync();

        Assert.Equal(["verify"], await _team.OpenStepsAsync(id));
        var task = Assert.Single((await _team.Officer.CaseAsync(id)).GetProperty("openTasks").EnumerateArray());
        Assert.Equal("Finished Finished", task.Text("title"));
        var history = await _team.Officer.HistoryAsync(id);
        Assert.Equal(Enumerable.Range(1, history.Count).Select(number => (long)number), history.Select(line => line.GetProperty("seq").GetInt64()));
        Assert.Contains(history, line => line.Text("action") == "TaskCompleted" && line.Text("activityId") == "visit");
        var (mine, childs) = await InstancesAsync(id);
        Assert.Equal((mine.Id, id, "Finished"), (childs.ParentInstanceId, childs.CaseId, childs.Status));
    }

    [Fact]
    public async Task Cancelling_the_case_cancels_it_too()
    {
        var id = await StartedAsync();

        using var cancelled = await _team[Role.Administrator].Client.PostAsJsonAsync($"/api/v1/cases/{id}/cancel", new { reason = "Entered twice" });
        await cancelled.OkAsync();
        await _host.SettleAsync();

        Assert.Empty(await _team.OpenStepsAsync(id));
        var (mine, childs) = await InstancesAsync(id);
        Assert.Equal(("Cancelled", "Cancelled"), (mine.SubStatus, childs.SubStatus));
        Assert.Contains("TaskCancelled", await _team.ActionsAsync(id));
        Assert.Empty(await _host.LookAsync(db => db.Bookmarks.Where(row => row.WorkflowInstanceId.StartsWith(mine.Id)).ToListAsync()));
        Assert.Equal(0, await _host.LookAsync(db => db.Outbox.CountAsync(row => row.DispatchedAt == null)));
    }

    [Fact]
    public async Task One_cancelled_before_it_began_never_begins()
    {
        var id = await _team.OpenCaseAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        using var cancelled = await _team[Role.Administrator].Client.PostAsJsonAsync($"/api/v1/cases/{id}/cancel", new { reason = "Entered twice" });
        await cancelled.OkAsync();

        await _host.SettleAsync();

        Assert.Equal(1, await _host.LookAsync(db => db.Instances.CountAsync(row => row.CaseId == id)));
    }

    [Fact]
    public async Task What_is_not_published_is_answered_as_faulted()
    {
        _workflows.Edit("natiq", procedure => procedure.Activity("start")["workflowDefinitionId"] = Literal("String", "nobody"));
        await using var host = new HostFactory { WorkflowsFolder = _workflows };
        using var team = await Team.HireAsync(host, "natiq");
        var id = await team.OpenCaseAsync();
        await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");

        await host.SettleAsync();

        Assert.Equal("Finished Faulted", Assert.Single((await team.Officer.CaseAsync(id)).GetProperty("openTasks").EnumerateArray()).Text("title"));
    }

    private async Task<string> StartedAsync()
    {
        var id = await _team.OpenCaseAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        Assert.Empty(await _team.OpenStepsAsync(id)); // not before the outbox delivers
        await _host.SettleAsync();
        return id;
    }

    private async Task<(Workflows.InstanceRow Mine, Workflows.InstanceRow Childs)> InstancesAsync(string id)
    {
        var rows = await _host.LookAsync(db => db.Instances.Where(row => row.CaseId == id).ToListAsync());
        return (rows.Single(row => row.ParentInstanceId is null), rows.Single(row => row.ParentInstanceId is not null));
    }
}
