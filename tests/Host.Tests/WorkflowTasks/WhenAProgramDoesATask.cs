using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CaseWorkflows.Host.Tests.WorkflowsCopy.Procedure;

namespace CaseWorkflows.Host.Tests.WorkflowTasks;

/// <summary>After reception the procedure asks a program for a score, and shows it in the next task's title.</summary>
public sealed class WhenAProgramDoesATask : IAsyncLifetime
{
    private readonly WorkflowsCopy _workflows = new("natiq");
    private HostFactory _host = null!;
    private Team _team = null!;
    private HttpClient _program = null!;

    public async Task InitializeAsync()
    {
        _workflows.Edit("natiq", procedure =>
        {
            procedure.Json["variables"]!.AsArray().Add(SequenceFile.Variable("Score"));
            procedure.Add(
                "ask", "Elsa.RunTask", ("taskName", Literal("String", "score")), ("payload", Expression("Object", "JavaScript", "({ channel: 'phone' })")), ("result", SequenceFile.Into("Score")));
            procedure.Redirect("receive", "Received", "ask");
            procedure.Connect("ask", "Done", "verify");
            procedure.Activity("verify")["title"] = Expression("String", "JavaScript", "'score ' + getVariable('Score').points");
        });
        _host = new HostFactory { WorkflowsFolder = _workflows };
        _team = await Team.HireAsync(_host, "natiq");
        _program = await ProgramAsync("natiq", Role.ServiceProvider);
    }

    public async Task DisposeAsync()
    {
        _program.Dispose();
        _team.Dispose();
        await _host.DisposeAsync();
        _workflows.Dispose();
    }

    [Fact]
    public async Task It_finds_the_task_hands_over_the_result_and_the_case_goes_on_once()
    {
        var id = await AskedAsync();
        var task = Assert.Single(await OpenAsync());
        Assert.Equal(("score", id, "phone"), (task.Text("name"), task.Text("caseId"), task.GetProperty("payload").Text("channel")));

        var first = await (await CompleteAsync(task.Text("id"), "op-1")).OkAsync();
        var again = await (await CompleteAsync(task.Text("id"), "op-1")).OkAsync();

        Assert.Equal(("Completed", "Completed"), (first.Text("status"), again.Text("status")));
        Assert.Equal("score 7", await TitleAsync(id));
        Assert.Empty(await OpenAsync());
        await (await CompleteAsync(task.Text("id"), "op-2")).IsProblemAsync(409, "workflow-task-over");
        Assert.Single(await _team.ActionsAsync(id), action => action == "WorkflowTaskCompleted");
    }

    [Fact]
    public async Task A_result_that_comes_before_its_workflow_waits_is_kept_and_taken_when_it_does()
    {
        var early = await TaskIdOfAsync(await AskedAsync());
        var id = await _team.OpenCaseAsync(); // a case that has come as far as reception: the same steps give the same numbers
        var instance = await _host.LookAsync(db => db.Cases.Where(row => row.Id == id).Select(row => row.WorkflowInstanceId).SingleAsync());

        var kept = await (await CompleteAsync(instance + early[early.LastIndexOf('-')..], null)).OkAsync(HttpStatusCode.Accepted);
        Assert.Equal("Kept", kept.Text("status"));
        Assert.Equal(1, await _host.LookAsync(db => db.EarlyStimuli.CountAsync()));

        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        await _host.SettleAsync();

        Assert.Equal("score 7", await TitleAsync(id));
        Assert.Equal(0, await _host.LookAsync(db => db.EarlyStimuli.CountAsync()));
    }

    [Fact]
    public async Task Nobody_else_sees_or_answers_it()
    {
        var task = await TaskIdOfAsync(await AskedAsync());
        using var foreign = await ProgramAsync("bakkah", Role.ServiceProvider);
        using var auditor = await ProgramAsync("natiq", Role.Auditor);

        await (await foreign.PostAsJsonAsync($"/api/v1/workflow-tasks/{task}/complete", new { result = 1 })).IsProblemAsync(404, "no-such-workflow-task");
        await (await auditor.PostAsJsonAsync($"/api/v1/workflow-tasks/{task}/complete", new { result = 1 })).IsProblemAsync(403, "may-not-answer");
        await (await _team.Officer.Client.PostAsJsonAsync($"/api/v1/workflow-tasks/{task}/complete", new { result = 1 })).IsProblemAsync(403, "may-not-answer");
        await (await _team.Officer.Client.GetAsync("/api/v1/workflow-tasks")).IsProblemAsync(403, "may-not-answer");
        await (await _program.PostAsJsonAsync("/api/v1/workflow-tasks/nothing/complete", new { result = 1 })).IsProblemAsync(404, "no-such-workflow-task");
        Assert.Empty((await new Person("", foreign).GetAsync("/api/v1/workflow-tasks")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_case_that_is_cancelled_takes_its_task_away()
    {
        var id = await AskedAsync();
        using var cancelled = await _team[Role.Administrator].Client.PostAsJsonAsync($"/api/v1/cases/{id}/cancel", new { reason = "Entered twice" });
        await cancelled.OkAsync();

        Assert.Empty(await OpenAsync());
    }

    private async Task<string> AskedAsync()
    {
        var id = await _team.OpenCaseAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        await _host.SettleAsync();
        return id;
    }

    private Task<string> TaskIdOfAsync(string caseId) => _host.LookAsync(db => db.WorkflowTasks.Where(row => row.CaseId == caseId).Select(row => row.Id).SingleAsync());

    private async Task<IReadOnlyList<JsonElement>> OpenAsync() => [.. (await new Person("", _program).GetAsync("/api/v1/workflow-tasks?name=score")).GetProperty("items").EnumerateArray()];

    private Task<HttpResponseMessage> CompleteAsync(string task, string? operationId)
        => _program.PostAsJsonAsync($"/api/v1/workflow-tasks/{task}/complete", new { result = new { points = 7 }, operationId });

    private async Task<string> TitleAsync(string id) => Assert.Single((await _team.Officer.CaseAsync(id)).GetProperty("openTasks").EnumerateArray()).Text("title");

    private async Task<HttpClient> ProgramAsync(string association, Role role)
    {
        var client = _host.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", await _host.Services.GetRequiredService<ApiKeys>().CreateAsync(association, role, "a program", default));
        return client;
    }
}
