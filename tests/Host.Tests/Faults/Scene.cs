using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.CaseMigrations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.NightWatch;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Projections;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Sealing;
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
                case "projections": await _host.CatchUpAsync(); break;
                case "seal": await _host.Services.GetRequiredService<Sealer>().SealAsync("natiq", default); break;
                case "rotate": await RotateOnceAsync(); break;
                case "forget": await _host.Services.GetRequiredService<ProjectionRunner>().ForgetAsync(default); break;
                case "reads": await _host.Services.GetRequiredService<ReadImport>().RunAsync(default); break;
                case "nightwatch": await _host.Services.GetRequiredService<NightWatcher>().RunAsync(repair: true, default); break;
                case "draft": await SaveDraftAsync(sent); break;
                case "session" or "attendance" or "wording" or "sign": return await MeetAsync(sent);
                default: return await RequestAsync(sent);
            }

            return new(200, "");
        }
        catch (Exception failed) when (failed is not Xunit.Sdk.XunitException)
        {
            return new(500, failed.ToString());
        }
    }

    /// <summary>A key that follows when there is one already is not wanted a second time.</summary>
    private async Task RotateOnceAsync()
    {
        var keys = _host.Services.GetRequiredService<SealKeys>();
        if ((await keys.AllAsync("natiq", default)).Count < 2)
        {
            await keys.RotateAsync("natiq", default);
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

    /// <summary>Something done by a member of the committee that votes on a case.</summary>
    public async Task<Sent> OnBallotAsync(int number, string what, string role, JsonObject body)
    {
        var id = await CaseIdAsync(number);
        var task = await LookAsync(db => db.Sittings.Where(row => row.CaseId == id).Select(row => row.TaskId).SingleAsync());
        return new("POST", role, $"/api/v1/user-tasks/{task}/committee/{what}", body.ToJsonString());
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

    /// <summary>What the task's page does while somebody types into the first case's form.</summary>
    private async Task SaveDraftAsync(Sent sent)
    {
        var (id, person) = (await CaseIdAsync(1), await StaffIdAsync(sent.Role));
        var task = await LookAsync(db => db.UserTasks.SingleAsync(row => row.CaseId == id && row.Status == UserTaskStatus.Claimed));
        var caller = CurrentCaller.SpokenFor(_host.Services, new(person, "natiq", new HashSet<string>(StringComparer.Ordinal) { sent.Role }));
        _ = (await _host.Services.GetRequiredService<TaskDrafts>().SaveAsync(
            caller, task.Id, new([new("score", sent.Body)], ""), int.Parse(sent.Path, System.Globalization.CultureInfo.InvariantCulture), default)).Value;
    }

    /// <summary>What pages do about sessions, done by the program's own services: a session has no API. Done already counts as done.</summary>
    private async Task<Reply> MeetAsync(Sent sent)
    {
        var (acts, chair) = (_host.Services.GetRequiredService<SessionActs>(), await StaffIdAsync(sent.Role));
        var caller = CurrentCaller.SpokenFor(_host.Services, new(chair, "natiq", new HashSet<string>(StringComparer.Ordinal) { sent.Role }));
        var session = await LookAsync(db => db.Sessions.SingleOrDefaultAsync());
        var outcome = sent.Kind switch
        {
            "session" => session is null ? await acts.CallAsync(caller, "natiq", new("A day", new(2026, 3, 5), "Here", [sent.Body]), default) : session.Id,
            "attendance" => await acts.NoteAsync(caller, session!.Id, [chair], [chair], default),
            "wording" => await acts.WordAsync(caller, session!.Id, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [await LookAsync(db => db.SessionItems.Select(item => item.TaskId).SingleAsync())] = "in other words",
            }, default),
            _ => await LookAsync(db => db.Minutes.AnyAsync(row => row.SignedAt != null)) ? session!.Id : await acts.SignAsync(caller, session!.Id, default),
        };
        return outcome.Refusal is { } refusal ? new(409, refusal.Code) : new(200, "");
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

        if (!await LookAsync(db => db.Users.AnyAsync(row => row.UserName == Staffing.UserName(WholeLife.SecondMember))))
        {
            await _host.HireAsync(Staffing.UserName(WholeLife.SecondMember), "natiq", Role.CommitteeMember);
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
