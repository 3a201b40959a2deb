using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Designer;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Definitions;

public sealed class WhenDefinitionFilesAreBad : IDisposable
{
    private readonly TestStore _data = new();
    private readonly WorkflowsCopy _workflows = new("natiq", "bakkah", "maman");
    private readonly TestClock _clock = new();

    public void Dispose()
    {
        _workflows.Dispose();
        _data.Dispose();
    }

    [Theory]
    [InlineData("not json", 1)]
    [InlineData("{\n  \"root\": {\n    \"type\": \n}", 4)]
    [InlineData("", 1)]
    [InlineData("[]", 1)]
    public async Task One_that_does_not_parse_is_left_out_with_its_line_and_the_others_serve(string text, int line)
    {
        _workflows.Write("natiq", "procedure.workflow.json", text);
        await using var host = Start();

        var finding = TheOnly(host, "natiq/procedure.workflow.json");

        Assert.Equal((line, false), (finding.Line, finding.IsWarning));
        await TheOthersServeAsync(host);
        using var natiq = await Team.HireAsync(host, "natiq");
        using var refused = await natiq.Officer.OpenAsync("natiq", Request.For(Somebody.New()));
        await refused.IsProblemAsync(409, "no-published-procedure");
    }

    [Fact]
    public async Task One_with_an_unknown_activity_is_left_out_with_its_line()
    {
        Replace("natiq", "\"CaseWorkflows.VerifyInformation\"", "\"CaseWorkflows.GuessInformation\"");
        await using var host = Start();

        var finding = TheOnly(host, "natiq/procedure.workflow.json");

        Assert.Contains("CaseWorkflows.GuessInformation", finding.Message, StringComparison.Ordinal);
        Assert.Contains("CaseWorkflows.GuessInformation", File.ReadLines(_workflows.FileOf("natiq")).ElementAt(finding.Line!.Value - 1), StringComparison.Ordinal);
        await TheOthersServeAsync(host);
    }

    [Fact]
    public async Task One_with_a_bad_input_is_left_out_with_its_line()
    {
        Replace("natiq", "\"value\": \"14.00:00:00\"", "\"value\": \"two weeks\"");
        await using var host = Start();

        var finding = TheOnly(host, "natiq/procedure.workflow.json");

        Assert.Contains("two weeks", finding.Message, StringComparison.Ordinal);
        Assert.NotNull(finding.Line);
        await TheOthersServeAsync(host);
    }

    [Theory]
    [InlineData("association.json", "{")]
    [InlineData("association.json", "{\"key\":\"natiq\"}")]
    [InlineData("association.json", null)]
    [InlineData("policy.json", "[]")]
    [InlineData("policy.json", null)]
    public async Task An_association_that_cannot_be_read_is_left_out_and_the_others_serve(string file, string? text)
    {
        if (text is null)
        {
            File.Delete(_workflows.FileOf("natiq", file));
            Directory.CreateDirectory(_workflows.FileOf("natiq", file)); // a folder by that name: there, and not to be read
        }
        else
        {
            _workflows.Write("natiq", file, text);
        }

        await using var host = Start();

        Assert.Null(host.Services.GetRequiredService<AssociationRegistry>().Find("natiq"));
        await TheOthersServeAsync(host);
    }

    [Fact]
    public async Task Two_folders_for_one_association_leave_the_second_out()
    {
        _workflows.Write("zz-copy", "association.json", await File.ReadAllTextAsync(_workflows.FileOf("natiq", "association.json")));
        _workflows.Write("zz-copy", "policy.json", await File.ReadAllTextAsync(_workflows.FileOf("natiq", "policy.json")));
        await using var host = Start();

        Assert.Equal("duplicate-key", TheOnly(host, "zz-copy/association.json").Code);
        await TheOthersServeAsync(host);
    }

    [Fact]
    public async Task A_definition_id_of_another_association_is_not_taken_over()
    {
        _workflows.Write("natiq", "stolen.workflow.json", await File.ReadAllTextAsync(_workflows.FileOf("bakkah")));
        await using var host = Start();

        Assert.Equal("definition-id-taken", TheOnly(host, "natiq/stolen.workflow.json").Code);
        Assert.All(await VersionsAsync(host, "bakkah"), row => Assert.Equal("bakkah", row.AssociationKey));
        await TheOthersServeAsync(host);
    }

    [Fact]
    public async Task The_same_files_again_import_nothing()
    {
        await using (var first = Start())
        {
            Assert.Single(await VersionsAsync(first, "natiq"));
        }

        Replace("natiq", "\"version\": 1,\n", "\"version\":  1,\n"); // other spacing, the same content
        await using var second = Start();

        Assert.Equal(["natiq-procedure-v1 file latest published"], (await VersionsAsync(second, "natiq")).Select(Told));
    }

    [Fact]
    public async Task Changed_content_is_a_new_version_and_the_old_content_again_is_a_third()
    {
        var original = await File.ReadAllTextAsync(_workflows.FileOf("natiq"));
        await using (Start())
        {
        }

        _workflows.Edit("natiq", procedure => procedure.Set("committee", "minimumPeriod", "TimeSpan", "20.00:00:00"));
        await using (Start())
        {
        }

        _workflows.Write("natiq", "procedure.workflow.json", original);
        await using var host = Start();

        Assert.Equal(
            ["natiq-procedure-v1 file", "natiq-procedure-v2 file", "natiq-procedure-v3 file latest published"],
            (await VersionsAsync(host, "natiq")).Select(Told));
    }

    [Fact]
    public async Task A_file_gone_bad_leaves_the_version_it_gave_in_force()
    {
        await using (Start())
        {
        }

        _workflows.Write("natiq", "procedure.workflow.json", "{");
        await using var host = Start();
        using var natiq = await Team.HireAsync(host, "natiq");

        Assert.Equal("natiq-procedure-v1", (await natiq.Officer.CaseAsync(await natiq.OpenCaseAsync())).Text("definitionVersion"));
    }

    [Fact]
    public async Task A_version_drawn_in_the_designer_stands_however_often_the_file_changes()
    {
        await using (var host = Start())
        {
            await DrawInDesignerAsync(host);
        }

        foreach (var floor in new[] { "15.00:00:00", "16.00:00:00" })
        {
            _workflows.Edit("natiq", procedure => procedure.Set("committee", "minimumPeriod", "TimeSpan", floor));
            await using var host = Start();
            Assert.True(TheOnly(host, "natiq/procedure.workflow.json") is { Code: "designer-version-kept", IsWarning: true });
            using var natiq = await Team.HireAsync(host, "natiq");
            Assert.Equal("natiq-procedure-v2", (await natiq.Officer.CaseAsync(await natiq.OpenCaseAsync())).Text("definitionVersion"));
        }

        await using var last = Start();
        Assert.Equal(
            ["natiq-procedure-v1 file", "natiq-procedure-v2 designer latest published", "natiq-procedure-v3 file", "natiq-procedure-v4 file"],
            (await VersionsAsync(last, "natiq")).Select(Told));
    }

    [Fact]
    public async Task A_case_of_an_association_gone_bad_waits_and_goes_on_once_it_is_repaired()
    {
        string id;
        await using (var host = Start())
        {
            using var natiq = await Team.HireAsync(host, "natiq");
            id = await natiq.BringToCommitteeAsync();
        }

        var profile = await File.ReadAllTextAsync(_workflows.FileOf("natiq", "association.json"));
        _workflows.Write("natiq", "association.json", "{");
        await using (var host = Start())
        {
            await host.PassTimeAsync(TimeSpan.FromDays(15));
            Assert.Equal("association-unavailable", (await host.LookAsync(db => db.Bookmarks.SingleAsync(row => row.DueAt != null))).LastError);
        }

        _workflows.Write("natiq", "association.json", profile);
        await using var repaired = Start();
        await repaired.PassTimeAsync(TimeSpan.FromHours(1));
        using var team = await Team.HireAsync(repaired, "natiq");
        Assert.Contains("DecisionReleasable", await team.ActionsAsync(id));
    }

    private HostFactory Start()
    {
        var host = new HostFactory { KeptData = _data, WorkflowsFolder = _workflows, Clock = _clock };
        _ = host.Services;
        return host;
    }

    private void Replace(string association, string old, string @new)
    {
        var text = File.ReadAllText(_workflows.FileOf(association));
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{old}' is not in the file.");
        _workflows.Write(association, "procedure.workflow.json", text[..at] + @new + text[(at + old.Length)..]);
    }

    /// <summary>The one finding, which the log shows as well.</summary>
    private static FileFinding TheOnly(HostFactory host, string file)
    {
        var finding = Assert.Single(host.Services.GetRequiredService<DefinitionImport>().Findings);
        Assert.Equal(file, finding.File.Replace('\\', '/'));
        Assert.Contains(host.Log.Lines, line => line.Contains($"{finding}", StringComparison.Ordinal));
        return finding;
    }

    private static async Task TheOthersServeAsync(HostFactory host)
    {
        using var bakkah = await Team.HireAsync(host, "bakkah");
        var id = await bakkah.OpenCaseAsync();
        Assert.Equal("Verification", (await bakkah.DoAsync(id, "receive", Role.RelationsOfficer, "Received")).Text("caseStage"));
    }

    private static Task<List<DefinitionRow>> VersionsAsync(HostFactory host, string association) =>
        host.LookAsync(db => db.Definitions.Where(row => row.DefinitionId == association + "-procedure").OrderBy(row => row.Version).ToListAsync());

    private static string Told(DefinitionRow row) => $"{row.Id} {row.Source}{(row.IsLatest ? " latest" : "")}{(row.IsPublished ? " published" : "")}";

    private static async Task DrawInDesignerAsync(HostFactory host)
    {
        using var studio = await StudioClient.OpenAsync(host, "natiq");
        var model = await studio.OpenDefinitionAsync("natiq-procedure");
        StudioClient.Literal(model, "committee", "minimumPeriod", "20.00:00:00");
        await studio.SaveAsync(model, publish: true, reason: "drawn");
    }
}
