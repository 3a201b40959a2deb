using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Desk;

/// <summary>What is asked of every page, however it looks.</summary>
internal static class Looks
{
    public static readonly int[] Widths = [360, 768, 1440];

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private static readonly AxeRunOptions Colours = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    /// <summary>Violations of WCAG 2.2 A and AA, a line each; what belongs to Elsa Studio is left out.</summary>
    public static Task<IReadOnlyList<string>> ViolationsAsync(IPage page) => ViolationsAsync(page, Rules);

    /// <summary>Those a page may have in one theme and not in the other: nothing but colours differs.</summary>
    public static Task<IReadOnlyList<string>> ViolationsOfColourAsync(IPage page) => ViolationsAsync(page, Colours);

    private static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, AxeRunOptions rules)
    {
        var result = await page.RunAxe(new AxeRunContext { Exclude = [new AxeSelector(".cw-studio")] }, rules);
        return [.. result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{page.Url} {rule.Id} ({rule.Impact}): {node.Target} {node.Html}"))];
    }

    /// <summary>How many pixels the page can be scrolled sideways, in either direction.</summary>
    public static Task<int> OverflowAsync(IPage page) => page.EvaluateAsync<int>("""
        () => {
          const far = [1, -1].map(side => { scrollTo({ left: side * 1e6, behavior: 'instant' }); return Math.abs(Math.round(scrollX)); });
          scrollTo({ left: 0, behavior: 'instant' });
          return Math.max(...far);
        }
        """);

    /// <summary>Turns the lights on or off. Colours that fade would be looked at half way, so a browser is asked for less motion first.</summary>
    public static async Task ThemeAsync(IPage page, string theme)
    {
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.EvaluateAsync("theme => { document.documentElement.dataset.bsTheme = theme; }", theme);
    }
}
