using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>A case's own history: appended, never changed; each line sealed over the one before.</summary>
internal static class HistoryStore
{
    private const string Moved = "ProcedureMoved";

    /// <summary>What moved without anything else to be told gets an event of its own.</summary>
    public static ValueTask TellRestInTx(CaseTransaction tx, CaseFile file, DateTimeOffset now, CancellationToken ct)
        => !file.HasUntold ? ValueTask.CompletedTask : AppendInTx(tx, file, file.Event(Moved, Actor.System(file.Association) with { Channel = null }, now), ct);

    /// <summary>Numbers, chains and writes the event. The case's file, which knows the chain's end from now on, is still to be saved.</summary>
    public static async ValueTask AppendInTx(CaseTransaction tx, CaseFile file, CaseEvent next, CancellationToken ct)
    {
        var linked = file.Chain(next);
        await tx.Command("""
            INSERT INTO case_events (case_id, seq, at, actor, on_behalf_of, action, activity_type, activity_id, clause, definition_version, reason, data, previous_hash, hash, role, channel)
            VALUES (@case, @seq, @at, @actor, @behalf, @action, @type, @activity, @clause, @version, @reason, @data, @previous, @hash, @role, @channel)
            """)
            .With("@case", linked.CaseId).With("@seq", linked.Seq).With("@at", linked.At).With("@actor", linked.Actor)
            .With("@behalf", linked.OnBehalfOf).With("@action", linked.Action).With("@type", linked.ActivityType).With("@activity", linked.ActivityId)
            .With("@clause", linked.Clause).With("@version", linked.DefinitionVersion).With("@reason", linked.Reason).With("@data", linked.Data)
            .With("@previous", linked.PreviousHash).With("@hash", linked.Hash).With("@role", linked.Role).With("@channel", linked.Channel)
            .WriteAsync(ct);
    }
}
