using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.CaseMigrations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.NightWatch;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Crashes;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseWorkflows.Host.Tests.Faults;

/// <summary>What a test throws where it pleases. The program keeps an exception's name with what it puts off.</summary>
internal sealed class PlantedFault(string point) : Exception($"a fault of the test: {point}");

/// <summary>A host whose fault points are listened to from before it starts, and what is done to it.</summary>
internal sealed class Scene(TestStore store, string workflows, FaultPoints points) : IAsyncDisposable
{
    private readonly FaultyHost _host = new(points) { KeptData = store, WorkflowsFolder = workflows };
    private readonly Dictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);

    public TestStore Store => store;

    /// <summary>Starts the host. Throws when it cannot.</summary>
    public void Start() => _ = _host.Services;

    /// <summary>The clock goes to the hour of the act, and whoever does it signs in.</summary>
    public async Task BeReadyAsync(Act act, Sent sent)
    {
        _host.Clock.Pass(TestClock.Start.AddHours(act.Hour) - _host.Clock.GetUtcNow());
        if (sent.Kind is "POST" or "GET" or "UPLOAD")
        {
            _clients.Remove(sent.Role, out var expired);
            expired?.Dispose();
            _clients[sent.Role] = sent.Role.Length == 0 ? _host.CreateClient() : await _host.SignInAsync(Staffing.UserName(sent.Role));
        }
    }

    /// <summary>Does it once. What the host throws or answers 500 is an answer.</summary>
    public async Task<Reply> DoAsync(Sent sent)
    {
        try
        {
            switch (sent.Kind)
            {
                case "hire": await HireAsync(); break;
                case "sql": await ExecuteAsync(sent.Body); break;
                case "timers": await _host.Services.GetRequiredService<TimerDispatcher>().FireDueAsync(_host.Clock.GetUtcNow(), default); break;
                case "outbox": await _host.Services.GetRequiredService<OutboxDispatcher>().DrainAsync(default); break;
                case "migrations": await _host.Services.GetRequiredService<CaseMigrationWork>().DrainAsync(default); break;
                case "nightwatch": await _host.Services.GetRequiredService<NightWatcher>().RunAsync(repair: true, default); break;
                default: return await RequestAsync(sent);
            }

            return new(200, "");
        }
        catch (Exception failed) when (failed is not Xunit.Sdk.XunitException)
        {
            return new(500, failed.ToString());
        }
    }

    /// <summary>What a fault made the program put off is due again, as if its time had come, so that the clock need not move.</summary>
    public Task ForgetPutOffAsync() => ExecuteAsync($"""
        UPDATE bookmarks SET attempts = 0, next_attempt_at = due_at, last_error = NULL WHERE last_error = '{nameof(PlantedFault)}';
        UPDATE workflow_triggers SET attempts = 0, next_attempt_at = due_at, last_error = NULL WHERE last_error = '{nameof(PlantedFault)}';
        UPDATE outbox SET attempts = 0, next_attempt_at = created_at, last_error = NULL WHERE last_error = '{nameof(PlantedFault)}' AND dispatched_at IS NULL
        """);

    public Task<T> LookAsync<T>(Func<CaseDbContext, Task<T>> look) => _host.LookAsync(look);

    public Task<string> CaseIdAsync(int number) => LookAsync(db => db.Cases.OrderBy(row => row.Number).Skip(number - 1).Select(row => row.Id).FirstAsync());

    public Task<string> StaffIdAsync(string role) => LookAsync(db => db.Users.Where(row => row.UserName == Staffing.UserName(role)).Select(row => row.Id).SingleAsync());

    /// <summary>Something done to the one open task of a case, by whoever holds it or may take it when nobody is named.</summary>
    public async Task<Sent> OnTaskAsync(int number, string what, string? role, JsonObject body)
    {
        var id = await CaseIdAsync(number);
        var task = await LookAsync(db => db.UserTasks.SingleAsync(row => row.CaseId == id && (row.Status == UserTaskStatus.Available || row.Status == UserTaskStatus.Claimed)));
        body["expectedRevision"] = task.Revision;
        return new("POST", role ?? (string)JsonNode.Parse(task.CandidateRoles)![0]!, $"/api/v1/user-tasks/{task.Id}/{what}", body.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        await _host.DisposeAsync();
    }

    private async Task<Reply> RequestAsync(Sent sent)
    {
        using var request = new HttpRequestMessage(new HttpMethod(sent.Kind == "UPLOAD" ? "POST" : sent.Kind), sent.Path);
        request.Content = sent.Body.Length == 0 ? null : sent.Kind == "UPLOAD" ? new ByteArrayContent(Encoding.UTF8.GetBytes(sent.Body)) : new StringContent(sent.Body, Encoding.UTF8, "application/json");
        using var answer = await _clients[sent.Role].SendAsync(request);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task HireAsync()
    {
        foreach (var role in Role.All)
        {
            if (!await LookAsync(db => db.Users.AnyAsync(row => row.UserName == Staffing.UserName(role.Key))))
            {
                await _host.HireAsync(Staffing.UserName(role.Key), "natiq", role);
            }
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = store.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class FaultyHost(FaultPoints points) : HostFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton(points)));
        }
    }
}
