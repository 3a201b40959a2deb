using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Definitions;

/// <summary>The promise of the product: another order of steps and another floor, in the file alone.</summary>
public sealed class WhenTheDesignerChangesTheFile : IDisposable
{
    private readonly TestStore _data = new();
    private readonly WorkflowsCopy _workflows = new("natiq");
    private readonly TestClock _clock = new();

    public void Dispose()
    {
        _workflows.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task New_cases_go_the_new_way_and_running_ones_finish_the_old_way()
    {
        string running;
        await using (var before = Start())
        {
            using var team = await Team.HireAsync(before, "natiq");
            running = await team.OpenCaseAsync();
            await team.DoAsync(running, "receive", Role.RelationsOfficer, "Received");
        }

        _workflows.Edit("natiq", SignBeforeVerifyingAndDecideAfterThreeSeconds);
        await using var after = Start();
        using var staff = await Team.HireAsync(after, "natiq");

        await TheNewWayAsync(after, staff);
        await TheOldWayAsync(after, staff, running);
    }

    private static void SignBeforeVerifyingAndDecideAfterThreeSeconds(WorkflowsCopy.Procedure procedure)
    {
        procedure.Redirect("receive", "Received", "declare");
        procedure.Redirect("declare", "Signed", "verify");
        procedure.Redirect("verify", "Verified", "inform");
        procedure.Set("committee", "minimumPeriod", "TimeSpan", "0.00:00:03");
    }

    private static async Task TheNewWayAsync(HostFactory host, Team team)
    {
        var id = await team.OpenCaseAsync();
        Assert.Equal("natiq-procedure-v2", (await team.Officer.CaseAsync(id)).Text("definitionVersion"));
        Assert.Equal("Declaration", (await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received")).Text("caseStage"));
        Assert.Equal("Verification", (await team.DoAsync(id, "declare", Role.RelationsOfficer, "Signed")).Text("caseStage"));
        Assert.Equal("Study", (await team.DoAsync(id, "verify", Role.RelationsOfficer, "Verified")).Text("caseStage"));

        var task = await team.TaskAtAsync(id, "committee");
        await (await team[Role.CommitteeMember].ClaimAsync(task)).OkAsync();
        await host.PassTimeAsync(TimeSpan.FromSeconds(3) - TimeSpan.FromTicks(1));
        using var early = await team[Role.CommitteeMember].CompleteAsync(task, new { action = "Approved" });
        await early.IsProblemAsync(409, "decision-too-early");
        await host.PassTimeAsync(TimeSpan.FromTicks(1));
        Assert.Equal("Registration", (await (await team[Role.CommitteeMember].CompleteAsync(task, new { action = "Approved" })).OkAsync()).Text("caseStage"));

        await team.DoAsync(id, "register", Role.RegistrationClerk, "Registered");
        await team.DoAsync(id, "deliver", Role.ServiceProvider, "Delivered");
        Assert.Equal("Closed", (await team.DoAsync(id, "survey", Role.RelationsOfficer, "NoAnswer")).Text("caseStage"));
        Assert.All(await team.Officer.HistoryAsync(id), line => Assert.Equal("natiq-procedure-v2", line.Text("definitionVersion")));
    }

    private static async Task TheOldWayAsync(HostFactory host, Team team, string id)
    {
        Assert.Equal("Declaration", (await team.DoAsync(id, "verify", Role.RelationsOfficer, "Verified")).Text("caseStage"));
        Assert.Equal("Study", (await team.DoAsync(id, "declare", Role.RelationsOfficer, "Signed")).Text("caseStage"));

        var task = await team.TaskAtAsync(id, "committee");
        await (await team[Role.CommitteeMember].ClaimAsync(task)).OkAsync();
        await host.PassTimeAsync(TimeSpan.FromDays(13));
        using var early = await team[Role.CommitteeMember].CompleteAsync(task, new { action = "Approved" });
        await early.IsProblemAsync(409, "decision-too-early");
        await host.PassTimeAsync(TimeSpan.FromDays(1));
        await (await team[Role.CommitteeMember].CompleteAsync(task, new { action = "Approved" })).OkAsync();
        Assert.All(await team.Officer.HistoryAsync(id), line => Assert.Equal("natiq-procedure-v1", line.Text("definitionVersion")));
    }

    private HostFactory Start() => new() { KeptData = _data, WorkflowsFolder = _workflows, Clock = _clock };
}
