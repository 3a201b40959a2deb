using System.Text.Json;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Tests.CommandLine;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Definitions;

/// <summary>The board's policy stands beside the file; what breaks it is kept, but no case starts on it.</summary>
public sealed class WhenAFileBreaksThePolicy : IDisposable
{
    private readonly TestStore _data = new();
    private readonly WorkflowsCopy _workflows = new("natiq") { KeepsRules = true };
    private readonly TestClock _clock = new();

    public void Dispose()
    {
        _workflows.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task It_becomes_a_draft_and_the_version_in_force_stays()
    {
        await using (Start())
        {
        }

        _workflows.Edit("natiq", procedure => procedure.Redirect("verify", "Verified", "inform"));
        await using var host = Start();

        var finding = Assert.Single(host.Services.GetRequiredService<DefinitionImport>().Findings);
        Assert.Equal(("not-published", true), (finding.Code, finding.IsWarning));
        Assert.Contains("→", finding.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["natiq-procedure-v1 published", "natiq-procedure-v2 latest"],
            await host.LookAsync(db => db.Definitions.Where(row => row.DefinitionId == "natiq-procedure").OrderBy(row => row.Version)
                .Select(row => row.Id + (row.IsLatest ? " latest" : "") + (row.IsPublished ? " published" : "")).ToListAsync()));
        using var team = await Team.HireAsync(host, "natiq");
        Assert.Equal("natiq-procedure-v1", (await team.Officer.CaseAsync(await team.OpenCaseAsync())).Text("definitionVersion"));
    }

    [Fact]
    public async Task The_check_names_rule_clause_line_and_path_for_a_folder_and_for_a_file_alone()
    {
        _workflows.Edit("natiq", procedure => procedure.Set("committee", "minimumPeriod", "TimeSpan", "13.00:00:00"));

        var folder = await HostProcess.RunAsync("definitions", "check", _workflows, "--json");
        var file = await HostProcess.RunAsync("definitions", "check", _workflows.FileOf("natiq"));

        Assert.Equal((1, 1), (folder.ExitCode, file.ExitCode));
        var finding = Assert.Single(JsonSerializer.Deserialize<FileFinding[]>(folder.Output, JsonSerializerOptions.Web)!);
        Assert.Equal("policy-floor", finding.Code);
        Assert.NotNull(finding.Line);
        Assert.Matches(@"procedure\.workflow\.json:\d+: policy-floor: Clause [\d.]+ “.*Path: .* → ", file.Output);
    }

    [Fact]
    public async Task The_procedures_that_come_with_the_product_obey_theirs()
    {
        var answer = await HostProcess.RunAsync("definitions", "check", Path.Combine(Settings.Repository.Root, "workflows"));

        Assert.Equal("25 files checked, 0 errors, 0 warnings.", answer.Output.Trim());
        Assert.Equal(0, answer.ExitCode);
    }

    private HostFactory Start()
    {
        var host = new HostFactory { KeptData = _data, WorkflowsFolder = _workflows, Clock = _clock };
        _ = host.Services;
        return host;
    }
}
