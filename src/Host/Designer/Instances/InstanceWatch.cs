using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CaseWorkflows.Host.Persistence;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Designer.Instances;

/// <summary>
/// Tells those who look at an instance that it has moved on. Commits of this host are told at once; what other hosts did shows when the viewer is opened again.
/// Nothing is done for an instance nobody looks at.
/// </summary>
internal sealed class InstanceWatch(IHubContext<InstanceHub> hub, IServiceProvider services, IDbContextFactory<CaseDbContext> contexts, ILogger<InstanceWatch> logger)
{
    private readonly ConcurrentDictionary<string, int> _watchers = new(StringComparer.Ordinal);

    public bool IsWatched(string instanceId) => !_watchers.IsEmpty && _watchers.ContainsKey(instanceId);

    public void Add(string instanceId) => _watchers.AddOrUpdate(instanceId, 1, (_, count) => count + 1);

    public void Remove(string instanceId)
    {
        // The entry goes with the last of them; one who comes at the same moment sees it go and adds it again.
        if (_watchers.AddOrUpdate(instanceId, 0, (_, count) => count - 1) <= 0)
        {
            _watchers.TryRemove(KeyValuePair.Create(instanceId, 0));
        }
    }

    /// <summary>To be called after a commit; returns at once.</summary>
    public void Changed(string instanceId) => _ = TellAsync(instanceId);

    internal async Task TellAsync(string instanceId)
    {
        await Task.Yield();
        try
        {
            await using var context = await contexts.CreateDbContextAsync();
            if (await context.Instances.SingleOrDefaultAsync(row => row.Id == instanceId) is not { } row)
            {
                return;
            }

            // Resolved late: whoever runs bursts is told about here and opens instances there.
            var instance = await services.GetRequiredService<InstanceReader>().OpenAsync(row, withData: false, default);
            var watching = hub.Clients.Group(instanceId);
            await watching.SendAsync("WorkflowExecutionLogUpdatedAsync", new JsonObject());
            await watching.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = instanceId });
            await watching.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats = Executions.Stats(instance.Executions, null) });
        }
        catch (Exception lost) when (lost is not OutOfMemoryException)
        {
            logger.LogWarning("Watchers of an instance could not be told: {ExceptionType}", lost.GetType().Name);
        }
    }
}
