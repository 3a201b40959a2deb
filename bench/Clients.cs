using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Bench;

/// <summary>Clients that open cases and complete their seven tasks as fast as they are answered, in process, without HTTP. With several hosts, client by client in turn.</summary>
internal sealed class Clients(IReadOnlyList<BenchHost> hosts)
{
    private static int _people;

    private readonly Actor _actor = new(SevenTasks.Worker, SevenTasks.Association, new HashSet<string>(StringComparer.Ordinal) { Role.RelationsOfficer.Key });

    // A service runs for weeks, so what counts is how fast it is once the just-in-time compiler is through with the code, which takes it some 20,000 resumes.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    /// <summary>Lets the compiler see what the clients do. Once for all that is measured on these hosts.</summary>
    public Task WarmUpAsync() => RunAsync(2 * hosts.Count, WarmUp);

    /// <summary>Measures, after a moment in which these clients get going.</summary>
    public async Task<ClientRun> MeasureAsync(int clients, TimeSpan time)
    {
        await RunAsync(clients, TimeSpan.FromSeconds(1));
        var (size, commits, allocated, cpu) = (await hosts[0].SizeAsync(), hosts.Sum(host => host.Commits), GC.GetTotalAllocatedBytes(), Cpu());
        var (latencies, cases, seconds) = await RunAsync(clients, time);
        var resumes = Math.Max(latencies.Count, 1);
        return new(clients, Rates.Of(latencies, cases / seconds))
        {
            AllocatedBytesPerResume = (GC.GetTotalAllocatedBytes() - allocated) / (resumes + cases),
            CommitsPerResume = (double)(hosts.Sum(host => host.Commits) - commits) / (resumes + cases),
            BytesPerCase = (await hosts[0].SizeAsync() - size) / Math.Max(cases, 1),
            CpuMicrosecondsPerResume = (Cpu() - cpu).TotalMicroseconds / (resumes + cases),
        };
    }

    private static TimeSpan Cpu() => Process.GetCurrentProcess().TotalProcessorTime;

    private async Task<(List<double> Latencies, int Cases, double Seconds)> RunAsync(int clients, TimeSpan time)
    {
        var (latencies, cases, watch) = (new ConcurrentBag<double>(), 0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var host = hosts[client % hosts.Count];
            await using var connection = await host.OpenReaderAsync();
            await using var next = NextTask(connection);
            while (watch.Elapsed < time)
            {
                await OneCaseAsync(host.Services, next, latencies.Add);
                Interlocked.Increment(ref cases);
            }
        })));
        return ([.. latencies], cases, watch.Elapsed.TotalSeconds);
    }

    /// <summary>Opens a case, completes its tasks and tells how long each completion took, in milliseconds.</summary>
    public async Task OneCaseAsync(IServiceProvider services, DbCommand next, Action<double> took)
    {
        var caller = CurrentCaller.SpokenFor(services, _actor);
        var mobile = string.Create(CultureInfo.InvariantCulture, $"05{Interlocked.Increment(ref _people):00000000}");
        var opened = await services.GetRequiredService<CaseIntake>().OpenAsync(
            services.GetRequiredService<AssociationRegistry>().Find(SevenTasks.Association)!,
            new OpenCaseRequest("interview", "support", new("Bench " + mobile, Mobile: mobile)), _actor, default);
        next.Parameters[0].Value = JsonDocument.Parse(opened.Value.Json).RootElement.GetProperty("id").GetString();
        for (var step = 0; step < 7; step++)
        {
            var task = (string)(await next.ExecuteScalarAsync())!;
            var started = Stopwatch.GetTimestamp();
            var done = await services.GetRequiredService<TaskChanges>().CompleteAsync(caller, task, new CompleteTaskRequest("Received", OperationId: task), default);
            took(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            _ = done.Value;
        }
    }

    /// <summary>What a client asks to learn the open task of its case.</summary>
    public static DbCommand NextTask(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = """
            SELECT t.id FROM cases c JOIN user_tasks t ON t.workflow_instance_id = c.workflow_instance_id WHERE c.id = @case AND t.status = 'Claimed'
            """;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@case", "");
        command.Parameters.Add(parameter);
        command.Prepare();
        return command;
    }
}

/// <summary>What a number of clients came to.</summary>
internal sealed record ClientRun(int Clients, Rates Rates)
{
    /// <summary>Allocated in the process per unit of work, the client's own part included.</summary>
    public long AllocatedBytesPerResume { get; init; }

    /// <summary>Commits per unit of work; below 1 where several share one.</summary>
    public double CommitsPerResume { get; init; }

    public long BytesPerCase { get; init; }

    public double CpuMicrosecondsPerResume { get; init; }
}
