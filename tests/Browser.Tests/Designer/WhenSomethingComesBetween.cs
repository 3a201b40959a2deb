using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Designer;

/// <summary>Two designers, an ended session, a lost connection: each is seen, and nothing drawn is lost.</summary>
[Collection(InTheBrowser.Name)]
public sealed class WhenSomethingComesBetween(Chromium chromium)
{
    private const string Procedure = "natiq-procedure";

    [BrowserFact]
    public async Task Another_designer_was_faster_and_the_page_says_so()
    {
        await using var service = new Service();
        await using var first = await BeginAsync(service);
        await using var second = await BeginAsync(service);
        var mine = await Editor.OpenAsync(first, "natiq", Procedure);
        var theirs = await Editor.OpenAsync(second, "natiq", Procedure);
        await mine.FitAsync();
        await theirs.FitAsync();
        await theirs.SelectAsync("committee");
        await theirs.SavedAsync(() => theirs.SetAsync("Minimum period", "25.00:00:00"));

        await mine.SelectAsync("committee");
        await mine.SetAsync("Minimum period", "30.00:00:00");
        await Assertions.Expect(first.Page.Locator("#conflict")).ToBeVisibleAsync();
        await Assertions.Expect(first.Page.Locator("[data-save=failed]")).ToBeVisibleAsync();
        await first.PhotographAsync("designer-conflict");

        var kept = await StoredAsync(service);
        Assert.Contains("25.00:00:00", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("30.00:00:00", kept, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_session_ended_and_the_change_is_stored_after_signing_in_beside()
    {
        await using var service = new Service();
        await using var visit = await BeginAsync(service);
        var editor = await Editor.OpenAsync(visit, "natiq", Procedure);
        await editor.FitAsync();
        await editor.SelectAsync("committee");
        service.Clock.Pass(Session.Length + TimeSpan.FromMinutes(1));

        await editor.SetAsync("Minimum period", "26.00:00:00");
        await Assertions.Expect(visit.Page.Locator("#session-dialog")).ToBeVisibleAsync();
        await visit.PhotographAsync("designer-session-ended");
        Assert.DoesNotContain("26.00:00:00", await StoredAsync(service), StringComparison.Ordinal);

        var beside = await visit.Context.RunAndWaitForPageAsync(() => visit.Page.ClickAsync("#session-dialog a"));
        await visit.FillInAsync(beside);
        await Assertions.Expect(visit.Page.Locator("#session-dialog")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("[data-save=saved]")).ToBeVisibleAsync();
        Assert.Contains("26.00:00:00", await StoredAsync(service), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_connection_was_lost_and_the_change_is_stored_when_it_is_back()
    {
        await using var service = new Service();
        await using var visit = await BeginAsync(service);
        var editor = await Editor.OpenAsync(visit, "natiq", Procedure);
        await editor.FitAsync();
        await editor.SelectAsync("committee");
        await visit.Context.SetOfflineAsync(true);
        await editor.SetAsync("Minimum period", "27.00:00:00");
        await Assertions.Expect(visit.Page.Locator("#offline")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("[data-save=saving]")).ToBeVisibleAsync();
        await visit.PhotographAsync("designer-offline");

        await visit.Context.SetOfflineAsync(false);
        await Assertions.Expect(visit.Page.Locator("[data-save=saved]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(visit.Page.Locator("#offline")).ToBeHiddenAsync();
        Assert.Contains("27.00:00:00", await StoredAsync(service), StringComparison.Ordinal);
    }

    private Task<Visit> BeginAsync(Service service) => service.VisitAsync(chromium, "en", Editor.Width, Editor.Height, ("natiq", Role.ProcessDesigner));

    private static Task<string> StoredAsync(Service service) =>
        service.LookAsync(context => context.Definitions.Where(row => row.DefinitionId == Procedure && row.IsLatest).Select(row => row.Json).SingleAsync());
}
