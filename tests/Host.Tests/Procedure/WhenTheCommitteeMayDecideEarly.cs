using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Procedure;

/// <summary>An association may let its committee decide before the floor; the decision still leaves the house no sooner.</summary>
public sealed class WhenTheCommitteeMayDecideEarly : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly WorkflowsCopy _workflows = new("bakkah");
    private readonly TestClock _clock = new();

    public void Dispose()
    {
        _workflows.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task The_decision_is_kept_and_released_at_the_floor_by_the_clock()
    {
        _workflows.Edit("bakkah", procedure => procedure.Set("committee", "earlyDecision", "String", "Hold"));
        await using var host = Start();
        using var team = await Team.HireAsync(host, "bakkah");
        var id = await team.OpenCaseAsync();
        await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        await team.DoAsync(id, "verify", Role.RelationsOfficer, "Verified");
        await team.DoAsync(id, "declare", Role.RelationsOfficer, "Signed");

        Assert.Equal("Study", (await team.DoAsync(id, "committee", Role.CommitteeChair, "Approved")).Text("caseStage"));
        await host.PassTimeAsync(TimeSpan.FromDays(14) - TimeSpan.FromTicks(1));
        Assert.Equal("Study", (await team.Officer.CaseAsync(id)).Text("stage"));

        await host.PassTimeAsync(TimeSpan.FromTicks(1));
        Assert.Equal("Registration", (await team.Officer.CaseAsync(id)).Text("stage"));
    }

    private HostFactory Start() => new() { KeptData = _data, WorkflowsFolder = _workflows, Clock = _clock };
}
