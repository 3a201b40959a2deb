using System.Net;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Inbox;

public sealed class WhenBadgesAreCounted(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task The_same_numbers_again_are_no_answer_and_others_are_one()
    {
        using var team = await Team.HireAsync(host, "natiq");
        var first = await team.OpenCaseAsync();
        using var asked = await team.Officer.Client.GetAsync("/inbox/counts");
        var counts = await asked.OkAsync();
        Assert.Equal((0, 1, 1), Of(counts));

        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync(team.Officer, asked.Headers.ETag!.Tag));
        await (await team.Officer.ClaimAsync(await team.TaskAtAsync(first, "receive"))).OkAsync();
        Assert.Equal(HttpStatusCode.OK, await AgainAsync(team.Officer, asked.Headers.ETag!.Tag));
        Assert.Equal((1, 0, 1), Of(await team.Officer.GetAsync("/inbox/counts")));
    }

    [Fact]
    public async Task A_step_that_failed_needs_its_supervisors_attention()
    {
        using var folder = new WorkflowsCopy("natiq");
        folder.Edit("natiq", procedure =>
        {
            procedure.Add("broken", "Elsa.FlowDecision", ("condition", WorkflowsCopy.Procedure.Expression("Boolean", "JavaScript", "throw new Error('no')")));
            procedure.Redirect("receive", "Received", "broken");
        });
        await using var own = new HostFactory { WorkflowsFolder = folder };
        using var team = await Team.HireAsync(own, "natiq");
        await team.DoAsync(await team.OpenCaseAsync(), "receive", Role.RelationsOfficer, "Received");

        Assert.Equal(1, (await team[Role.RelationsSupervisor].GetAsync("/inbox/counts")).GetProperty("failed").GetInt32());
        Assert.Equal(0, (await team.Officer.GetAsync("/inbox/counts")).GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_told_so_and_not_led_to_a_page()
    {
        using var client = host.CreateClient();
        using var answer = await client.GetAsync("/inbox/counts");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static (int Mine, int Available, int All) Of(JsonElement counts) => (counts.GetProperty("mine").GetInt32(), counts.GetProperty("available").GetInt32(), counts.GetProperty("all").GetInt32());

    private static async Task<HttpStatusCode> AgainAsync(Person person, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/inbox/counts");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var answer = await person.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
