using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.Keys;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Sqlite;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseWorkflows.Bench;

/// <summary>The product without its web server, on a database of the run's own, with the seven-task procedure published, or another.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _commits;

    private BenchHost(WebApplication app)
    {
        _app = app;
        app.Services.GetRequiredService<FaultPoints>().Reached = point => Interlocked.Add(ref _commits, point == FaultPoints.BeforeCommit ? 1 : 0);
    }

    public IServiceProvider Services => _app.Services;

    /// <summary>Transactions committed since the start.</summary>
    public int Commits => Volatile.Read(ref _commits);

    public static async Task<BenchHost> StartAsync(BenchDatabase database, JsonObject? definition = null)
    {
        var workflows = Path.Combine(database.Folder, "workflows");
        SevenTasks.WriteTo(workflows, Path.Combine(Repository.Root, "workflows", "natiq"), definition);
        var builder = WebApplication.CreateBuilder([$"--{HostSettings.DataKey}={database.Folder}/data", $"--{HostSettings.WorkflowsKey}={workflows}", .. database.Settings]);
        builder.Logging.ClearProviders();
        builder.AddSettings(TimeProvider.System).AddPersistence().AddKeys().AddPeople().AddDefinitions().AddWorkflows().AddOperations().AddCases().AddIntake().AddCommittees().AddTasks()
            .AddAudit().AddClock().AddOutbox();
        var app = builder.Build();
        await app.Services.GetRequiredService<DatabaseSchema>().UpgradeAsync(default);
        await app.Services.GetRequiredService<DefinitionImport>().RunAsync(mayPublish: true, default);
        return new(app);
    }

    /// <summary>A reading connection of a client's own, for the caller to close.</summary>
    public async Task<DbConnection> OpenReaderAsync()
        => await Services.GetRequiredService<Database>().TryOpenReaderAsync(default) ?? throw new InvalidOperationException("There is no database.");

    /// <summary>How many bytes the database holds.</summary>
    public async Task<long> SizeAsync()
    {
        await using var connection = await OpenReaderAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Services.GetService<SqliteDatabase>() is null
            ? "SELECT pg_database_size(current_database())"
            : "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
