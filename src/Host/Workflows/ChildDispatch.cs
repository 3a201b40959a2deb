using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Workflows;

/// <summary>A child instance on its way to being started.</summary>
internal sealed record ChildDispatch(
    string DefinitionId, string ParentInstanceId, string ChildInstanceId, JsonObject Input, string? CorrelationId, ChildWait Wait, string? BookmarkId)
{
    public const string Kind = "workflow-child";

    /// <summary>The child's id is its key: asked for twice, it is one child.</summary>
    public static OutboxMessage Of(Burst burst, WorkflowDispatched dispatched)
    {
        var message = new ChildDispatch(
            dispatched.DefinitionId, burst.File.InstanceId, dispatched.ChildInstanceId, dispatched.Input, dispatched.CorrelationId, dispatched.Wait, dispatched.BookmarkId);
        return new(Kind, $"child:{dispatched.ChildInstanceId}", burst.Association.Key, burst.File.CaseId, JsonSerializer.SerializeToNode(message, JsonSerializerOptions.Web)!);
    }
}
