using System.Net;
using System.Net.Http.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Stimuli;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using static CaseWorkflows.Host.Tests.WorkflowsCopy.Procedure;

namespace CaseWorkflows.Host.Tests.Stimuli;

/// <summary>After reception the procedure waits for a bank's word.</summary>
public sealed class WhenAnEventIsSentToACase : IAsyncLifetime
{
    private readonly WorkflowsCopy _workflows = new("natiq");
    private HostFactory _host = null!;
    private Team _team = null!;

    public async Task InitializeAsync()
    {
        _workflows.Edit("natiq", procedure =>
        {
            procedure.Json["variables"]!.AsArray().Add(SequenceFile.Variable("Word"));
            procedure.Add("wait", "Elsa.Event", ("eventName", Literal("String", "bank-answered")), ("result", SequenceFile.Into("Word")));
            procedure.Redirect("receive", "Received", "wait");
            procedure.Connect("wait", "Done", "verify");
            procedure.Activity("verify")["title"] = Expression("String", "JavaScript", "'bank: ' + getVariable('Word').word");
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
    public async Task The_step_that_waits_in_that_case_goes_on_and_no_other()
    {
        var (id, other) = (await WaitingAsync(), await WaitingAsync());

        var taken = await (await SendAsync(id)).OkAsync();

        Assert.Equal(1, taken.GetProperty("heard").GetInt32());
        Assert.Equal("bank: yes", await TitleAsync(id));
        Assert.Empty(await _team.OpenStepsAsync(other));
        var line = Assert.Single(await _team.Officer.HistoryAsync(id), line => line.Text("action") == "EventReceived");
        Assert.Equal((_team[Role.Administrator].Id, "bank-answered"), (line.Text("actor"), line.GetProperty("data").Text("event")));
    }

    [Fact]
    public async Task One_that_comes_too_soon_is_kept_once_and_heard_when_the_case_gets_there()
    {
        var id = await _team.OpenCaseAsync();
        Assert.Equal(0, (await (await SendAsync(id, "op-1")).OkAsync(HttpStatusCode.Accepted)).GetProperty("heard").GetInt32());
        await (await SendAsync(id, "op-1")).OkAsync(HttpStatusCode.Accepted);
        Assert.Equal(1, await _host.LookAsync(db => db.EarlyStimuli.CountAsync()));

        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        await _host.SettleAsync();

        Assert.Equal("bank: yes", await TitleAsync(id));
        Assert.Equal(0, await _host.LookAsync(db => db.EarlyStimuli.CountAsync()));
    }

    [Fact]
    public async Task One_nobody_ever_waits_for_is_given_up_after_two_weeks()
    {
        var id = await _team.OpenCaseAsync();
        await (await SendAsync(id)).OkAsync(HttpStatusCode.Accepted);

        await _host.PassTimeAsync(EarlyAnswers.Patience + TimeSpan.FromDays(1));
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        await _host.SettleAsync();

        Assert.Empty(await _team.OpenStepsAsync(id));
        Assert.NotNull((await _host.LookAsync(db => db.EarlyStimuli.SingleAsync())).DeadAt);
    }

    [Fact]
    public async Task Without_a_right_a_name_or_an_open_case_it_is_refused()
    {
        var id = await WaitingAsync();

        await (await _team.Officer.Client.PostAsJsonAsync($"/api/v1/cases/{id}/events", new { name = "bank-answered" })).IsProblemAsync(403, "may-not-answer");
        await (await _team[Role.Administrator].Client.PostAsJsonAsync($"/api/v1/cases/{id}/events", new { name = " " })).IsProblemAsync(400, "event-name-invalid");
        await (await _team[Role.Administrator].Client.PostAsJsonAsync("/api/v1/cases/none/events", new { name = "x" })).IsProblemAsync(404, "no-such-case");
        await (await _team[Role.Administrator].Client.PostAsJsonAsync($"/api/v1/cases/{id}/cancel", new { reason = "Entered twice" })).OkAsync();
        await (await SendAsync(id)).IsProblemAsync(409, "case-already-closed");
    }

    private async Task<string> WaitingAsync()
    {
        var id = await _team.OpenCaseAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        return id;
    }

    private Task<HttpResponseMessage> SendAsync(string id, string? operationId = null)
        => _team[Role.Administrator].Client.PostAsJsonAsync($"/api/v1/cases/{id}/events", new { name = "bank-answered", payload = new { word = "yes" }, operationId });

    private async Task<string> TitleAsync(string id) => Assert.Single((await _team.Officer.CaseAsync(id)).GetProperty("openTasks").EnumerateArray()).Text("title");
}
