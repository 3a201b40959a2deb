using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Definitions;

public sealed class WhenAFileChangesWhileTheServiceRuns : IDisposable
{
    private readonly TestStore _data = new();
    private readonly WorkflowsCopy _workflows = new("natiq") { KeepsRules = true };

    public void Dispose()
    {
        _workflows.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task It_becomes_a_draft_and_new_cases_go_on_as_before()
    {
        await using var host = Start();
        using var team = await Team.HireAsync(host, "natiq");
        var watch = host.Services.GetRequiredService<DefinitionFileWatch>();
        Assert.False(await watch.LookAsync(default));

        _workflows.Edit("natiq", procedure => procedure.Set("committee", "minimumPeriod", "TimeSpan", "21.00:00:00"));

        Assert.True(await watch.LookAsync(default));
        Assert.False(await watch.LookAsync(default));
        Assert.Equal([(1, true, false), (2, false, true)], await VersionsAsync(host));
        Assert.Equal("natiq-procedure-v1", (await team.Officer.CaseAsync(await team.OpenCaseAsync())).Text("definitionVersion"));
    }

    [Fact]
    public async Task Where_that_is_wanted_it_is_published_and_new_cases_follow_it()
    {
        await using var host = Start("publish");
        using var team = await Team.HireAsync(host, "natiq");
        var watch = host.Services.GetRequiredService<DefinitionFileWatch>();
        await watch.LookAsync(default);

        _workflows.Edit("natiq", procedure => procedure.Set("committee", "minimumPeriod", "TimeSpan", "21.00:00:00"));
        await watch.LookAsync(default);

        Assert.Equal([(1, false, false), (2, true, true)], await VersionsAsync(host));
        Assert.Equal("natiq-procedure-v2", (await team.Officer.CaseAsync(await team.OpenCaseAsync())).Text("definitionVersion"));
    }

    [Fact]
    public async Task What_breaks_the_policy_stays_a_draft_even_then_and_the_finding_names_the_clause()
    {
        await using var host = Start("publish");
        var watch = host.Services.GetRequiredService<DefinitionFileWatch>();
        await watch.LookAsync(default);

        _workflows.Edit("natiq", procedure => procedure.Set("committee", "minimumPeriod", "TimeSpan", "7.00:00:00"));
        await watch.LookAsync(default);

        Assert.Equal([(1, true, false), (2, false, true)], await VersionsAsync(host));
        var finding = Assert.Single(host.Services.GetRequiredService<DefinitionImport>().Findings, finding => finding.Code == "not-published");
        Assert.Contains("Clause", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_is_left_out_and_taken_once_it_is_mended()
    {
        await using var host = Start();
        var watch = host.Services.GetRequiredService<DefinitionFileWatch>();
        await watch.LookAsync(default);
        var whole = await File.ReadAllTextAsync(_workflows.FileOf("natiq"));

        await File.WriteAllTextAsync(_workflows.FileOf("natiq"), whole[..500]);
        Assert.True(await watch.LookAsync(default));
        Assert.Equal([(1, true, true)], await VersionsAsync(host));

        await File.WriteAllTextAsync(_workflows.FileOf("natiq"), whole.Replace("\"14.00:00:00\"", "\"21.00:00:00\"", StringComparison.Ordinal));
        await watch.LookAsync(default);
        Assert.Equal([(1, true, false), (2, false, true)], await VersionsAsync(host));
    }

    private HostFactory Start(string changedFiles = "draft") => new() { KeptData = _data, WorkflowsFolder = _workflows, ChangedFiles = changedFiles };

    private static async Task<List<(int Version, bool IsPublished, bool IsLatest)>> VersionsAsync(HostFactory host)
    {
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync();
        var rows = await context.Definitions.Where(row => row.DefinitionId == "natiq-procedure").OrderBy(row => row.Version).ToListAsync();
        return rows.ConvertAll(row => (row.Version, row.IsPublished, row.IsLatest));
    }
}
