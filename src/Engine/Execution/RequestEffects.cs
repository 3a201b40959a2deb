using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Effects;

/// <summary>A task for somebody outside. Whoever has done it resumes the bookmark, with the result under <see cref="Activities.RunTask.ResultInput"/>.</summary>
/// <param name="TaskId">Unique in the installation, as the instance's id is.</param>
/// <param name="TaskName">What is to be done.</param>
/// <param name="Payload">Parameters; null when there are none.</param>
/// <param name="BookmarkId">Where the workflow waits.</param>
public sealed record TaskRequested(string TaskId, string TaskName, JsonNode? Payload, string BookmarkId);

/// <summary>How long the parent of a dispatched workflow waits.</summary>
public enum ChildWait
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Until the child's first burst is over, finished or not.</summary>
    FirstBurst,

    /// <summary>Until the child is finished, cancelled or faulted.</summary>
    Completion,
}

/// <summary>
/// Another workflow to be started, on its published version. With <see cref="BookmarkId"/> the host resumes that bookmark of the parent when
/// <see cref="Wait"/> says so, with <c>{ "WorkflowInstanceId", "Status", "SubStatus", "Output" }</c> under <see cref="ResultInput"/>. A child that cannot
/// be started is answered the same way, with the sub-status Faulted: the parent must not wait for ever.
/// </summary>
/// <param name="DefinitionId">What to start.</param>
/// <param name="ChildInstanceId">The child's id, fixed by the parent's state: doing it twice must make one child.</param>
/// <param name="Input">What to start it with; holds the parent's id as Elsa does.</param>
/// <param name="CorrelationId">Null for none.</param>
/// <param name="Wait">How long the parent waits.</param>
/// <param name="BookmarkId">The parent's bookmark; null when it does not wait.</param>
/// <param name="Channel">A queue Elsa would use; null for the usual one.</param>
public sealed record WorkflowDispatched(
    string DefinitionId, string ChildInstanceId, JsonObject Input, string? CorrelationId, ChildWait Wait, string? BookmarkId, string? Channel)
{
    /// <summary>The input under which the child's result reaches the waiting parent.</summary>
    public const string ResultInput = "ChildWorkflow";

    /// <summary>The answer for a child in that state.</summary>
    public static JsonObject ResultOf(State.WorkflowState child) => new()
    {
        [ResultInput] = new JsonObject
        {
            ["WorkflowInstanceId"] = child.Id,
            ["Status"] = child.Status.ToString(),
            ["SubStatus"] = child.SubStatus.ToString(),
            ["Output"] = child.Output.ToJson(),
        },
    };
}

/// <summary>The answer to the HTTP request that set this burst off.</summary>
/// <param name="StatusCode">As a number.</param>
/// <param name="Content">Text goes out as it is, anything else as JSON; null for an empty answer.</param>
/// <param name="ContentType">Never null when there is content.</param>
/// <param name="Headers">Further headers, each a text or a list of texts.</param>
public sealed record HttpResponseWritten(int StatusCode, JsonNode? Content, string? ContentType, JsonObject Headers);
