using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.State;

/// <summary>
/// Everything a running instance is between two bursts: what is stored, and the only memory a step has. A step changes nothing in it, so a host may
/// keep it and step from it again.
/// </summary>
public sealed record WorkflowState
{
    public required string Id { get; init; }

    public required string DefinitionId { get; init; }

    public required string DefinitionVersionId { get; init; }

    public int DefinitionVersion { get; init; }

    public WorkflowStatus Status { get; init; }

    public WorkflowSubStatus SubStatus { get; init; }

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Counts what got an id in this instance, so that ids never repeat and never depend on chance.</summary>
    public long IdCounter { get; init; }

    /// <summary>The last journal line's number.</summary>
    public long LogSequence { get; init; }

    public SavedValues Input { get; init; } = SavedValues.Empty;

    public SavedValues Output { get; init; } = SavedValues.Empty;

    public SavedValues Properties { get; init; } = SavedValues.Empty;

    public IReadOnlyList<Bookmark> Bookmarks { get; init; } = [];

    public IReadOnlyList<ActivityIncident> Incidents { get; init; } = [];

    public IReadOnlyList<CompletionCallbackState> CompletionCallbacks { get; init; } = [];

    public IReadOnlyList<ActivityExecutionContextState> ActivityExecutionContexts { get; init; } = [];

    /// <summary>An instance that has not run yet.</summary>
    public static WorkflowState New(string id, Graphs.WorkflowGraph graph, DateTimeOffset now) => new()
    {
        Id = id,
        DefinitionId = graph.DefinitionId,
        DefinitionVersionId = graph.VersionId,
        DefinitionVersion = graph.Version,
        SubStatus = WorkflowSubStatus.Pending,
        CreatedAt = now,
        UpdatedAt = now,
    };
}

/// <summary>One activity in progress.</summary>
public sealed record ActivityExecutionContextState
{
    public required string Id { get; init; }

    public string? ParentContextId { get; init; }

    public required string ScheduledActivityNodeId { get; init; }

    public ActivityStatus Status { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public int AggregateFaultCount { get; init; }

    public JsonNode? Tag { get; init; }

    /// <summary>Null when there are none, as the next two are.</summary>
    public SavedValues? Properties { get; init; }

    public SavedValues? ActivityInput { get; init; }

    /// <summary>Values of the saved variables this activity declares, by variable id.</summary>
    public SavedValues? Variables { get; init; }

    /// <summary>Saved variables its owner gave it, which no class declares; null when there are none.</summary>
    public IReadOnlyList<GivenVariableState>? GivenVariables { get; init; }
}

/// <summary>What a variable is that was given to one execution, with its type's alias. Its value stands with the others.</summary>
public sealed record GivenVariableState(string Id, string Name, string TypeName);

/// <summary>Which method of which activity hears that a child is done.</summary>
public sealed record CompletionCallbackState(string OwnerInstanceId, string ChildNodeId, string? MethodName, JsonNode? Tag);

/// <summary>Something went wrong in one activity; the rest of the instance goes on.</summary>
public sealed record ActivityIncident(
    string ActivityId, string ActivityNodeId, string ActivityInstanceId, string ActivityType, string Message, ExceptionState? Exception, DateTimeOffset Timestamp);

/// <summary>What is kept of an exception. The stack trace is for the log of the moment: it differs from build to build, so no state holds one.</summary>
public sealed record ExceptionState(string Type, string Message, string? StackTrace, ExceptionState? InnerException)
{
    internal ExceptionState WithoutTrace() => this with { StackTrace = null, InnerException = InnerException?.WithoutTrace() };

    public static ExceptionState? From(Exception? exception) => exception is null
        ? null
        : new(exception.GetType().FullName ?? exception.GetType().Name, exception.Message, exception.StackTrace, From(exception.InnerException));
}
