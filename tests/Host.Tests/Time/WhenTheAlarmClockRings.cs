using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CaseWorkflows.Host.Tests.Time;

public sealed class WhenTheAlarmClockRings
{
    [Fact]
    public async Task Quartz_fires_what_is_due_and_asks_for_what_comes_next()
    {
        await using var host = new HostFactory { WithBackground = true };
        using var team = await Team.HireAsync(host, "natiq");
        var id = await team.OpenCaseAsync();
        host.Clock.Pass(TimeSpan.FromHours(36));
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var rung = new Rung();
        scheduler.ListenerManager.AddJobListener(rung);

        await scheduler.TriggerJob(DueTimersJob.Key);
        await rung.Once.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("TaskReminded", await team.ActionsAsync(id));
        Assert.NotNull(await scheduler.GetTrigger(new TriggerKey("next-due", nameof(DueTimersJob))));
    }

    [Fact]
    public async Task In_other_tests_it_does_not_ring_by_itself()
    {
        await using var host = new HostFactory();

        Assert.DoesNotContain(host.Services.GetServices<IHostedService>(), service => service is QuartzHostedService or Outbox.OutboxLoop);
    }

    private sealed class Rung : IJobListener
    {
        public TaskCompletionSource Once { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => nameof(Rung);

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            Once.TrySetResult();
            return default;
        }
    }
}
