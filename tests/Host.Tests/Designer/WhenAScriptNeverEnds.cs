using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Designer;

/// <summary>A designer drew a step whose script goes round for ever. It is drawn, published and met like any other mistake: one step fails and says so.</summary>
public sealed class WhenAScriptNeverEnds(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task Saving_publishing_and_rehearsing_come_to_an_end_and_the_case_that_meets_it_has_a_failed_step()
    {
        using var team = await Team.HireAsync(host, "natiq");
        using var studio = await StudioClient.OpenAsync(host, "natiq");
        var model = await studio.OpenDefinitionAsync("natiq-procedure");
        StudioClient.Activity(model, "ask-correction")["messageArabic"] = JsonNode.Parse("""{"typeName":"String","expression":{"type":"JavaScript","value":"while (true) {}"},"memoryReference":null}""");
        var draft = await studio.SaveAsync(model);
        await studio.SaveAsync(draft, publish: true, reason: "a script that never ends");

        using var asked = await team[Role.ProcessDesigner].Client.PostAsJsonAsync("/api/v1/definitions/natiq-procedure/rehearsals", new { cases = 10 });
        var played = (await asked.OkAsync()).GetProperty("draft").GetProperty("result");
        Assert.All(played.GetProperty("troubles").EnumerateArray(), trouble => Assert.Equal(("failed", "ask-correction"), (trouble.Text("code"), trouble.Text("activityId"))));

        var met = await team.OpenCaseAsync();
        await team.DoAsync(met, "receive", Role.RelationsOfficer, "Received");
        await team.DoAsync(met, "verify", Role.RelationsOfficer, "Incomplete", "A contract is missing.");
        Assert.Contains("StepFailed", await team.ActionsAsync(met));

        var beside = await team.OpenCaseAsync();
        await team.DoAsync(beside, "receive", Role.RelationsOfficer, "Received");
        await team.DoAsync(beside, "verify", Role.RelationsOfficer, "Verified");
        Assert.Equal(["declare"], await team.OpenStepsAsync(beside));
    }
}
