using CaseWorkflows.Cases.People;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Desk;

/// <summary>Every page in both languages and themes, at every width, and what it weighs on a first visit.</summary>
[Collection(InTheBrowser.Name)]
public sealed class WhenPagesAreLookedAt(Chromium chromium, Office office) : IClassFixture<Office>
{
    /// <summary>Bytes a first visit may take across the wire.</summary>
    private const int MostBytes = 150 * 1024;

    public static TheoryData<string> Languages => ["ar", "en"];

    [BrowserTheory]
    [MemberData(nameof(Languages))]
    public async Task Nothing_shuts_anybody_out_scrolls_sideways_or_weighs_too_much(string language)
    {
        var found = new List<string>();
        await using var visit = await office.EverybodyAsync(chromium, language);
        var weight = await Weight.OnAsync(visit.Page);
        foreach (var (name, address) in await office.PagesAsync())
        {
            await visit.Page.SetViewportSizeAsync(1440, 900);
            await weight.TakeAsync(); // what leaving the last page took is not this one's
            await visit.Page.GotoAsync(address);
            var first = await weight.TakeAsync();
            var bytes = await PressAsync(visit.Page, ".cw-task-state button[value=claim]") ? await weight.TakeAsync() : first; // a task is looked at with its form, and left for the next reader
            if (bytes > MostBytes && !MayWeighMore(address))
            {
                found.Add($"{address} takes {bytes} bytes on a first visit");
            }

            foreach (var theme in (string[])["light", "dark"])
            {
                await Looks.ThemeAsync(visit.Page, theme);
                found.AddRange((await (theme == "light" ? Looks.ViolationsAsync(visit.Page) : Looks.ViolationsOfColourAsync(visit.Page))).Select(violation => $"{theme} {violation}"));
                await visit.PhotographAsync($"{name}-{language}-{theme}");
            }

            foreach (var width in Looks.Widths)
            {
                await visit.Page.SetViewportSizeAsync(width, 800);
                if (await Looks.OverflowAsync(visit.Page) is > 0 and var over)
                {
                    found.Add($"{address} is {over} pixels too wide at {width}");
                }

                if (width == 360)
                {
                    await visit.PhotographAsync($"{name}-{language}-360");
                }
            }

            await PressAsync(visit.Page, "#task-form button[value=release]");
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.Empty(visit.Complaints);
    }

    /// <summary>False where there is no such button.</summary>
    private static async Task<bool> PressAsync(IPage page, string button)
    {
        if (await page.Locator(button).CountAsync() == 0)
        {
            return false;
        }

        await page.ArriveAsync(() => page.ClickAsync(button));
        return true;
    }

    /// <summary>The designer and charts may weigh more.</summary>
    private static bool MayWeighMore(string address) => address == "/dashboard" || address.StartsWith("/studio", StringComparison.Ordinal);
}
