using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.CaseMigrations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Projections;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CaseWorkflows.Host.Tests;

/// <summary>
/// The real program with a data folder and a clock of its own. Tests say what people do; this turns it into requests. Nothing happens by itself:
/// timers fire and messages go out when a test lets time pass.
/// </summary>
public class HostFactory : WebApplicationFactory<Program>
{
    public const string Password = "a long enough password";

    private static readonly Lazy<WorkflowsCopy> Plain = new(() => new WorkflowsCopy("awdat-sudair", "bakkah", "maman", "natiq", "textile-sewing") { KeepsRules = true });

    private readonly Lazy<TestStore> _own = new(() => new TestStore());
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;
    private bool _isUp;

    public TestClock Clock { get; init; } = new();

    public LogCapture Log { get; } = new();

    public string DataFolder => Store.Folder;

    /// <summary>Data that outlives the host, for what happens at the next start, or that several hosts share.</summary>
    public TestStore? KeptData { get; init; }

    /// <summary>Further hosts on the same data, for clients that are sent to any of them.</summary>
    public IReadOnlyList<HostFactory> Others { get; init; } = [];

    public TestStore Store => KeptData ?? _own.Value;

    /// <summary>True lets the host fire and send by itself as well.</summary>
    public bool WithBackground { get; init; }

    /// <summary>True writes the real log files instead of capturing.</summary>
    public bool RealLogs { get; init; }

    /// <summary>The repository's own workflows, where one person may decide and no step asks for a form, unless a test has its own.</summary>
    public string WorkflowsFolder { get; init; } = Plain.Value;

    /// <summary>What becomes of a definition file that changes meanwhile: draft or publish.</summary>
    public string ChangedFiles { get; init; } = "draft";

    /// <summary>The clock jumps, as after a night or a long stop; then everything due is fired and everything waiting is sent.</summary>
    public async Task PassTimeAsync(TimeSpan time)
    {
        Clock.Pass(time);
        await SettleAsync();
    }

    /// <summary>What the host does by itself, done now and to the end. Answers how many timers fired.</summary>
    public async Task<int> SettleAsync()
    {
        var (timers, outbox) = (Services.GetRequiredService<TimerDispatcher>(), Services.GetRequiredService<OutboxDispatcher>());
        var all = 0;
        for (var busy = true; busy;)
        {
            var fired = await timers.FireDueAsync(Clock.GetUtcNow(), default);
            busy = fired + await outbox.DrainAsync(default) > 0;
            all += fired;
        }

        return all;
    }

    /// <summary>
    /// What is made from the events, up to the last of them; answers how many were taken in. On PostgreSQL the feed waits for every transaction on the server that was begun before,
    /// also those of other tests' databases.
    /// </summary>
    public async Task<long> CatchUpAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var all = 0L;
        do
        {
            all += await Services.GetRequiredService<ProjectionRunner>().CatchUpAsync(patience.Token);
        }
        while (await LookAsync(async db => await db.CaseEvents.CountAsync(patience.Token) != await db.Projections.MinAsync(row => row.Events, patience.Token)));
        return all;
    }

    /// <summary>A look into the database, past the API, for what no answer shows.</summary>
    internal async Task<T> LookAsync<T>(Func<CaseDbContext, Task<T>> look)
    {
        await using var context = await Services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync();
        return await look(context);
    }

    /// <summary>Somebody who works here, signed in.</summary>
    internal async Task<Person> EmployAsync(params (string Association, Role Role)[] appointments)
    {
        var userName = $"person-{Guid.NewGuid():N}";
        var id = await HireAsync(userName, appointments);
        return new Person(id, ClientOf(userName));
    }

    /// <summary>A client that signs in by itself, whose requests go to this host; or to this and the others in turn, as a load balancer has it.</summary>
    internal HttpClient ClientOf(string userName) => Others.Count == 0
        ? ClientHere(userName)
        : new HttpClient(new SigningInAgain(this, userName) { InnerHandler = new InTurn([this, .. Others]) }) { BaseAddress = ClientOptions.BaseAddress };

    /// <summary>As the other, and every request goes to this host.</summary>
    internal HttpClient ClientHere(string userName) => CreateDefaultClient(new SigningInAgain(this, userName));

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
        foreach (var (key, value) in Store.Configuration)
        {
            builder.UseSetting(key, value);
        }

        builder.UseSetting(HostSettings.WorkflowsKey, WorkflowsFolder);
        builder.UseSetting(HostSettings.ChangedFilesKey, ChangedFiles);
        if (!RealLogs)
        {
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        }

        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.AddSingleton(_ => new LastToGo(_gone));
            services.Replace(ServiceDescriptor.Singleton(provider =>
            {
                _started = provider.GetRequiredService<LastToGo>() is not null; // made before the lock, so let go of after it
                return new DataFolderLock(provider.GetRequiredService<HostSettings>());
            }));
            foreach (var background in services.Where(service => !WithBackground && IsBackground(service)).ToList())
            {
                services.Remove(background);
            }

            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000); // the real count is made to be slow
        });
    }

    /// <summary>Asked for its services, a host that failed to start would be started once more.</summary>
    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        _isUp = true;
        return host;
    }

    private static bool IsBackground(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && (service.ImplementationType == typeof(OutboxLoop) || service.ImplementationType == typeof(CaseMigrationLoop) || service.ImplementationType == typeof(DefinitionFileLoop) || service.ImplementationType == typeof(ProjectionLoop) || service.ImplementationType == typeof(ReadLoop) || service.ImplementationType == typeof(QuartzHostedService) || service.ImplementationType == typeof(RecurringJobs));

    /// <summary>
    /// Every case, rebuilt from its events, must be what is stored. Returns once the data folder is free for the next host. The program's own thread disposes of the services too, and whoever comes second is
    /// not made to wait for the first.
    /// </summary>
    public override async ValueTask DisposeAsync()
    {
        var differences = _isUp && !Store.IsTampered ? await PresentProof.FindAsync(this) : [];
        await base.DisposeAsync();
        if (_started)
        {
            await _gone.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        if (_own.IsValueCreated)
        {
            _own.Value.Dispose(); // what the program puts away lies in there
        }

        GC.SuppressFinalize(this);
        Assert.Empty(differences);
    }

    private sealed class LastToGo(TaskCompletionSource gone) : IDisposable
    {
        public void Dispose() => gone.TrySetResult();
    }
}
