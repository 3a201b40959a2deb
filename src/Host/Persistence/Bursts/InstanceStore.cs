using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>An instance as a burst needs it.</summary>
internal sealed record StoredInstance(string CaseId, string Association, string DefinitionVersionId, int Revision, WorkflowState State);

/// <summary>Instances, read and written whole.</summary>
internal static class InstanceStore
{
    /// <summary>Null when there is no such instance.</summary>
    public static async Task<StoredInstance?> LoadInTx(CaseTransaction tx, string instanceId, CancellationToken ct)
    {
        var command = tx.Command("SELECT case_id, association_key, definition_version_id, revision, state FROM workflow_instances WHERE id = @id")
            .With("@id", instanceId);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), WorkflowStateJson.FromUtf8((byte[])reader.GetValue(4)))
            : null;
    }

    public static Task InsertInTx(CaseTransaction tx, StoredInstance instance, CancellationToken ct)
        => Values(tx.Command("""
            INSERT INTO workflow_instances (id, case_id, association_key, definition_id, definition_version_id, version, status, sub_status,
                correlation_id, name, incident_count, state, revision, created_at, updated_at, finished_at)
            VALUES (@id, @case, @association, @definition, @versionId, @version, @status, @subStatus, @correlation, @name, @incidents, @state, 0, @created, @updated, @finished)
            """), instance.State)
            .With("@case", instance.CaseId).With("@association", instance.Association).With("@definition", instance.State.DefinitionId)
            .With("@versionId", instance.State.DefinitionVersionId).With("@version", instance.State.DefinitionVersion)
            .With("@created", instance.State.CreatedAt)
            .ExecuteNonQueryAsync(ct);

    /// <summary>False when another burst got there first; nothing is written then.</summary>
    public static async Task<bool> UpdateIfUnchangedInTx(CaseTransaction tx, WorkflowState state, int revision, CancellationToken ct)
        => await Values(tx.Command("""
            UPDATE workflow_instances SET status = @status, sub_status = @subStatus, correlation_id = @correlation, name = @name,
                incident_count = @incidents, state = @state, revision = revision + 1, updated_at = @updated, finished_at = @finished
            WHERE id = @id AND revision = @revision
            """), state)
            .With("@revision", revision)
            .ExecuteNonQueryAsync(ct) == 1;

    private static System.Data.Common.DbCommand Values(System.Data.Common.DbCommand command, WorkflowState state) => command
        .With("@id", state.Id).With("@status", state.Status).With("@subStatus", state.SubStatus).With("@correlation", state.CorrelationId)
        .With("@name", state.Name).With("@incidents", state.Incidents.Count).With("@state", WorkflowStateJson.ToUtf8(state))
        .With("@updated", state.UpdatedAt).With("@finished", state.FinishedAt);
}
