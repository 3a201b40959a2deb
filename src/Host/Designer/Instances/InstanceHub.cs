using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Designer.Instances;

/// <summary>Elsa's hub for watching instances. It sends that something happened and badges, never what was told about people.</summary>
internal sealed class InstanceHub(CurrentCaller caller, InstanceWatch watch, IDbContextFactory<CaseDbContext> contexts) : Hub
{
    /// <summary>Sibling of <c>/elsa/api</c>, which is where the Studio looks for it.</summary>
    public const string Path = "/elsa/hubs/workflow-instance";

    private const string Watched = "watched";

    /// <summary>Sends what happens in that instance from now on; nothing for one of an association the caller has no part in.</summary>
    [HubMethodName("ObserveInstanceAsync")]
    public async Task ObserveInstanceAsync(string instanceId)
    {
        await caller.IdentifyAsync(Context.User ?? new(), Context.ConnectionAborted);
        var mine = caller.Associations.Where(key => DesignerScope.Readers.Any(role => caller.RolesIn(key).Contains(role.Key))).ToList();
        await using var context = await contexts.CreateDbContextAsync(Context.ConnectionAborted);
        if (!await context.Instances.AnyAsync(row => row.Id == instanceId && mine.Contains(row.AssociationKey), Context.ConnectionAborted))
        {
            throw new HubException("There is no workflow instance of this id.");
        }

        var watched = (HashSet<string>?)Context.Items[Watched] ?? [];
        Context.Items[Watched] = watched;
        if (watched.Add(instanceId))
        {
            watch.Add(instanceId);
            await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var instance in (HashSet<string>?)Context.Items[Watched] ?? [])
        {
            watch.Remove(instance);
        }

        return base.OnDisconnectedAsync(exception);
    }
}
