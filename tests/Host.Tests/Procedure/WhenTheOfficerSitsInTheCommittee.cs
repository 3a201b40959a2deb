using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Procedure;

/// <summary>Whoever checked the data does not judge the request, whatever else they are appointed to.</summary>
public sealed class WhenTheOfficerSitsInTheCommittee
{
    [Theory]
    [InlineData("natiq")]
    [InlineData("maman")]
    public async Task The_one_who_verified_is_refused_and_another_member_decides(string association)
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, association);
        using var both = await host.EmployAsync((association, Role.RelationsOfficer), (association, Role.CommitteeMember));
        var id = await team.OpenCaseAsync();
        await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        var verify = await team.TaskAtAsync(id, "verify");
        await (await both.ClaimAsync(verify)).OkAsync();
        await (await both.CompleteAsync(verify, new { action = "Verified" })).OkAsync();
        await team.DoAsync(id, "declare", Role.RelationsOfficer, "Signed");
        if ((await team.OpenStepsAsync(id)).Contains("inform"))
        {
            await team.DoAsync(id, "inform", Role.RelationsOfficer, "Done");
        }

        var study = await team.TaskAtAsync(id, "committee");
        using var refused = await both.ClaimAsync(study);
        await refused.IsProblemAsync(403, "not-a-candidate");
        Assert.DoesNotContain(await both.InboxAsync("scope=available"), task => task.Text("id") == study);

        await host.PassTimeAsync(TimeSpan.FromDays(21));
        Assert.Equal("Registration", (await team.DoAsync(id, "committee", Role.CommitteeMember, "Approved")).Text("caseStage"));
    }
}
