using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Tasks;

namespace CaseWorkflows.Host.Tasks;

/// <summary>For claim and release. The revision the caller saw; without it, whatever it is now.</summary>
internal sealed record TaskRevisionRequest(int? ExpectedRevision = null);

/// <summary>Gives a task to somebody.</summary>
internal sealed record AssignTaskRequest(string Assignee, int? ExpectedRevision = null);

/// <summary>Ends a task. The same operation id again gets the same answer and does nothing.</summary>
internal sealed record CompleteTaskRequest(
    string Action, JsonObject? Data = null, string? Reason = null, int? ExpectedRevision = null, string? OperationId = null);

/// <summary>A task after it changed, and where its case stands now.</summary>
internal sealed record TaskChanged(
    string Id, string CaseId, string Status, string? Assignee, int Revision, string? Action, DateTimeOffset? CompletedAt, string CaseStage)
{
    public static TaskChanged Of(UserTask task, CaseStage stage)
        => new(task.Id, task.CaseId, task.Status.ToString(), task.Assignee, task.Revision, task.Action, task.CompletedAt, stage.ToString());
}
