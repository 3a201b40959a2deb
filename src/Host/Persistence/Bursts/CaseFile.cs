using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>
/// One workflow instance with the case it works on, in the hands of a unit of work: read whole by one statement, changed in memory, written back once by
/// <see cref="InstanceStore.UpdateInTx"/> and <see cref="CaseStore.SaveInTx"/>. Never kept beyond the unit of work.
/// </summary>
/// <param name="head">The case; null for an instance that was started by a trigger and has none: it has a journal, and no history.</param>
internal sealed class CaseFile(CaseHead? head)
{
    private WorkflowState? _state;

    /// <summary>The case's id; null for an instance without a case.</summary>
    public string? CaseId => head?.Id;

    /// <summary>The case's id, where there must be a case. Throws for an instance that has none.</summary>
    public string Id => Head.Id;

    public string Number => Head.Number;

    public string Service => Head.Service;

    public string Channel => Head.Channel;

    public required string Association { get; init; }

    public required string DefinitionVersionId { get; init; }

    public required string InstanceId { get; init; }

    /// <summary>The instance that asked for this one; null for one nobody asked for.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>The parent's bookmark that waits for this instance to end; null when none does.</summary>
    public string? ParentBookmarkId { get; init; }

    /// <summary>Counts the bursts of the instance; a burst that read another number is run again from fresh state.</summary>
    public int InstanceRevision { get; set; }

    /// <summary>The answer to the request that set the burst off; null when it gave none.</summary>
    public HttpResponseWritten? Response { get; set; }

    public int Revision => Head.Revision;

    public long HistorySeq => Head.HistorySeq;

    public string HistoryHash => Head.HistoryHash;

    public CaseStage Stage => Head.Stage;

    public CaseChange Change => Head.Change;

    public bool HasMoved => Head.HasMoved;

    /// <summary>The instance as the engine knows it. Read from its bytes at the first use.</summary>
    public WorkflowState State
    {
        get => _state ??= WorkflowStateJson.FromUtf8(StoredState!);
        set => _state = value;
    }

    public byte[]? StoredState { get; init; }

    private CaseHead Head => head ?? throw new InvalidOperationException($"Instance {InstanceId} belongs to no case.");

    /// <summary>Another instance of the same case, or of none as this one; nothing of it is read yet.</summary>
    public CaseFile Beside(string instanceId, string definitionVersionId, string? parentInstanceId, string? parentBookmarkId, int revision = 0, byte[]? state = null) => new(head)
    {
        Association = Association,
        DefinitionVersionId = definitionVersionId,
        InstanceId = instanceId,
        ParentInstanceId = parentInstanceId,
        ParentBookmarkId = parentBookmarkId,
        InstanceRevision = revision,
        StoredState = state,
    };

    /// <summary>An event of somebody's act on the case now, to be completed by whoever records it.</summary>
    public CaseEvent Event(string action, Actor actor, DateTimeOffset now) => new()
    {
        CaseId = Id,
        At = now,
        Actor = actor.Id,
        OnBehalfOf = actor.OnBehalfOf,
        Role = actor.Role,
        Channel = actor.Channel,
        Action = action,
        DefinitionVersion = DefinitionVersionId,
    };

    public CaseEvent Chain(CaseEvent next) => Head.Chain(next);

    /// <summary>How the case's own procedure went on. What other instances of the case do is not on its map.</summary>
    public void Went(StepsMoved steps)
    {
        if (head is not null && ParentInstanceId is null)
        {
            Head.Went(steps);
        }
    }

    public bool HasUntold => head?.HasUntold == true;

    public void MoveTo(CaseStage stage) => Head.MoveTo(stage);

    public void Saved() => Head.Saved();
}
