using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.CaseMigrations;
using CaseWorkflows.Host.Tests.Designer;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Designer;

/// <summary>Our own pages for what comes of a change: rehearsed before, and running cases taken along or left after.</summary>
[Collection(InTheBrowser.Name)]
public sealed class WhenADesignerLooksAhead(Chromium chromium)
{
    private const string Procedure = "/studio/natiq/procedures/natiq-procedure";

    [BrowserTheory]
    [InlineData("ar", 360)]
    [InlineData("en", 1366)]
    public async Task A_version_is_rehearsed_beside_the_published_one(string language, int width)
    {
        await using var service = new Service();
        using var studio = await StudioClient.OpenAsync(service, "natiq");
        await ALongerStudyAsync(studio, publish: false);
        await using var visit = await service.VisitAsync(chromium, language, width, 800, ("natiq", Role.ProcessDesigner));

        await visit.Page.GotoAsync($"{Procedure}/rehearse");
        await visit.Page.FillAsync("input[name=cases]", "80");
        await visit.Page.ClickAsync("main form button");

        await Assertions.Expect(visit.Page.Locator(".cw-columns > section")).ToHaveCountAsync(2);
        Assert.True(await visit.Page.Locator(".cw-bars meter").CountAsync() > 3);
        Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        await visit.PhotographAsync($"procedure-rehearse-{language}");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Running_cases_are_previewed_moved_and_taken_back()
    {
        await using var service = new Service();
        using var team = await Team.HireAsync(service, "natiq");
        var caseId = await team.OpenCaseAsync();
        using var studio = await StudioClient.OpenAsync(service, "natiq");
        await ALongerStudyAsync(studio, publish: true);
        await using var visit = await service.VisitAsync(chromium, "en", 1366, 900, ("natiq", Role.ProcessDesigner));
        var work = service.Services.GetRequiredService<CaseMigrationWork>();
        var refreshed = new LocatorAssertionsToContainTextOptions { Timeout = 20_000 };

        await visit.Page.GotoAsync($"{Procedure}/migrate");
        await Assertions.Expect(visit.Page.Locator("tbody .cw-tag-good")).ToHaveCountAsync(1);
        await visit.PhotographAsync("procedure-migrate");
        await visit.Page.FillAsync("#reason", "The committee takes longer");
        await visit.Page.ClickAsync("form:has(#reason) button");
        await visit.Page.WaitForURLAsync("**/migrate/*");
        await Assertions.Expect(visit.Page.Locator("progress")).ToBeVisibleAsync();
        await work.DrainAsync(default);
        await Assertions.Expect(visit.Page.Locator("tbody")).ToContainTextAsync("Moved", refreshed); // by itself
        Assert.Equal("natiq-procedure-v2", (await team.Officer.CaseAsync(caseId)).GetProperty("definitionVersion").GetString());

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Take all back" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("tbody")).ToContainTextAsync("Going back", refreshed);
        await work.DrainAsync(default);
        await Assertions.Expect(visit.Page.Locator("tbody")).ToContainTextAsync("Taken back", refreshed);
        Assert.Equal("natiq-procedure-v1", (await team.Officer.CaseAsync(caseId)).GetProperty("definitionVersion").GetString());
        Assert.Empty(visit.Complaints);
    }

    private static async Task ALongerStudyAsync(StudioClient studio, bool publish)
    {
        var model = await studio.OpenDefinitionAsync("natiq-procedure");
        StudioClient.Literal(model, "committee", "minimumPeriod", "21.00:00:00");
        var draft = await studio.SaveAsync(model);
        if (publish)
        {
            await studio.SaveAsync(draft, publish: true, reason: "The committee takes longer");
        }
    }
}
