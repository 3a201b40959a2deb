using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Desk;

/// <summary>What the two small modules of the inbox do beyond what a form does by itself.</summary>
[Collection(InTheBrowser.Name)]
public sealed class WhenSomebodyWorksThroughTheirInbox(Chromium chromium, Service service) : IClassFixture<Service>, IAsyncLifetime
{
    private const string Sticking = """
        [...document.querySelectorAll("body *")].filter(part => { const box = part.getBoundingClientRect(); return box.width > 0 && (box.left < -1 || box.right > innerWidth + 1); })
            .slice(0, 8).map(part => part.tagName + "." + part.className).join(", ")
        """;

    private Team _team = null!;

    public async Task InitializeAsync() => _team = await Team.HireAsync(service, "textile-sewing");

    public Task DisposeAsync()
    {
        _team.Dispose();
        return Task.CompletedTask;
    }

    [BrowserFact]
    public async Task Keys_move_through_the_list_and_never_while_somebody_types()
    {
        await using var visit = await service.VisitAsync(chromium, "ar", ("textile-sewing", Role.RelationsOfficer));
        for (var count = 0; count < 3; count++)
        {
            await _team.OpenCaseAsync();
        }

        var page = visit.Page;
        await page.GotoAsync("/inbox?scope=available");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        Assert.Equal(1, await RowAsync(page));
        await page.Keyboard.PressAsync("k");
        Assert.Equal(0, await RowAsync(page));
        await page.Keyboard.PressAsync("x");
        Assert.Equal(1, await page.Locator("input[name=task]:checked").CountAsync());

        await page.Keyboard.PressAsync("Slash");
        await page.Keyboard.TypeAsync("jxg?");
        Assert.Equal("jxg?", await page.InputValueAsync("#number"));
        Assert.Equal(0, await page.Locator("dialog[open]").CountAsync());

        await page.Locator("[data-row-link]").First.FocusAsync();
        await page.Keyboard.PressAsync("Shift+Slash");
        Assert.Equal(1, await page.Locator("dialog[open]").CountAsync());
        await visit.PhotographAsync("inbox-keys");
        await page.UncheckAsync("#shortcuts-on");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("[data-row-link]").First.FocusAsync();
        await page.Keyboard.PressAsync("j");
        Assert.Equal(0, await RowAsync(page));
        await page.ReloadAsync();
        await page.Keyboard.PressAsync("j");
        Assert.Equal(-1, await RowAsync(page));

        await page.ClickAsync("#shortcuts-open");
        await page.CheckAsync("#shortcuts-on");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("[data-row-link]").First.FocusAsync();
        await page.Keyboard.PressAsync("c");
        await page.WaitForURLAsync("**/tasks/*");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task A_page_that_stays_open_tells_what_has_come_and_says_so_once()
    {
        await using var visit = await service.VisitAsync(chromium, "en", ("textile-sewing", Role.ServiceProvider), ("textile-sewing", Role.RelationsOfficer));
        var page = visit.Page;
        await page.Clock.InstallAsync();
        await page.GotoAsync("/inbox?scope=mine");
        var badge = page.Locator(".cw-tabs [data-count=available]");
        var before = int.Parse(await badge.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await Assertions.Expect(page.Locator("[data-live-counts]")).ToHaveTextAsync("");

        await _team.OpenCaseAsync();
        var asked = page.WaitForResponseAsync("**/inbox/counts*");
        await page.Clock.FastForwardAsync(25_000);
        await asked;

        await Assertions.Expect(badge).ToHaveTextAsync((before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Locator("[data-live-counts]")).ToContainTextAsync("A new task has come");
        var unchanged = page.WaitForResponseAsync("**/inbox/counts*");
        await page.Clock.FastForwardAsync(25_000);
        Assert.Equal(304, (await unchanged).Status);
        Assert.Empty(visit.Complaints);
    }

    [BrowserTheory]
    [InlineData("ar", 360, "light")]
    [InlineData("en", 360, "dark")]
    [InlineData("ar", 768, "dark")]
    [InlineData("ar", 1440, "light")]
    public async Task Nothing_scrolls_sideways(string language, int width, string theme)
    {
        await _team.OpenCaseAsync(Request.For(Somebody.New("شيماء عبدالرحمن الأحمدي")));
        var late = await _team.OpenCaseAsync();
        service.Clock.Pass(TimeSpan.FromDays(4));
        await _team.OpenCaseAsync();
        var name = $"wide-{Guid.NewGuid():N}";
        await service.HireAsync(name, ("textile-sewing", Role.RelationsSupervisor), ("textile-sewing", Role.RelationsOfficer));
        await using var visit = await Visit.BeginAsync(service, chromium, language, width, 900, theme);
        await visit.SignInAsync(name);
        string[] addresses = ["/inbox?scope=available", "/inbox?scope=needs-attention&service=support&overdue=true", "/inbox?scope=mine", "/intake", "/intake?q=" + Uri.EscapeDataString("شيماء"), $"/intake/done/{late}"];
        for (var at = 0; at < addresses.Length; at++)
        {
            await visit.Page.GotoAsync(addresses[at]);
            await visit.PhotographAsync($"desk-{at}-{language}-{width}");
            Assert.True(await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{addresses[at]} sticks out: {await visit.Page.EvaluateAsync<string>(Sticking)}");
        }

        Assert.Empty(visit.Complaints);
    }

    private static Task<int> RowAsync(IPage page) => page.EvaluateAsync<int>("[...document.querySelectorAll('[data-row]')].indexOf(document.activeElement?.closest('[data-row]'))");
}
