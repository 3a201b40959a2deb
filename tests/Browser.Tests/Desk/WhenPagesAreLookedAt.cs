using CaseWorkflows.Cases.People;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Desk;

/// <summary>Every page in both languages and themes, at every width.</summary>
[Collection(InTheBrowser.Name)]
public sealed class WhenPagesAreLookedAt(Chromium chromium, Office office) : IClassFixture<Office>
{
    public static TheoryData<string> Languages => ["ar", "en"];

    [BrowserTheory]
    [MemberData(nameof(Languages))]
    public async Task Nothing_shuts_anybody_out_and_nothing_scrolls_sideways(string language)
    {
        var found = new List<string>();
        await using var visit = await office.EverybodyAsync(chromium, language);
        foreach (var (name, address) in await office.PagesAsync())
        {
            await visit.Page.SetViewportSizeAsync(1440, 900);
            await visit.Page.GotoAsync(address);
            foreach (var theme in (string[])["light", "dark"])
            {
                await Looks.ThemeAsync(visit.Page, theme);
                found.AddRange((await Looks.ViolationsAsync(visit.Page)).Select(violation => $"{theme} {violation}"));
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
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.Empty(visit.Complaints);
    }
}
