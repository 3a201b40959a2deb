using System.Reflection;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Designer;

/// <summary>A line on the canvas and where one can point at it.</summary>
public sealed record CanvasLine
{
    public string From { get; init; } = "";

    public string Port { get; init; } = "";

    public string To { get; init; } = "";

    public float X { get; init; }

    public float Y { get; init; }

    public override string ToString() => $"{From}.{Port} → {To}";
}

public sealed record CanvasPoint
{
    public float X { get; init; }

    public float Y { get; init; }
}

/// <summary>Elsa Studio's editor under a mouse and a keyboard.</summary>
public sealed class Editor
{
    /// <summary>Wide enough for a whole procedure at the smallest scale on which Studio draws it.</summary>
    public const int Width = 3840;
    public const int Height = 1400;

    private static readonly string Canvas = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("canvas.js")!).ReadToEnd();

    private readonly Visit _visit;

    private Editor(Visit visit) => _visit = visit;

    private IPage Page => _visit.Page;

    /// <summary>Opens a procedure and waits until it is drawn as a whole.</summary>
    public static async Task<Editor> OpenAsync(Visit visit, string association, string definitionId)
    {
        var editor = new Editor(visit);
        await visit.Page.GotoAsync($"/studio/{association}/procedures/{definitionId}");
        await editor.DrawnAsync();
        return editor;
    }

    public async Task DrawnAsync()
    {
        await Page.WaitForSelectorAsync(".x6-node", new() { Timeout = 90_000 });
        await Page.EvaluateAsync(Canvas);
        // Drawn once every step has the size its text gives it and lines run between them.
        await Page.WaitForFunctionAsync("() => { const now = JSON.stringify(canvas.lines()); const same = now === window.before && now.length > 10; window.before = now; return same; }", null, new() { PollingInterval = 500 });
    }

    /// <summary>Puts the whole procedure on the screen.</summary>
    public async Task FitAsync()
    {
        var fit = await Page.EvaluateAsync<int>("canvas.buttonIn(0, 80)");
        await Page.Locator(".cw-studio button").Nth(fit).ClickAsync();
        await DrawnAsync();
    }

    public async Task<IReadOnlyList<string>> ActivitiesAsync() => await Page.EvaluateAsync<string[]>("canvas.activities()");

    public async Task<IReadOnlyList<CanvasLine>> LinesAsync() => await Page.EvaluateAsync<CanvasLine[]>("canvas.lines()");

    /// <summary>Clicks a line and presses Delete.</summary>
    public async Task RemoveLineAsync(string from, string port, string to)
    {
        var line = (await LinesAsync()).Single(line => (line.From, line.Port, line.To) == (from, port, to));
        await Page.Mouse.ClickAsync(line.X, line.Y);
        await Page.Keyboard.PressAsync("Delete");
        await Page.WaitForFunctionAsync("([from, port, to]) => !canvas.lines().some(l => l.from === from && l.port === port && l.to === to)", new[] { from, port, to });
    }

    /// <summary>Drags from an outcome to the next step.</summary>
    public async Task DrawLineAsync(string from, string port, string to)
    {
        var (start, end) = (await PortAsync(from, port), await PortAsync(to, "In"));
        await Page.Mouse.MoveAsync(start.X, start.Y);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync((start.X + end.X) / 2, ((start.Y + end.Y) / 2) + 30, new() { Steps = 6 });
        await Page.Mouse.MoveAsync(end.X, end.Y, new() { Steps = 6 });
        await Page.Mouse.UpAsync();
        await Page.WaitForFunctionAsync("([from, port, to]) => canvas.lines().some(l => l.from === from && l.port === port && l.to === to)", new[] { from, port, to });
    }

    /// <summary>Clicks a step and presses Delete; its lines go with it.</summary>
    public async Task RemoveActivityAsync(string activity)
    {
        await SelectAsync(activity);
        await Page.Keyboard.PressAsync("Delete");
        await Page.WaitForFunctionAsync("activity => !canvas.activities().includes(activity)", activity);
    }

    public async Task SelectAsync(string activity) => await Page.Locator($".x6-node[data-cell-id='{activity}'] .activity-icon").ClickAsync();

    /// <summary>Types a setting of the selected step, as people do, and leaves the field.</summary>
    public async Task SetAsync(string label, string value)
    {
        // Studio's labels name no field that exists; they stand beside it.
        var field = Page.Locator($"label.mud-input-label:text-is('{label}')").Locator("xpath=ancestor::div[contains(@class,'mud-input-control-input-container')][1]//*[self::input or self::textarea]").First;
        await field.FillAsync(value);
        await field.PressAsync("Tab");
    }

    /// <summary>Waits until everything drawn so far is stored, as the bar says it.</summary>
    public async Task<StoredDraft> SavedAsync(Func<Task> change)
    {
        var answer = await Page.RunAndWaitForResponseAsync(change, response => IsSave(response));
        await Page.WaitForSelectorAsync("[data-save=saved]", new() { State = WaitForSelectorState.Visible });
        return new(answer.Status, await answer.TextAsync());
    }

    /// <summary>Studio's own button; then the question of our page is answered.</summary>
    public async Task<StoredDraft> PublishAsync(string reason, string session)
    {
        await PressPublishAsync();
        var answer = await Page.RunAndWaitForResponseAsync(async () => await AnswerAsync(reason, session), response => IsSave(response));
        return new(answer.Status, await answer.TextAsync());
    }

    public async Task PressPublishAsync() => await Page.Locator(".cw-studio button.mud-icon-button.mud-primary-text").First.ClickAsync();

    public async Task AnswerAsync(string reason, string session)
    {
        await Page.FillAsync("#publish-reason", reason);
        await Page.FillAsync("#publish-session", session);
        await Page.ClickAsync("#publish-dialog button[value=yes]");
    }

    private static bool IsSave(IResponse response) => response.Request.Method == "POST" && new Uri(response.Url).AbsolutePath == "/elsa/api/workflow-definitions";

    private Task<CanvasPoint> PortAsync(string activity, string port) => Page.EvaluateAsync<CanvasPoint>("([activity, port]) => canvas.port(activity, port)", new[] { activity, port });
}

/// <summary>What a save was answered.</summary>
public sealed record StoredDraft(int Status, string Body);
