using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Incidents;

public sealed class WhenAStepFails : IAsyncLifetime
{
    private const string Quoted = "what somebody typed";

    private readonly WorkflowsCopy _workflows = new("natiq");
    private HostFactory _host = null!;
    private Team _team = null!;

    public async Task InitializeAsync()
    {
        // Beside verification, a message whose script throws and quotes data while doing so.
        _workflows.Edit("natiq", procedure =>
        {
            procedure.Add("broken", "CaseWorkflows.NotifyBeneficiary", ("messageArabic", WorkflowsCopy.Procedure.Expression("String", "JavaScript", $"throw new Error('{Quoted}')")));
            procedure.Connect("receive", "Received", "broken");
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
    public async Task The_case_stays_open_with_the_incident_on_record_and_other_branches_go_on()
    {
        var id = await _team.OpenCaseAsync();

        Assert.Equal("Verification", (await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received")).Text("caseStage"));

        var now = await _team.Officer.CaseAsync(id);
        Assert.Equal(1, now.GetProperty("incidentCount").GetInt32());
        var failed = Assert.Single(await _team.Officer.HistoryAsync(id), line => line.Text("action") == "StepFailed");
        Assert.Equal(("broken", "CaseWorkflows.NotifyBeneficiary"), (failed.Text("activityId"), failed.Text("activityType")));
        Assert.DoesNotContain(Quoted, failed.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("Declaration", (await _team.DoAsync(id, "verify", Role.RelationsOfficer, "Verified")).Text("caseStage"));
        Assert.Empty(await _host.LookAsync(db => db.Messages.Where(row => row.CaseId == id).ToListAsync()));
    }

    [Fact]
    public async Task The_log_says_which_step_of_which_case_and_never_what_was_typed()
    {
        var id = await _team.OpenCaseAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");

        Assert.Contains(_host.Log.Lines, line => line.StartsWith("Error: ", StringComparison.Ordinal) && line.Contains("broken", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal));
        Assert.DoesNotContain(_host.Log.Lines, line => line.Contains(Quoted, StringComparison.Ordinal));
    }
}
