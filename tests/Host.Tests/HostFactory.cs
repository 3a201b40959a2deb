using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CaseWorkflows.Host.Tests;

/// <summary>The real program with a data folder and a clock of its own. Tests say what people do; this turns it into requests.</summary>
public class HostFactory : WebApplicationFactory<Program>
{
    public const string Password = "a long enough password";

    private readonly TemporaryFolder _data = new();

    public TestClock Clock { get; } = new();

    public LogCapture Log { get; } = new();

    public string DataFolder => _data.Path;

    /// <summary>Adds a staff member who holds one role in one association, and answers with their id.</summary>
    public Task<string> HireAsync(string userName, string association, Role role) => HireAsync(userName, (association, role));

    public Task<string> HireAsync(string userName, params (string Association, Role Role)[] appointments) => InScopeAsync(async services =>
        (await services.GetRequiredService<StaffDirectory>().CreateAsync(
            userName, Password, LocalizedText.Same(userName), appointments.Select(held => new Appointment(held.Association, held.Role)), default)).Value);

    /// <summary>Replaces everything the person may do.</summary>
    public Task<string> AppointAsync(string userId, params (string Association, Role Role)[] appointments) => InScopeAsync(async services =>
        (await services.GetRequiredService<StaffDirectory>().AppointAsync(
            userId, appointments.Select(held => new Appointment(held.Association, held.Role)), default)).Value);

    /// <summary>A client that carries the person's token.</summary>
    public async Task<HttpClient> SignInAsync(string userName)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(userName));
        return client;
    }

    public async Task<string> TokenAsync(string userName)
    {
        using var client = CreateClient();
        var answer = await TrySignInAsync(client, userName, Password);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    public static Task<HttpResponseMessage> TrySignInAsync(HttpClient client, string userName, string password) =>
        client.PostAsJsonAsync("/api/v1/tokens", new { userName, password });

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting(HostSettings.DataKey, _data);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000); // the real count is made to be slow
        });
    }

    // Reached from Dispose and from DisposeAsync, once or twice.
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _data.Dispose();
        }
    }
}
