using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Tasks;

namespace CaseWorkflows.Host.Committees;

/// <summary>A committee's task, its case and its sitting, in the hands of a unit of work: who does something to it, and when.</summary>
internal sealed class SittingInHand(CaseTransaction tx, StoredTask stored, CaseFile file, StoredSitting sitting, Actor actor, DateTimeOffset now)
{
    public CaseTransaction Tx { get; } = tx;

    public StoredTask Stored { get; } = stored;

    public CaseFile File { get; } = file;

    /// <summary>As it stood before the act.</summary>
    public StoredSitting Sitting { get; } = sitting;

    public Actor Actor { get; } = actor;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Appends to the case's history, which is still to be saved. Nothing in it may tell what somebody chose.</summary>
    public ValueTask RecordAsync(string action, CancellationToken ct, string? reason = null, JsonObject? data = null)
        => TaskChanges.RecordInTx(Tx, Stored, File, Actor, action, Now, reason, data, ct);
}
