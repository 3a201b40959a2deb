using System.Net;
using System.Net.Http.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Cases;

/// <summary>From outside the procedure a case can be ended, with a reason; nothing of it is open afterwards.</summary>
public sealed class WhenASupervisorStepsIn(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task A_case_entered_twice_is_cancelled_with_its_tasks_and_stays_so()
    {
        using var team = await Team.HireAsync(host, "natiq");
        var id = await team.OpenCaseAsync();
        await host.HireAsync("supervisor-natiq", "natiq", Role.RelationsSupervisor);
        using var supervisor = await host.SignInAsync("supervisor-natiq");

        await (await supervisor.PostAsJsonAsync($"/api/v1/cases/{id}/cancel", new { reason = " " })).IsProblemAsync(422, "reason-required");
        using var cancelled = await supervisor.PostAsJsonAsync($"/api/v1/cases/{id}/cancel", new { reason = "Entered twice" });

        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        var now = await team.Officer.CaseAsync(id);
        Assert.Equal(("Closed", "Cancelled", 0), (now.Text("stage"), now.Text("result"), now.GetProperty("openTasks").GetArrayLength()));
        await (await supervisor.PostAsJsonAsync($"/api/v1/cases/{id}/cancel", new { reason = "Again" })).IsProblemAsync(409, "case-already-closed");
    }

    [Fact]
    public async Task Nothing_is_retried_where_nothing_failed_and_an_officer_may_not_ask()
    {
        using var team = await Team.HireAsync(host, "bakkah");
        var id = await team.OpenCaseAsync();
        await host.HireAsync("supervisor-bakkah", "bakkah", Role.RelationsSupervisor);
        using var supervisor = await host.SignInAsync("supervisor-bakkah");

        await (await supervisor.PostAsJsonAsync($"/api/v1/cases/{id}/retry", new { reason = "Try" })).IsProblemAsync(409, "nothing-to-retry");
        await (await team.Officer.Client.PostAsJsonAsync($"/api/v1/cases/{id}/retry", new { reason = "Try" })).IsProblemAsync(403, "role-required");
    }
}
