using System.Net;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Tasks;

/// <summary>A service whose steps have the forms they really have.</summary>
public sealed class FormService() : Service(Path.Combine(Repository.Root, "workflows"));

/// <summary>What scripts add to a task's page: everything works without them, see Host.Tests/Tasks.</summary>
[Collection(InTheBrowser.Name)]
public sealed class WhenATaskIsFilledIn(Chromium chromium, FormService service) : IClassFixture<FormService>
{
    [BrowserTheory]
    [InlineData("ar", 1440)]
    [InlineData("en", 1440)]
    [InlineData("ar", 768)]
    [InlineData("ar", 360)]
    [InlineData("en", 360)]
    public async Task Nothing_scrolls_sideways_at_any_width(string language, int width)
    {
        await using var visit = await service.VisitAsync(chromium, language, width, 900, ("bakkah", Role.RelationsOfficer));
        foreach (var step in new[] { "verify", "declare" })
        {
            await ClaimAsync(visit, step);
            await visit.Page.EvaluateAsync("() => document.fonts.ready");
            Assert.Equal("", await visit.Page.EvaluateAsync<string>("""
                () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? '' : [...document.querySelectorAll('main *')]
                    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1).map(e => e.tagName + '.' + e.className + '#' + e.id).join(' ') || 'outside main'
                """));
            if (Environment.GetEnvironmentVariable("CASEWORKFLOWS_BROWSER_PICTURES") is { Length: > 0 } folder)
            {
                await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"task-{step}-{language}-{width}.png"), FullPage = true });
            }
        }

        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Questions_come_and_go_with_the_answers_they_hang_on_and_rows_and_sums_with_what_is_typed()
    {
        await using var visit = await service.VisitAsync(chromium, "ar", ("bakkah", Role.RelationsOfficer));
        await ClaimAsync(visit, "verify");
        var rent = visit.Page.Locator("[data-field=rent]");
        await Assertions.Expect(rent).ToBeHiddenAsync();
        await visit.Page.CheckAsync("input[name='data.housing'][value=rented]");
        await Assertions.Expect(rent).ToBeVisibleAsync();

        var rows = visit.Page.Locator("[data-rows=income] tbody tr");
        var before = await rows.CountAsync();
        await visit.Page.ClickAsync("[data-rows=income] button");
        await Assertions.Expect(rows).ToHaveCountAsync(before + 1);
        await visit.Page.FillAsync($"[name='data.income[0].amount']", "١٬٢٠٠٫٥");
        await visit.Page.FillAsync($"[name='data.income[{before}].amount']", "300");
        await Assertions.Expect(visit.Page.Locator("[data-rows=income] [data-total=amount] bdi[dir]")).ToHaveTextAsync("1,500.5");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task What_is_typed_is_saved_by_itself_and_is_there_after_the_page_is_opened_again()
    {
        await using var visit = await service.VisitAsync(chromium, "ar", ("bakkah", Role.RelationsOfficer));
        await ClaimAsync(visit, "verify");
        foreach (var typed in new[] { "العزيزية", "النسيم" })
        {
            var saved = await visit.Page.RunAndWaitForResponseAsync(() => visit.Page.FillAsync("#f-district", typed), answer => answer.Request.Method == "POST");
            Assert.Equal(200, saved.Status);
            await Assertions.Expect(visit.Page.Locator("#draft-state")).ToContainTextAsync("حُفظت المسودة");
        }

        await visit.Page.ReloadAsync();

        await Assertions.Expect(visit.Page.Locator("#f-district")).ToHaveValueAsync("النسيم");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task A_signature_is_drawn_kept_over_a_mistake_and_sent()
    {
        await using var visit = await service.VisitAsync(chromium, "ar", ("bakkah", Role.RelationsOfficer));
        var task = await ClaimAsync(visit, "declare");
        var canvas = visit.Page.Locator("[data-signature] canvas");
        await visit.Page.EvaluateAsync("() => document.fonts.ready"); // a font that comes late would move the canvas from under the pen
        await canvas.ScrollIntoViewIfNeededAsync();
        var box = (await canvas.BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync(box.X + 40, box.Y + 40);
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(box.X + 140, box.Y + 100, new() { Steps = 8 });
        await visit.Page.Mouse.MoveAsync(box.X + 240, box.Y + 50, new() { Steps = 8 });
        await visit.Page.Mouse.UpAsync();
        Assert.True(SignaturePath.IsSound(await visit.Page.InputValueAsync("[name='data.signature.path']")));

        await visit.Page.CheckAsync("input[name='data.signedBy'][value=guardian]"); // whose name is not said
        await visit.Page.ClickAsync("button[value=Signed]");
        await Assertions.Expect(visit.Page.Locator("#errors")).ToBeVisibleAsync();
        var path = await visit.Page.InputValueAsync("[name='data.signature.path']");
        await visit.Page.EvaluateAsync("() => window.scrollTo(0, document.body.scrollHeight / 2)");
        await visit.PhotographAsync("task-signature-again");
        await visit.Page.CheckAsync("input[name='data.signedBy'][value=self]");
        await visit.Page.ClickAsync("button[value=Signed]");
        await Assertions.Expect(visit.Page.Locator(".cw-done")).ToBeVisibleAsync();

        var row = await service.LookAsync(context => context.UserTasks.SingleAsync(row => row.Id == task));
        var form = await service.Services.GetRequiredService<FormCatalogue>().GetAsync("bakkah", row.Form!, row.FormVersion!, default);
        var opened = service.Services.GetRequiredService<AnswerVault>().Opened(form, System.Text.Json.Nodes.JsonNode.Parse(row.Data!)!.AsObject());
        Assert.Equal(path, (string?)opened["signature"]!["path"]);
        Assert.Empty(visit.Complaints);
    }

    /// <summary>A new case is brought to that step by somebody else, and claimed on its page.</summary>
    private async Task<string> ClaimAsync(Visit visit, string step)
    {
        using var officer = await service.EmployAsync(("bakkah", Role.RelationsOfficer));
        using var opened = await officer.OpenAsync("bakkah", Request.For(Somebody.New()));
        var id = (await opened.OkAsync(HttpStatusCode.Created)).Text("id");
        var task = "";
        foreach (var (at, action) in new[] { ("receive", "Received"), ("verify", "Verified"), ("declare", "Signed") })
        {
            task = (await officer.CaseAsync(id)).GetProperty("openTasks")[0].Text("id");
            if (at == step)
            {
                break;
            }

            var row = await service.LookAsync(context => context.UserTasks.SingleAsync(row => row.Id == task));
            var form = await service.Services.GetRequiredService<FormCatalogue>().GetAsync("bakkah", row.Form!, row.FormVersion!, default);
            using var claimed = await officer.ClaimAsync(task);
            using var done = await officer.CompleteAsync(task, new { action, data = SampleAnswers.For(form, action, new(2026, 1, 1)) });
            await done.OkAsync();
        }

        await visit.Page.GotoAsync($"/tasks/{task}");
        await visit.Page.ClickAsync("button[value=claim]");
        await visit.Page.WaitForSelectorAsync("#task-form");
        return task;
    }
}
