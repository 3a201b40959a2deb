using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using static CaseWorkflows.Host.Tests.WorkflowsCopy.Procedure;

namespace CaseWorkflows.Host.Tests.Incidents;

/// <summary>A setting of reception reads what only the first burst is given, so the step opens its task and fails when its reminder is due.</summary>
public sealed class WhenAStepFailsAtItsTimer : IAsyncLifetime
{
    private readonly WorkflowsCopy _workflows = new("natiq", "bakkah");
    private HostFactory _host = null!;

    public Task InitializeAsync()
    {
        _workflows.Edit("natiq", procedure => procedure.Activity("receive")["dueIn"] = Expression("TimeSpan", "JavaScript", "getInput('CaseNumber').length > 0 ? '2.00:00:00' : ''"));
        _host = new HostFactory { WorkflowsFolder = _workflows };
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _workflows.Dispose();
    }

    [Fact]
    public async Task It_rings_again_later_and_later_and_holds_no_other_up()
    {
        using var team = await Team.HireAsync(_host, "natiq");
        using var elsewhere = await Team.HireAsync(_host, "bakkah");
        var (broken, well) = (await team.OpenCaseAsync(), await elsewhere.OpenCaseAsync());

        await _host.PassTimeAsync(TimeSpan.FromHours(36));

        Assert.Single(await team.ActionsAsync(broken), action => action == "StepFailed");
        var timer = await TimerAsync(broken);
        Assert.Equal((1, "StepFailed", _host.Clock.GetUtcNow() + TimeSpan.FromSeconds(5)), (timer.Attempts, timer.LastError, timer.NextAttemptAt));
        Assert.Contains("TaskReminded", await elsewhere.ActionsAsync(well));

        await _host.PassTimeAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(2, (await TimerAsync(broken)).Attempts);
        Assert.Equal(1, (await team.Officer.CaseAsync(broken)).GetProperty("incidentCount").GetInt32());
    }

    private Task<Workflows.BookmarkRow> TimerAsync(string caseId) => _host.LookAsync(
        db => db.Bookmarks.SingleAsync(row => row.DueAt != null && db.Instances.Any(one => one.Id == row.WorkflowInstanceId && one.CaseId == caseId)));
}
