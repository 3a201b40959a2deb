using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Host.Triggers;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>What starts instances, by stimulus and by clock.</summary>
internal static class TriggerStore
{
    /// <summary>Lists a version's triggers in place of those of the version before. A time that is past already is not listened for: it was missed.</summary>
    public static async ValueTask ReplaceInTx(
        CaseTransaction tx, string association, string definitionId, string versionId, IEnumerable<WorkflowTrigger> triggers, DateTimeOffset now, CancellationToken ct)
    {
        await tx.Command("DELETE FROM workflow_triggers WHERE definition_id = @definition").With("@definition", definitionId).WriteAsync(ct);
        foreach (var trigger in triggers.Where(trigger => trigger.DueAt is null || trigger.DueAt > now))
        {
            await tx.Command("""
                INSERT INTO workflow_triggers (definition_version_id, activity_id, hash, definition_id, association_key, name, payload, due_at, next_attempt_at, attempts)
                VALUES (@version, @activity, @hash, @definition, @association, @name, @payload, @due, @due, 0) ON CONFLICT DO NOTHING
                """)
                .With("@version", versionId).With("@activity", trigger.ActivityId).With("@hash", trigger.Hash).With("@definition", definitionId)
                .With("@association", association).With("@name", trigger.Name).With("@payload", trigger.Payload?.ToJsonString()).With("@due", trigger.DueAt)
                .WriteAsync(ct);
        }
    }

    /// <summary>Version and activity of every trigger a stimulus of that hash sets off.</summary>
    public static ValueTask<List<(string VersionId, string ActivityId)>> FindInTx(CaseTransaction tx, string association, string hash, CancellationToken ct)
        => tx.Command("""
            SELECT definition_version_id, activity_id FROM workflow_triggers
            WHERE hash = @hash AND association_key = @association AND due_at IS NULL ORDER BY definition_version_id, activity_id
            """)
            .With("@hash", hash).With("@association", association).AllAsync(row => (row.Text(0), row.Text(1)), ct);

    /// <summary>Sets a trigger of the clock to its next time, or takes it away when there is none. False when another got there first.</summary>
    public static async ValueTask<bool> AdvanceInTx(CaseTransaction tx, TriggerRow seen, DateTimeOffset? next, CancellationToken ct)
    {
        const string which = "WHERE definition_version_id = @version AND activity_id = @activity AND hash = @hash AND due_at = @seen";
        var statement = next is null
            ? tx.Command($"DELETE FROM workflow_triggers {which}")
            : tx.Command($"UPDATE workflow_triggers SET due_at = @next, next_attempt_at = @next, attempts = 0, last_error = NULL {which}").With("@next", next);
        return await statement.With("@version", seen.DefinitionVersionId).With("@activity", seen.ActivityId).With("@hash", seen.Hash).With("@seen", seen.DueAt).ExecuteAsync(ct) == 1;
    }

    /// <summary>Puts a trigger off that could not be carried out; its time stays.</summary>
    public static async ValueTask PostponeInTx(CaseTransaction tx, TriggerRow seen, DateTimeOffset next, string error, CancellationToken ct)
        => await tx.Command("""
            UPDATE workflow_triggers SET attempts = attempts + 1, next_attempt_at = @next, last_error = @error
            WHERE definition_version_id = @version AND activity_id = @activity AND hash = @hash AND due_at = @seen
            """)
            .With("@next", next).With("@error", error).With("@version", seen.DefinitionVersionId).With("@activity", seen.ActivityId)
            .With("@hash", seen.Hash).With("@seen", seen.DueAt).ExecuteAsync(ct);
}
