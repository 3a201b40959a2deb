using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Forms;

public sealed class WhenAFormsFileChanges : IAsyncLifetime
{
    private FormScene _scene = null!;

    private DefinitionFileWatch Watch => _scene.Host.Services.GetRequiredService<DefinitionFileWatch>();

    public async Task InitializeAsync()
    {
        _scene = await FormScene.StartAsync();
        await Watch.LookAsync(default);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task An_open_task_keeps_the_form_it_opened_with_and_the_next_one_gets_the_new()
    {
        var (_, open) = await _scene.ClaimedAtAsync("receive");
        await ChangeAsync("receive-beneficiary", "\"required\": true", "\"required\": false", "\"key\": \"otherMobile\"", "\"key\": \"secondMobile\"");
        var (_, next) = await _scene.ClaimedAtAsync("receive");

        Assert.NotEqual((await _scene.FormOfAsync(open)).Version, (await _scene.FormOfAsync(next)).Version);
        Assert.Equal(["data.secondMobile unknown-field"], await _scene.RefusedAsync(open, "Received", new { need = "غذاء", secondMobile = "0551234567" }));
        Assert.Equal(["data.otherMobile unknown-field"], await _scene.RefusedAsync(next, "Received", new { need = "غذاء", otherMobile = "0551234567" }));
    }

    [Fact]
    public async Task A_file_put_back_as_it_was_is_what_tasks_open_with_again()
    {
        var (_, first) = await _scene.ClaimedAtAsync("receive");
        await ChangeAsync("receive-beneficiary", "جوال آخر", "جوال ثانٍ");
        await ChangeAsync("receive-beneficiary", "جوال ثانٍ", "جوال آخر");
        var (_, third) = await _scene.ClaimedAtAsync("receive");

        Assert.Equal((await _scene.FormOfAsync(first)).Version, (await _scene.FormOfAsync(third)).Version);
        Assert.Equal([1, 2, 3], await _scene.Host.LookAsync(context => context.FormVersions.Where(row => row.Key == "receive-beneficiary").OrderBy(row => row.Number).Select(row => row.Number).ToListAsync()));
    }

    [Fact]
    public async Task A_broken_file_takes_nothing_away_and_is_named_with_its_line()
    {
        await ChangeAsync("receive-beneficiary", "\"type\": \"mobile\"", "\"type\": \"telegraph\"");
        var (_, task) = await _scene.ClaimedAtAsync("receive");

        Assert.NotNull((await _scene.FormOfAsync(task)).Find("otherMobile"));
        var finding = Assert.Single(_scene.Host.Services.GetRequiredService<DefinitionImport>().Findings, finding => finding.Code == "form-file-invalid");
        Assert.Equal(Path.Combine("forms", "receive-beneficiary.form.json"), finding.File);
        Assert.Contains("telegraph", (await File.ReadAllLinesAsync(Path.Combine(_scene.Workflows, finding.File)))[finding.Line!.Value - 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_associations_own_file_goes_before_the_shared_one()
    {
        Directory.CreateDirectory(Path.Combine(_scene.Workflows, "bakkah", "forms"));
        var shared = await File.ReadAllTextAsync(FileOf("receive-beneficiary"));
        await File.WriteAllTextAsync(Path.Combine(_scene.Workflows, "bakkah", "forms", "receive-beneficiary.form.json"), shared.Replace("otherMobile", "homeMobile", StringComparison.Ordinal));
        await Watch.LookAsync(default);
        var (_, task) = await _scene.ClaimedAtAsync("receive");

        Assert.NotNull((await _scene.FormOfAsync(task)).Find("homeMobile"));
    }

    [Fact]
    public async Task Looking_again_without_a_change_adds_nothing()
    {
        var before = await _scene.Host.LookAsync(context => context.FormVersions.CountAsync());
        await _scene.Host.Services.GetRequiredService<DefinitionImport>().RunAsync(mayPublish: false, default);

        Assert.Equal(before, await _scene.Host.LookAsync(context => context.FormVersions.CountAsync()));
    }

    [Theory]
    [InlineData("UPDATE form_versions SET json = '{}'")]
    [InlineData("DELETE FROM form_versions")]
    public async Task The_database_keeps_every_version_as_it_was(string change)
    {
        await using var connection = _scene.Data.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = change;

        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => command.ExecuteNonQueryAsync());
        Assert.Contains("versions of forms never change", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_files_are_older_opens_tasks_with_what_the_database_has()
    {
        if (!TestedDatabase.IsPostgres)
        {
            return; // one host has the data folder to itself
        }

        await using var older = new HostFactory { KeptData = _scene.Data, WorkflowsFolder = _scene.Workflows, Clock = _scene.Host.Clock };
        _ = older.Services;
        await ChangeAsync("receive-beneficiary", "otherMobile", "secondMobile");
        using var officer = await older.EmployAsync(("bakkah", Role.RelationsOfficer));
        using var opened = await officer.OpenAsync("bakkah", Request.For(Somebody.New()));
        var id = (await opened.OkAsync(System.Net.HttpStatusCode.Created)).Text("id");

        Assert.NotNull((await _scene.FormOfAsync(await _scene.Team.TaskAtAsync(id, "receive"))).Find("secondMobile"));
    }

    private string FileOf(string form) => Path.Combine(_scene.Workflows, "forms", $"{form}.form.json");

    private async Task ChangeAsync(string form, params string[] fromTo)
    {
        var text = await File.ReadAllTextAsync(FileOf(form));
        foreach (var pair in fromTo.Chunk(2))
        {
            text = text.Replace(pair[0], pair[1], StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(FileOf(form), text);
        Assert.True(await Watch.LookAsync(default));
    }
}
