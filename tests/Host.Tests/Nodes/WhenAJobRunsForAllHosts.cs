using System.Collections.Concurrent;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace CaseWorkflows.Host.Tests.Nodes;

public sealed class WhenAJobRunsForAllHosts
{
    [PostgresFact]
    public async Task Each_of_its_times_comes_once_whatever_the_number_of_hosts()
    {
        using var store = TestStore.OnPostgres();
        var counted = new Counted();
        await using var first = new HostWithAJob(counted) { KeptData = store, WithBackground = true };
        await using var second = new HostWithAJob(counted) { KeptData = store, WithBackground = true };
        await Task.WhenAll(Task.Run(() => first.Services), Task.Run(() => second.Services));

        await counted.Enough.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(counted.Times.Distinct().Count(), counted.Times.Count);
        await using var connection = store.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM qrtz_scheduler_state";
        Assert.Equal(2L, await command.ExecuteScalarAsync());
    }

    /// <summary>The instants the job was run for, at either host.</summary>
    private sealed class Counted
    {
        public ConcurrentQueue<DateTimeOffset> Times { get; } = new();

        public TaskCompletionSource Enough { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class CountingJob(Counted counted) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            counted.Times.Enqueue(context.ScheduledFireTimeUtc!.Value);
            if (counted.Times.Count >= 5)
            {
                counted.Enough.TrySetResult();
            }

            return default;
        }
    }

    private sealed class HostWithAJob(Counted counted) : HostFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton(counted);
                services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)); // the job's times come by themselves
                services.AddRecurring<CountingJob>("* * * * * ?");
            });
        }
    }
}
