using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Workflows;

/// <summary>One burst being applied: whose case, who acts, when, and what has been gathered about the case so far.</summary>
internal sealed class Burst(CaseTransaction tx, Association association, StoredInstance instance, int revision, Actor actor, DateTimeOffset now)
{
    public CaseTransaction Tx { get; } = tx;

    public Association Association { get; } = association;

    public string CaseId => instance.CaseId;

    public string CaseNumber => instance.CaseNumber;

    public string InstanceId => instance.State.Id;

    public string DefinitionVersion => instance.DefinitionVersionId;

    /// <summary>The instance's revision once this burst is written: names the burst among those of its instance.</summary>
    public int Revision { get; } = revision;

    public Actor Actor { get; } = actor;

    public DateTimeOffset Now { get; } = now;

    public CaseChange Change { get; } = new();

    /// <summary>Where the case stands by now.</summary>
    public CaseStage Stage => Change.Stage ?? instance.Stage;

    /// <summary>Moves the case along. A closed case stays closed, whatever a procedure does after closing it.</summary>
    public void MoveTo(CaseStage stage)
    {
        if (CaseRules.Move(Stage, stage).Succeeded(out var moved, out _))
        {
            Change.Stage = moved;
        }
    }

    /// <summary>Appends to the case's history. Without an actor of its own the event is the procedure's.</summary>
    public Task RecordAsync(CaseEvent @event, CancellationToken ct) => HistoryStore.AppendInTx(Tx, @event, ct);

    /// <summary>An event of this burst, to be completed by whoever records it.</summary>
    public CaseEvent Event(string action, string? actor = null) => new()
    {
        CaseId = CaseId,
        At = Now,
        Actor = actor ?? CaseWorkflows.Cases.People.Actor.SystemId,
        Action = action,
        DefinitionVersion = DefinitionVersion,
    };
}
