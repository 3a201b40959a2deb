using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.WorkflowTasks;

/// <summary>A task on its way to the programs that may do it.</summary>
internal sealed record WorkflowTaskMessage(string TaskId, string InstanceId, string BookmarkId, string Name, JsonNode? Payload)
{
    public const string Kind = "workflow-task";

    public static OutboxMessage Of(Burst burst, TaskRequested requested)
    {
        var message = new WorkflowTaskMessage(requested.TaskId, burst.File.InstanceId, requested.BookmarkId, requested.TaskName, requested.Payload);
        return new(Kind, $"task:{requested.TaskId}", burst.Association.Key, burst.File.CaseId, JsonSerializer.SerializeToNode(message, JsonSerializerOptions.Web)!);
    }
}
