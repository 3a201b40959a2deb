using System.Net.Http.Json;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Incidents;

/// <summary>A script that always throws stands between reception and verification; only going on without it helps.</summary>
public sealed class WhenAFailedStepIsSkipped : IAsyncLifetime
{
    private readonly WorkflowsCopy _workflows = new("natiq");
    private HostFactory _host = null!;
    private Team _team = null!;

    public async Task InitializeAsync()
    {
        _workflows.Edit("natiq", procedure =>
        {
            procedure.Add("broken", "Elsa.FlowDecision", ("condition", WorkflowsCopy.Procedure.Expression("Boolean", "JavaScript", "throw new Error('no')")));
            procedure.Redirect("receive", "Received", "broken");
            procedure.Connect("broken", "True", "verify");
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
    public async Task The_case_goes_on_with_the_outcome_named_and_the_history_says_who_skipped_what_and_why()
    {
        var id = await FailedAsync();

        var skipped = await (await SkipAsync(Role.RelationsSupervisor, id, new { reason = "Decided by hand", steps = new[] { "broken" }, outcomes = new[] { "True" } })).OkAsync();

        Assert.Equal(0, skipped.GetProperty("incidentCount").GetInt32());
        Assert.Equal(["verify"], await _team.OpenStepsAsync(id));
        var line = Assert.Single(await _team.Officer.HistoryAsync(id), line => line.Text("action") == "StepsSkipped");
        Assert.Equal((_team[Role.RelationsSupervisor].Id, "Decided by hand"), (line.Text("actor"), line.Text("reason")));
        Assert.Equal("""{"stage":"Reception","steps":["broken"],"outcomes":["True"]}""", JsonSerializer.Serialize(line.GetProperty("data")));
    }

    [Fact]
    public async Task Sent_again_under_the_same_operation_id_it_is_answered_the_same_and_skipped_once()
    {
        var id = await FailedAsync();
        var request = new { reason = "Decided by hand", outcomes = new[] { "True" }, operationId = "one" };

        var first = await (await SkipAsync(Role.RelationsSupervisor, id, request)).OkAsync();
        var again = await (await SkipAsync(Role.RelationsSupervisor, id, request)).OkAsync();

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Single(await _team.ActionsAsync(id), action => action == "StepsSkipped");
        await (await _team[Role.RelationsSupervisor].Client.PostAsJsonAsync($"/api/v1/cases/{id}/cancel", new { reason = "Decided by hand", operationId = "one" })).IsProblemAsync(422, "operation-id-reused");
    }

    [Theory]
    [InlineData("Perhaps")]
    [InlineData("Done")]
    [InlineData(null)]
    public async Task With_an_outcome_the_step_does_not_have_nothing_is_skipped_and_its_outcomes_are_named(string? outcome)
    {
        var id = await FailedAsync();

        var refused = await (await SkipAsync(Role.Administrator, id, new { reason = "That way", outcomes = outcome is null ? [] : new[] { "True", outcome } })).IsProblemAsync(422, "outcome-unknown");

        Assert.Equal(["True", "False"], refused.GetProperty("outcomes").EnumerateArray().Select(name => name.GetString()));
        Assert.DoesNotContain("StepsSkipped", await _team.ActionsAsync(id));
    }

    [Fact]
    public async Task Without_a_reason_a_right_or_a_failed_step_nothing_is_skipped()
    {
        var id = await FailedAsync();

        await (await SkipAsync(Role.Administrator, id, new { reason = " " })).IsProblemAsync(422, "reason-required");
        await (await SkipAsync(Role.RelationsOfficer, id, new { reason = "Please" })).IsProblemAsync(403, "role-required");
        await (await SkipAsync(Role.Administrator, id, new { reason = "That one", steps = new[] { "verify" } })).IsProblemAsync(409, "nothing-to-skip");
        await (await SkipAsync(Role.Administrator, "unknown", new { reason = "That one" })).IsProblemAsync(404, "no-such-case");

        Assert.DoesNotContain("StepsSkipped", await _team.ActionsAsync(id));
        Assert.Equal(1, (await _team.Officer.CaseAsync(id)).GetProperty("incidentCount").GetInt32());
    }

    private async Task<string> FailedAsync()
    {
        var id = await _team.OpenCaseAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        return id;
    }

    private Task<HttpResponseMessage> SkipAsync(Role role, string id, object request) => _team[role].Client.PostAsJsonAsync($"/api/v1/cases/{id}/skip", request);
}
