using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests;

namespace CaseWorkflows.Browser.Tests.Desk;

/// <summary>An association at work, with the workflows as they come with the product.</summary>
public sealed class Office : IAsyncDisposable, IDisposable
{
    public const string Association = "bakkah";

    public Service Service { get; } = new(Path.Combine(Host.Settings.Repository.Root, "workflows"));

    /// <summary>Somebody who may open every page there is.</summary>
    public Task<Visit> EverybodyAsync(Chromium chromium, string language) => Service.VisitAsync(chromium, language, [.. Role.All.Select(role => (Association, role))]);

    /// <summary>Every page with something on it, and what pictures of it are called.</summary>
    public Task<IReadOnlyList<(string Name, string Address)>> PagesAsync() => Task.FromResult<IReadOnlyList<(string, string)>>(
    [
        ("account", "/account"), ("password", "/account/password"), ("absence", "/absences/new"), ("people", "/people"), ("person-new", "/people/new"), ("branch-new", "/branches/new"),
        ("dashboard", "/dashboard"), ("studio", "/studio"), ("check", "/studio/bakkah/procedures/bakkah-procedure/check"), ("versions", "/studio/bakkah/procedures/bakkah-procedure/versions"),
        ("nothing", "/nothing-here"), ("sign-in", "/sign-in"),
    ]);

    public void Dispose() => Service.Dispose();

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
