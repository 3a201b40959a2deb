using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Composition;

/// <summary>Verification of the procedure is a workflow of its own, used as one activity.</summary>
public sealed class WhenAWorkflowUsesAnother : IAsyncLifetime
{
    private readonly TestStore _data = new();
    private readonly WorkflowsCopy _workflows = new("natiq", "bakkah");

    public Task InitializeAsync()
    {
        _workflows.Write("natiq", "visit.workflow.json", Visit("first"));
        _workflows.Edit("natiq", procedure =>
        {
            procedure.Add("visit", "HomeVisit", ("workflowDefinitionId", "home-visit"));
            procedure.Redirect("receive", "Received", "visit");
            procedure.Connect("visit", "Done", "verify");
        });
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _workflows.Dispose();
        _data.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_runs_inside_and_stays_on_the_version_it_was_imported_with()
    {
        string running;
        await using (var host = Host())
        {
            using var team = await Team.HireAsync(host, "natiq");
            running = await team.OpenCaseAsync();
            await team.DoAsync(running, "receive", Role.RelationsOfficer, "Received");
            Assert.Equal(["first"], await team.OpenStepsAsync(running));
        }

        _workflows.Write("natiq", "visit.workflow.json", Visit("second"));
        await using (var host = Host())
        {
            using var team = await Team.HireAsync(host, "natiq");
            Assert.Equal(2, await host.LookAsync(db => db.Definitions.CountAsync(row => row.DefinitionId == "home-visit")));
            var later = await team.OpenCaseAsync();
            await team.DoAsync(later, "receive", Role.RelationsOfficer, "Received");
            Assert.Equal(["first"], await team.OpenStepsAsync(later)); // the outer version is the same, so it means the same
            await team.DoAsync(running, "first", Role.RelationsOfficer, "Verified");
            Assert.Equal(["verify"], await team.OpenStepsAsync(running));
        }

        _workflows.Edit("natiq", procedure => procedure.Json["description"] = "drawn anew");
        await using (var host = Host())
        {
            using var team = await Team.HireAsync(host, "natiq");
            var newest = await team.OpenCaseAsync();
            await team.DoAsync(newest, "receive", Role.RelationsOfficer, "Received");
            Assert.Equal(["second"], await team.OpenStepsAsync(newest));
        }
    }

    [Fact]
    public async Task One_of_another_association_is_not_there()
    {
        _workflows.Write("bakkah", "user.workflow.json", SequenceFile.Of("user", SequenceFile.Step("visit", "HomeVisit", ("workflowDefinitionId", "home-visit"))));
        await using var host = Host();
        _ = host.Server;

        var findings = host.Services.GetRequiredService<DefinitionImport>().Findings;

        Assert.Contains(findings, finding => finding is { File: var file, Code: "unknown-workflow", IsWarning: false } && file.EndsWith("user.workflow.json", StringComparison.Ordinal));
        Assert.False(await host.LookAsync(db => db.Definitions.AnyAsync(row => row.DefinitionId == "user")));
    }

    private static string Visit(string step) => SequenceFile.Of("home-visit", SequenceFile.Step(step, "CaseWorkflows.VerifyInformation"));

    private HostFactory Host() => new() { WorkflowsFolder = _workflows, KeptData = _data };
}
