using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Host.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Desk;

/// <summary>Somebody on the staff at a browser of their own, doing what is to be done through the pages.</summary>
internal sealed class Worker(Visit visit) : IAsyncDisposable
{
    public Visit Visit => visit;

    private IPage Page => visit.Page;

    private Service Service => visit.Service;

    /// <summary>Enters a request and answers with the case's number.</summary>
    public async Task<string> OpenCaseAsync(string association, string name, string nationalId, string mobile)
    {
        await Page.GotoAsync($"/intake?association={association}");
        await Page.Locator("#request input[name=service]").First.CheckAsync();
        await Page.Locator("#request input[name=channel]").First.CheckAsync();
        await Page.FillAsync("#fullName", name);
        await Page.FillAsync("#nationalId", nationalId);
        await Page.FillAsync("#mobile", mobile);
        await Page.ClickAsync("#request > button");
        await Page.WaitForURLAsync("**/intake/done/**");
        return (await Page.Locator(".cw-number").InnerTextAsync()).Trim();
    }

    /// <summary>Takes the task a case waits for out of what is available, fills in its form and ends it.</summary>
    public async Task DoAsync(string number, string action, string? reason = null)
    {
        await Page.GotoAsync("/inbox?scope=available");
        await Page.Locator("tr", new() { HasText = number }).Locator("button[name=claim]").ClickAsync();
        await Page.WaitForURLAsync("**/tasks/**");
        await FillInAsync(action);
        if (reason is not null)
        {
            await Page.FillAsync("#reason", reason);
        }

        var task = Page.Url;
        await Page.ClickAsync($"button[name=action][value={action}]");
        await Page.WaitForURLAsync(url => url != task);
    }

    /// <summary>Votes, after looking at the vote once more.</summary>
    public async Task VoteAsync(string number, string choice, string reason)
    {
        await Page.GotoAsync("/committee");
        await Page.ClickAsync($"a:has-text('{number}')");
        await Page.CheckAsync($"#choice-{choice}");
        await Page.FillAsync("#vote-text", reason);
        await Page.ClickAsync("form:has(#vote-text) button.btn-primary");
        await Page.ClickAsync("button[name=confirmed]");
        await Page.WaitForURLAsync(url => url.Contains("done=", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => visit.DisposeAsync();

    /// <summary>The least the form asks for.</summary>
    private async Task FillInAsync(string action)
    {
        var id = new Uri(Page.Url).AbsolutePath.Split('/')[^1];
        var task = await Service.LookAsync(context => context.UserTasks.Where(row => row.Id == id).Select(row => new { row.AssociationKey, row.Form, row.FormVersion }).SingleAsync());
        if (task.FormVersion is null)
        {
            return;
        }

        var form = await Service.Services.GetRequiredService<FormCatalogue>().GetAsync(task.AssociationKey, task.Form!, task.FormVersion, default);
        foreach (var (key, value) in SampleAnswers.For(form, action, DateOnly.FromDateTime(Service.Clock.GetUtcNow().DateTime)))
        {
            await AnswerAsync(form.Fields.Single(field => field.Key == key), "data." + key, value!);
        }
    }

    private async Task AnswerAsync(FormField field, string name, JsonNode value)
    {
        switch (field.Type)
        {
            case FieldType.Signature:
                await Page.FillAsync($"[name='{name}.name']", "نورة عبدالله");
                await Page.CheckAsync($"[name='{name}.confirmed']");
                break;
            case FieldType.Choice or FieldType.YesNo or FieldType.Choices:
                var chosen = value is JsonArray several ? several[0]!.ToString() : value.ToString().ToLower(CultureInfo.InvariantCulture);
                chosen = field.Type == FieldType.YesNo ? chosen : value is JsonArray ? chosen : value.ToString();
                if (await Page.Locator($"select[name='{name}']").CountAsync() > 0)
                {
                    await Page.SelectOptionAsync($"select[name='{name}']", chosen);
                }
                else
                {
                    await Page.CheckAsync($"[name='{name}'][value='{chosen}']");
                }

                break;
            case FieldType.Table:
                foreach (var (column, cell) in value.AsArray()[0]!.AsObject())
                {
                    await AnswerAsync(field.Columns.Single(one => one.Key == column), $"{name}[0].{column}", cell!);
                }

                break;
            default:
                await Page.FillAsync($"[name='{name}']", value.ToString());
                break;
        }
    }
}
