using CaseWorkflows.Host.Web.Packages;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests;

/// <summary>The system's Chromium, started once for all tests. Tests are one collection: the machine has few cores and a designer wants one of them.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string? Executable => Array.Find(Places, File.Exists);

    /// <summary>Why nothing can be looked at here; null when it can.</summary>
    public static string? Missing =>
        Executable is null ? "There is no Chromium: apt-get install chromium."
        : WebPackages.FolderOf(WebPackages.Studio) is null ? "Elsa Studio was not restored: install npm and build again."
        : null;

    public IBrowser Browser => _browser!;

    public async Task InitializeAsync()
    {
        if (Missing is null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox"] });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class InTheBrowser : ICollectionFixture<Chromium>
{
    public const string Name = "in the browser";
}

/// <summary>A test that looks at pages; skipped, and says why, where there is nothing to look with.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Missing;
}

/// <summary>As the other, for a table.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Missing;
}
