using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Workflows;

/// <summary>One burst being applied: whose case, who acts and when.</summary>
internal sealed class Burst(CaseTransaction tx, Association association, CaseFile file, Actor actor, DateTimeOffset now)
{
    public CaseTransaction Tx { get; } = tx;

    public Association Association { get; } = association;

    /// <summary>The case as it stands by now.</summary>
    public CaseFile File { get; } = file;

    public Actor Actor { get; } = actor;

    public DateTimeOffset Now { get; } = now;

    /// <summary>The task whose completion set the burst off; null when none did.</summary>
    public string? AnsweredTask { get; init; }

    /// <summary>Appends to the case's history.</summary>
    public ValueTask RecordAsync(CaseEvent @event, CancellationToken ct) => HistoryStore.AppendInTx(Tx, File, @event, ct);

    /// <summary>An event of this burst, to be completed by whoever records it: the procedure's own, unless it tells what the actor did.</summary>
    public CaseEvent Event(string action, bool byActor = false)
        => File.Event(action, byActor || Actor.Id == Actor.SystemId ? Actor : Actor.System(File.Association) with { Channel = null }, Now);
}
