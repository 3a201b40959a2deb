using System.Globalization;
using CaseWorkflows.Cases.Forms;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Desk;

/// <summary>Somebody who has no pointer: moves with Tab and the arrows, presses Enter and Space, and sees where they are.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int MostPresses = 120;

    /// <summary>Moves on until what is looked for has the focus, which must be seen there.</summary>
    public async Task ReachAsync(string selector)
    {
        for (var press = 0; press < MostPresses; press++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                Assert.True(await page.EvaluateAsync<bool>("""
                    () => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }
                    """), $"nobody sees that {selector} has the focus");
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} is not reached by Tab on {page.Url}");
    }

    public async Task TypeAsync(string selector, string text)
    {
        await ReachAsync(selector);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Reaches a button or link and presses it; returns when another page is there.</summary>
    public async Task PressAsync(string selector)
    {
        await ReachAsync(selector);
        await page.ArriveAsync(() => page.Keyboard.PressAsync("Enter"));
    }

    /// <summary>Answers a question of a form.</summary>
    public async Task AnswerAsync(FormField field, string name, string value)
    {
        switch (field.Type)
        {
            case FieldType.Signature:
                await TypeAsync($"[name='{name}.name']", "نورة عبدالله");
                await ReachAsync($"[name='{name}.confirmed']");
                await page.Keyboard.PressAsync("Space");
                break;
            case FieldType.Choice or FieldType.YesNo or FieldType.Choices when await page.Locator($"select[name='{name}']").CountAsync() == 0:
                await ChooseAsync(name, value, several: field.Type == FieldType.Choices);
                break;
            case FieldType.Choice or FieldType.YesNo or FieldType.Choices:
                await ReachAsync($"select[name='{name}']");
                for (var press = 0; press < MostPresses && await page.Locator($"select[name='{name}']").InputValueAsync() != value; press++)
                {
                    await page.Keyboard.PressAsync("ArrowDown");
                }

                break;
            default:
                await TypeAsync($"[name='{name}']", value);
                break;
        }
    }

    /// <summary>One of several round buttons is reached by Tab and changed by arrows; a square one is reached by itself.</summary>
    private async Task ChooseAsync(string name, string value, bool several)
    {
        await ReachAsync(several ? $"[name='{name}'][value='{value}']" : $"[name='{name}']");
        await page.Keyboard.PressAsync("Space");
        var wanted = page.Locator(string.Create(CultureInfo.InvariantCulture, $"[name='{name}'][value='{value}']"));
        for (var press = 0; press < MostPresses && !await wanted.IsCheckedAsync(); press++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.True(await wanted.IsCheckedAsync(), $"{name} is not answered {value} with arrows");
    }
}
