using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Designer;

[Collection(InTheBrowser.Name)]
public sealed class WhenAProcedureIsOpened(Chromium chromium, Service service) : IClassFixture<Service>
{
    [BrowserTheory]
    [InlineData("bakkah", "ar")]
    [InlineData("natiq", "en")]
    [InlineData("textile-sewing", "ar")]
    [InlineData("maman", "en")]
    [InlineData("awdat-sudair", "ar")]
    public async Task Every_step_and_every_line_is_drawn_and_nothing_leaves_the_house(string association, string language)
    {
        await using var visit = await service.VisitAsync(chromium, language, Editor.Width, Editor.Height, (association, Role.ProcessDesigner));
        var editor = await Editor.OpenAsync(visit, association, $"{association}-procedure");
        await editor.FitAsync();

        var root = Written(association);
        Assert.Equal(root.GetProperty("activities").EnumerateArray().Select(activity => activity.GetProperty("id").GetString()).Order(StringComparer.Ordinal), (await editor.ActivitiesAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(root.GetProperty("connections").GetArrayLength(), (await editor.LinesAsync()).Count);
        await visit.PhotographAsync($"designer-{association}-{language}");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task An_auditor_sees_it_and_cannot_change_it()
    {
        await using var visit = await service.VisitAsync(chromium, "en", ("bakkah", Role.Auditor));
        await Editor.OpenAsync(visit, "bakkah", "bakkah-procedure");

        await Assertions.Expect(visit.Page.GetByText("Read only", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(0, await visit.Page.Locator("#publish-button").CountAsync());
        Assert.Equal(0, await visit.Page.Locator(".cw-studio button.mud-icon-button.mud-primary-text").CountAsync());
        Assert.Empty(visit.Requests.Saves);
        Assert.Empty(visit.Complaints);
    }

    [BrowserTheory]
    [InlineData("procedures", "elsa-workflow-definition-list")]
    [InlineData("cases", "elsa-workflow-instance-list")]
    public async Task The_lists_stand_on_pages_of_their_own(string page, string element)
    {
        await using var visit = await service.VisitAsync(chromium, "ar", ("bakkah", Role.ProcessDesigner), ("natiq", Role.ProcessDesigner));
        await visit.Page.GotoAsync($"/studio/bakkah/{page}");
        await visit.Page.WaitForSelectorAsync($"{element} table", new() { Timeout = 90_000 });
        await visit.PhotographAsync($"designer-{page}");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task A_row_of_the_list_leads_to_the_editor()
    {
        await using var visit = await service.VisitAsync(chromium, "en", ("bakkah", Role.ProcessDesigner), ("natiq", Role.ProcessDesigner));
        await visit.Page.GotoAsync("/studio/bakkah/procedures");
        await visit.Page.ClickAsync("elsa-workflow-definition-list tbody tr td:nth-child(3)", new() { Timeout = 90_000 });
        await visit.Page.WaitForURLAsync("**/studio/bakkah/procedures/bakkah-procedure");
    }

    [BrowserFact]
    public async Task A_running_case_is_shown_on_its_procedure_with_what_happened()
    {
        using var team = await Team.HireAsync(service, "natiq");
        var caseId = await team.OpenCaseAsync();
        await team.DoAsync(caseId, "receive", Role.RelationsOfficer, "Received");
        var instance = await service.LookAsync(context => context.Instances.Where(row => row.CaseId == caseId).Select(row => row.Id).SingleAsync());

        await using var visit = await service.VisitAsync(chromium, "ar", 1600, 1000, ("natiq", Role.Auditor));
        await visit.Page.GotoAsync($"/studio/natiq/cases/{instance}");
        await visit.Page.WaitForSelectorAsync("elsa-workflow-instance-viewer .x6-node", new() { Timeout = 90_000 });
        await Assertions.Expect(visit.Page.Locator("elsa-workflow-instance-viewer").GetByText("ReceiveBeneficiary").Or(visit.Page.Locator("elsa-workflow-instance-viewer .mud-timeline")).First).ToBeVisibleAsync();
        await visit.PhotographAsync("designer-instance");
        Assert.Empty(visit.Complaints);
    }

    private static JsonElement Written(string association) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Host.Settings.Repository.Root, "workflows", association, "procedure.workflow.json"))).RootElement.GetProperty("root");
}
