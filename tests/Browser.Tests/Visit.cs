using System.Collections.Concurrent;
using System.Globalization;
using CaseWorkflows.Browser.Tests.Recording;
using CaseWorkflows.Host.Tests;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests;

/// <summary>One person's browser: what they see, everything the pages ask of the server, and everything that is not as it should be.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visit(Service service, IBrowserContext context, IPage page, StudioRequests requests) =>
        (Service, Context, Page, Requests) = (service, context, page, requests);

    public Service Service { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What Studio asked of the API, in order.</summary>
    public StudioRequests Requests { get; }

    /// <summary>Broken policies, requests to elsewhere and scripts that failed. Empty when all is well.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public static async Task<Visit> BeginAsync(Service service, Chromium chromium, string language = "ar", int width = 1440, int height = 900, string theme = "light")
    {
        var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, BaseURL = service.Address });
        await context.AddCookiesAsync([new() { Name = "language", Value = language, Url = service.Address }, new() { Name = "theme", Value = theme, Url = service.Address }]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        var visit = new Visit(service, context, page, new StudioRequests(context, service.Address));
        visit.Watch();
        return visit;
    }

    /// <summary>Who sits here; empty until they signed in.</summary>
    public string UserName { get; private set; } = "";

    public async Task SignInAsync(string userName)
    {
        UserName = userName;
        await Page.GotoAsync("/sign-in");
        await FillInAsync(Page);
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Fills in the form on a page that asks who one is, and sends it.</summary>
    public async Task FillInAsync(IPage page)
    {
        await page.FillAsync("#userName", UserName);
        await page.FillAsync("#password", HostFactory.Password);
        await page.ClickAsync("main button");
    }

    /// <summary>A picture for whoever looks at what tests saw; only when a folder for them is named.</summary>
    public async Task PhotographAsync(string name, IPage? page = null)
    {
        if (Environment.GetEnvironmentVariable("CASEWORKFLOWS_BROWSER_PICTURES") is { Length: > 0 } folder)
        {
            await (page ?? Page).ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        }
    }

    public async ValueTask DisposeAsync() => await Context.CloseAsync();

    private void Watch()
    {
        Context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Service.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                _complaints.Enqueue($"asked elsewhere: {request.Url}");
            }
        };
        Context.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) || message.Text.StartsWith("crit:", StringComparison.Ordinal))
            {
                _complaints.Enqueue(message.Text);
            }
        };
        Context.WebError += (_, error) => _complaints.Enqueue(string.Create(CultureInfo.InvariantCulture, $"script failed: {error.Error}"));
    }
}
