using CaseWorkflows.Cases.People;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests;

[Collection(InTheBrowser.Name)]
public sealed class WhenSomebodySignsIn(Chromium chromium, Service service) : IClassFixture<Service>
{
    [BrowserFact]
    public async Task They_come_to_the_page_they_asked_for()
    {
        await service.HireAsync("asma", "bakkah", Role.ProcessDesigner);
        await using var visit = await Visit.BeginAsync(service, chromium);

        await visit.Page.GotoAsync("/studio/bakkah/procedures/bakkah-procedure/versions");
        Assert.Contains("/sign-in?return=", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.FillAsync("#userName", "asma");
        await visit.Page.FillAsync("#password", Host.Tests.HostFactory.Password);
        await visit.Page.ClickAsync("main button");

        await visit.Page.WaitForURLAsync("**/studio/bakkah/procedures/bakkah-procedure/versions");
        Assert.Empty(visit.Complaints);
    }

    [BrowserTheory]
    [InlineData("ar", "rtl", "كلمة المرور غير صحيحة")]
    [InlineData("en", "ltr", "the password is not right")]
    public async Task A_wrong_password_is_said_in_their_language_and_the_name_stays(string language, string direction, string words)
    {
        await using var visit = await Visit.BeginAsync(service, chromium, language);
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.FillAsync("#userName", "نورة");
        await visit.Page.FillAsync("#password", "not the password");
        await visit.Page.ClickAsync("main button");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
        Assert.Equal("نورة", await visit.Page.InputValueAsync("#userName"));
        Assert.Equal(direction, await visit.Page.GetAttributeAsync("html", "dir"));
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task The_switch_turns_the_page_over_and_stays_on_it()
    {
        await using var visit = await service.VisitAsync(chromium, "ar", ("bakkah", Role.ProcessDesigner), ("natiq", Role.ProcessDesigner));
        await visit.Page.GotoAsync("/studio");
        Assert.Equal("rtl", await visit.Page.GetAttributeAsync("html", "dir"));

        await visit.Page.ClickAsync("text=English");
        await visit.Page.WaitForURLAsync("**/studio");
        Assert.Equal("ltr", await visit.Page.GetAttributeAsync("html", "dir"));
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Associations");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Signing_out_closes_the_door()
    {
        await using var visit = await service.VisitAsync(chromium, "en", ("bakkah", Role.Auditor));
        await visit.Page.GotoAsync("/studio/bakkah/procedures/bakkah-procedure/check");
        await visit.Page.ClickAsync(".cw-menu summary");
        await visit.Page.ClickAsync("text=Sign out");
        await visit.Page.WaitForURLAsync("**/sign-in");

        await visit.Page.GotoAsync("/studio/bakkah/procedures/bakkah-procedure/check");
        Assert.Contains("/sign-in?return=", visit.Page.Url, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("/sign-in")]
    [InlineData("/studio")]
    [InlineData("/studio/bakkah/procedures/bakkah-procedure/check")]
    [InlineData("/studio/bakkah/procedures/bakkah-procedure/versions")]
    [InlineData("/nothing-here")]
    public async Task No_page_scrolls_sideways_at_360_pixels(string path)
    {
        await service.HireAsync($"narrow-{path.Length}", ("bakkah", Role.ProcessDesigner), ("natiq", Role.ProcessDesigner));
        foreach (var language in (string[])["ar", "en"])
        {
            await using var visit = await Visit.BeginAsync(service, chromium, language, width: 360, height: 740, theme: "dark");
            await visit.SignInAsync($"narrow-{path.Length}");
            await visit.Page.GotoAsync(path);
            Assert.Equal(360, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await visit.PhotographAsync($"narrow{path.Replace('/', '-')}-{language}");
            Assert.Empty(visit.Complaints);
        }
    }
}
