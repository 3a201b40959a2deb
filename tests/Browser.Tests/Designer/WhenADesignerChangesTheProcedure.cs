using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Designer;

[Collection(InTheBrowser.Name)]
public sealed class WhenADesignerChangesTheProcedure(Chromium chromium)
{
    private const string Procedure = "bakkah-procedure";

    [BrowserFact]
    public async Task New_cases_follow_the_new_version_and_older_ones_finish_on_theirs()
    {
        await using var service = new Service();
        using var team = await Team.HireAsync(service, "bakkah");
        var older = await team.BringToCommitteeAsync();
        await using var visit = await service.VisitAsync(chromium, "en", Editor.Width, Editor.Height, ("bakkah", Role.ProcessDesigner));
        var editor = await Editor.OpenAsync(visit, "bakkah", Procedure);
        await editor.FitAsync();

        // The applicant is told before signing and not after.
        await editor.RemoveLineAsync("verify", "Verified", "declare");
        await editor.RemoveLineAsync("declare", "Signed", "inform");
        await editor.RemoveLineAsync("inform", "Done", "committee");
        await editor.DrawLineAsync("verify", "Verified", "inform");
        await editor.DrawLineAsync("inform", "Done", "declare");
        await editor.SavedAsync(() => editor.DrawLineAsync("declare", "Signed", "committee"));
        await editor.SelectAsync("committee");
        var saved = await editor.SavedAsync(() => editor.SetAsync("Minimum period", "21.00:00:00"));
        Assert.Equal(200, saved.Status);
        var published = await editor.PublishAsync("طلب المجلس مهلة أطول", "الجلسة 4");
        Assert.Equal((200, true), (published.Status, JsonDocument.Parse(published.Body).RootElement.GetProperty("workflowDefinition").GetProperty("isPublished").GetBoolean()));
        await Assertions.Expect(visit.Page.Locator("#state-published")).ToBeVisibleAsync();
        await visit.PhotographAsync("designer-published");

        await TheHistoryTellsWhoAndWhy(visit);
        var newer = await team.OpenCaseAsync();
        await team.DoAsync(newer, "receive", Role.RelationsOfficer, "Received");
        await team.DoAsync(newer, "verify", Role.RelationsOfficer, "Verified");
        var informed = service.Clock.GetUtcNow();
        await team.DoAsync(newer, "declare", Role.RelationsOfficer, "Signed");
        Assert.Equal(["committee"], await team.OpenStepsAsync(newer));
        var actions = await team.ActionsAsync(newer);
        Assert.Equal(["TaskCompleted", "ApplicantInformed", "TaskOpened", "TaskClaimed", "TaskCompleted", "TaskOpened"], actions[^6..]);

        await service.PassTimeAsync(TimeSpan.FromDays(15));
        await team.DoAsync(older, "committee", Role.CommitteeMember, "Approved");
        Assert.Equal("Registration", (await team.Officer.CaseAsync(older)).Text("stage"));
        await TheCommitteeMustWait(team, newer);
        await service.PassTimeAsync(informed + TimeSpan.FromDays(21) - service.Clock.GetUtcNow());
        await team.DoAsync(newer, "committee", Role.CommitteeMember, "Approved");
        Assert.Equal("Registration", (await team.Officer.CaseAsync(newer)).Text("stage"));
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Without_the_declaration_it_is_not_published_and_the_page_says_by_which_way_it_breaks_the_policy()
    {
        await using var service = new Service();
        await using var visit = await service.VisitAsync(chromium, "ar", Editor.Width, Editor.Height, ("bakkah", Role.ProcessDesigner));
        var editor = await Editor.OpenAsync(visit, "bakkah", Procedure);
        await editor.FitAsync();
        await editor.SavedAsync(() => editor.RemoveActivityAsync("declare"));
        await editor.SavedAsync(() => editor.DrawLineAsync("verify", "Verified", "inform"));

        var answer = await editor.PublishAsync("تقصير الطريق", "");
        Assert.Equal(400, answer.Status);
        await Assertions.Expect(visit.Page.Locator("#refused")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#refused-reasons")).ToContainTextAsync("البند");
        await Assertions.Expect(visit.Page.Locator("#refused-reasons")).ToContainTextAsync("←");
        await visit.PhotographAsync("designer-refused");

        await visit.Page.ClickAsync("#refused-path");
        await visit.Page.WaitForURLAsync("**/check");
        Assert.True(await visit.Page.Locator("svg .cw-box-path").CountAsync() > 2);
        Assert.Equal("1", await visit.Page.Locator("svg .cw-step").First.TextContentAsync());
        await visit.PhotographAsync("designer-refused-path");

        var kept = await service.LookAsync(context => context.Definitions.SingleAsync(row => row.DefinitionId == Procedure && row.IsLatest));
        Assert.Equal((2, false), (kept.Version, kept.IsPublished));
        Assert.DoesNotContain("\"id\": \"declare\"", kept.Json, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Putting_the_question_aside_keeps_the_draft_and_says_so()
    {
        await using var service = new Service();
        await using var visit = await service.VisitAsync(chromium, "en", Editor.Width, Editor.Height, ("natiq", Role.ProcessDesigner));
        var editor = await Editor.OpenAsync(visit, "natiq", "natiq-procedure");
        await editor.FitAsync();
        await editor.SelectAsync("committee");
        await editor.SavedAsync(() => editor.SetAsync("Minimum period", "20.00:00:00"));
        await editor.PressPublishAsync();
        await visit.Page.ClickAsync("#publish-dialog button[value=no]");

        await Assertions.Expect(visit.Page.Locator("#publish-cancelled")).ToBeVisibleAsync();
        var kept = await service.LookAsync(context => context.Definitions.SingleAsync(row => row.DefinitionId == "natiq-procedure" && row.IsLatest));
        Assert.False(kept.IsPublished);
        Assert.Contains("20.00:00:00", kept.Json, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("bakkah")]
    [InlineData("natiq")]
    [InlineData("textile-sewing")]
    [InlineData("maman")]
    [InlineData("awdat-sudair")]
    public async Task Opened_and_saved_unchanged_it_is_the_same_to_the_byte(string association)
    {
        await using var service = new Service(Path.Combine(Host.Settings.Repository.Root, "workflows"));
        await using var visit = await service.VisitAsync(chromium, "ar", Editor.Width, Editor.Height, (association, Role.ProcessDesigner));
        var definitionId = $"{association}-procedure";
        var before = await ExportedAsync(visit, definitionId);
        var editor = await Editor.OpenAsync(visit, association, definitionId);
        await editor.FitAsync();
        await editor.SelectAsync("committee");
        var saved = await editor.SavedAsync(() => visit.Page.Keyboard.PressAsync("Control+s"));
        Assert.Equal(200, saved.Status);

        Assert.Equal(before, await ExportedAsync(visit, definitionId));
        var written = WorkflowDefinition.Parse(await File.ReadAllBytesAsync(Path.Combine(Host.Settings.Repository.Root, "workflows", association, "procedure.workflow.json"))).Definition!;
        Assert.Equal(written.ContentHash(), WorkflowDefinition.Parse(System.Text.Encoding.UTF8.GetBytes(before)).Definition!.ContentHash());
        Assert.Empty(visit.Complaints);
    }

    private static async Task<string> ExportedAsync(Visit visit, string definitionId)
    {
        var answer = await visit.Context.APIRequest.GetAsync($"/elsa/api/workflow-definitions/{definitionId}/export?versionOptions=Latest&includeConsumingWorkflows=False");
        Assert.Equal(200, answer.Status);
        return await answer.TextAsync();
    }

    private static async Task TheHistoryTellsWhoAndWhy(Visit visit)
    {
        var page = await visit.Context.NewPageAsync();
        await page.GotoAsync($"/studio/bakkah/procedures/{Procedure}/versions");
        var row = page.Locator("tbody tr").First;
        await Assertions.Expect(row).ToContainTextAsync("طلب المجلس مهلة أطول");
        await Assertions.Expect(row).ToContainTextAsync("الجلسة 4");
        await Assertions.Expect(row).ToContainTextAsync("Published");
        await page.GotoAsync($"/studio/bakkah/procedures/{Procedure}/compare");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Minimum period");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("14.00:00:00");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("21.00:00:00");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Now comes before:");
        await visit.PhotographAsync("procedure-compare", page);
        await page.CloseAsync();
    }

    private static async Task TheCommitteeMustWait(Team team, string caseId)
    {
        var task = await team.TaskAtAsync(caseId, "committee");
        using var claimed = await team[Role.CommitteeMember].ClaimAsync(task);
        using var early = await team[Role.CommitteeMember].CompleteAsync(task, new { action = "Approved" });
        Assert.Equal(System.Net.HttpStatusCode.Conflict, early.StatusCode);
        Assert.Contains("releasableAt", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var released = await team[Role.CommitteeMember].ReleaseAsync(task);
    }
}
