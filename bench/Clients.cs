using Microsoft.Extensions.DependencyInjection;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Sqlite;
using CaseWorkflows.Host.Persistence.Statements;
using CaseWorkflows.Host.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Bench;

/// <summary>Clients that open cases and complete their seven tasks as fast as they are answered, in process, without HTTP.</summary>
internal sealed class Clients(IServiceProvider services)
{
    private readonly Association _association = services.GetRequiredService<AssociationRegistry>().Find(SevenTasks.Association)!;
    private readonly Actor _actor = new(SevenTasks.Worker, SevenTasks.Association, new HashSet<string>(StringComparer.Ordinal) { Role.RelationsOfficer.Key });
    private int _number;

    public async Task<(Rates Rates, long AllocatedPerResume)> MeasureAsync(int clients, TimeSpan time)
    {
        await RunAsync(clients, TimeSpan.FromSeconds(4)); // warm
        var (latencies, cases, elapsed, allocated) = await RunAsync(clients, time);
        return (Rates.Of(latencies, cases / elapsed), allocated / Math.Max(latencies.Count, 1));
    }

    private async Task<(List<double> Latencies, int Cases, double Seconds, long Allocated)> RunAsync(int clients, TimeSpan time)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var (latencies, cases, watch, before) = (new ConcurrentBag<double>(), 0, Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            await using var connection = new SqliteConnection(services.GetRequiredService<SqliteDatabase>().ReaderConnectionString);
            await connection.OpenAsync();
            await using var reading = new SqliteStatements(SqliteBinding.HandleOf(connection));
            while (watch.Elapsed < time)
            {
                await OneCaseAsync(reading, latencies);
                Interlocked.Increment(ref cases);
            }
        })));
        Console.WriteLine(FormattableString.Invariant($"cpu per unit {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / (latencies.Count + cases):0} us"));
        return ([.. latencies], cases, watch.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes() - before);
    }

    private async Task OneCaseAsync(SqliteStatements reading, ConcurrentBag<double> latencies)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<CaseDbContext>>();
        var caller = CurrentCaller.SpokenFor(contexts, _actor);
        var mobile = string.Create(CultureInfo.InvariantCulture, $"05{Interlocked.Increment(ref _number):00000000}");
        var opened = await services.GetRequiredService<CaseIntake>().OpenAsync(
            _association, new OpenCaseRequest("interview", "support", new("Bench " + mobile, Mobile: mobile)), _actor, default);
        var id = JsonDocument.Parse(opened.Value.Json).RootElement.GetProperty("id").GetString()!;
        for (var step = 0; step < 7; step++)
        {
            var task = await reading.Get("SELECT id FROM user_tasks WHERE workflow_instance_id = (SELECT workflow_instance_id FROM cases WHERE id = @case) AND status = 'Claimed'").With("@case", id).FirstAsync(row => row.Text(0), default);
            var started = Stopwatch.GetTimestamp();
            var done = await services.GetRequiredService<TaskChanges>().CompleteAsync(caller, task!, new CompleteTaskRequest("Received", OperationId: task), default);
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            _ = done.Value;
        }
    }
}
