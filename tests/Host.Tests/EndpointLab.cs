using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Keys;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseWorkflows.Host.Tests;

/// <summary>The program's pipeline around endpoints of a test's own, to ask how it treats any endpoint.</summary>
internal sealed class EndpointLab : IAsyncDisposable
{
    private readonly TemporaryFolder _data;
    private readonly WebApplication _app;

    private EndpointLab(TemporaryFolder data, WebApplication app) => (_data, _app) = (data, app);

    public IServiceProvider Services => _app.Services;

    public static async Task<EndpointLab> StartAsync(Action<IEndpointRouteBuilder> map)
    {
        var data = new TemporaryFolder();
        var builder = WebApplication.CreateBuilder([$"--{HostSettings.DataKey}={data.Path}"]);
        builder.AddSettings(TimeProvider.System).AddLogs().AddPersistence().AddKeys().AddWeb().AddPages().AddAssociations().AddPeople();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        var app = builder.Build();
        app.UseRequestLog().UseProblems().UsePeople();
        map(app);
        await app.Services.GetRequiredService<DatabaseSchema>().UpgradeAsync(default);
        await app.StartAsync();
        return new(data, app);
    }

    public HttpClient CreateClient() => _app.GetTestClient();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _data.Dispose();
    }
}
