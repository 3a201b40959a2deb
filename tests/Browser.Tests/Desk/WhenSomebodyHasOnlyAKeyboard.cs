using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Tests;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Browser.Tests.Desk;

/// <summary>From signing in to the end of a task without a pointer.</summary>
[Collection(InTheBrowser.Name)]
public sealed class WhenSomebodyHasOnlyAKeyboard(Chromium chromium)
{
    [BrowserFact]
    public async Task Tasks_are_taken_answered_and_completed()
    {
        await using var service = new Service(Path.Combine(Host.Settings.Repository.Root, "workflows"));
        using var team = await Team.HireAsync(service, "bakkah");
        await team.OpenCaseAsync();
        await service.HireAsync("keys", ("bakkah", Role.RelationsOfficer));
        await using var visit = await Visit.BeginAsync(service, chromium);
        var (page, keys) = (visit.Page, new Keyboard(visit.Page));

        await page.GotoAsync("/sign-in");
        await keys.TypeAsync("#userName", "keys");
        await keys.TypeAsync("#password", HostFactory.Password);
        await keys.PressAsync("main button");
        await page.Keyboard.PressAsync("Tab"); // the way past the menu comes first
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("MAIN", await page.EvaluateAsync<string>("() => document.activeElement.tagName"));
        foreach (var action in new[] { "Received", "Verified", "Signed" })
        {
            await page.GotoAsync("/inbox");
            await keys.PressAsync("a[href*='scope=available']");
            await keys.PressAsync("button[name=claim]");
            var task = new Uri(page.Url).AbsolutePath.Split('/')[^1];
            await AnswerAsync(service, keys, task, action);
            await keys.PressAsync($"button[name=action][value={action}]");
            Assert.Equal(action, await service.LookAsync(context => context.UserTasks.Where(row => row.Id == task).Select(row => row.Action).SingleAsync()));
        }

        Assert.Empty(visit.Complaints);
    }

    private static async Task AnswerAsync(Service service, Keyboard keys, string id, string action)
    {
        var task = await service.LookAsync(context => context.UserTasks.Where(row => row.Id == id).Select(row => new { row.AssociationKey, row.Form, row.FormVersion }).SingleAsync());
        var form = await service.Services.GetRequiredService<FormCatalogue>().GetAsync(task.AssociationKey, task.Form!, task.FormVersion!, default);
        foreach (var (key, value) in SampleAnswers.For(form, action, DateOnly.FromDateTime(service.Clock.GetUtcNow().DateTime)))
        {
            var text = (value is JsonArray several ? several[0]! : value!).ToString();
            await keys.AnswerAsync(form.Fields.Single(field => field.Key == key), "data." + key, text is "True" or "False" ? text.ToLower(CultureInfo.InvariantCulture) : text);
        }
    }
}
