using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Workflows;

/// <summary>One burst being applied: whose case, who acts, when, and what has been gathered about the case so far.</summary>
internal sealed class Burst(CaseTransaction tx, Association association, string caseId, string instanceId, string definitionVersion, int number, Actor actor, DateTimeOffset now)
{
    public CaseTransaction Tx { get; } = tx;

    public Association Association { get; } = association;

    public string CaseId { get; } = caseId;

    public string InstanceId { get; } = instanceId;

    public string DefinitionVersion { get; } = definitionVersion;

    /// <summary>Counts the bursts of its instance, so that nothing two of them send is taken for the same thing.</summary>
    public int Number { get; } = number;

    public Actor Actor { get; } = actor;

    public DateTimeOffset Now { get; } = now;

    public CaseChange Change { get; } = new();

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
