using System.Data.Common;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>An instance as a burst needs it.</summary>
internal sealed record StoredInstance(string CaseId, string Association, string DefinitionVersionId, int Revision, WorkflowState State)
{
    public required string CaseNumber { get; init; }

    public required CaseStage Stage { get; init; }
}

/// <summary>Instances, read and written whole.</summary>
internal static class InstanceStore
{
    private const string Select = """
        SELECT i.case_id, i.association_key, i.definition_version_id, i.revision, i.state, c.number, c.stage
        FROM workflow_instances i JOIN cases c ON c.id = i.case_id AND c.workflow_instance_id = i.id

        """;

    /// <summary>Null when there is no such instance.</summary>
    public static Task<StoredInstance?> LoadInTx(CaseTransaction tx, string instanceId, CancellationToken ct)
        => ReadAsync(tx.Command(Select + "WHERE i.id = @id").With("@id", instanceId), ct);

    /// <summary>Null when there is no such case.</summary>
    public static Task<StoredInstance?> LoadOfCaseInTx(CaseTransaction tx, string caseId, CancellationToken ct)
        => ReadAsync(tx.Command(Select + "WHERE c.id = @id").With("@id", caseId), ct);

    private static async Task<StoredInstance?> ReadAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), WorkflowStateJson.FromUtf8((byte[])reader.GetValue(4)))
            {
                CaseNumber = reader.GetString(5),
                Stage = Enum.Parse<CaseStage>(reader.GetString(6)),
            }
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

    private static DbCommand Values(DbCommand command, WorkflowState state) => command
        .With("@id", state.Id).With("@status", state.Status).With("@subStatus", state.SubStatus).With("@correlation", state.CorrelationId)
        .With("@name", state.Name).With("@incidents", state.Incidents.Count).With("@state", WorkflowStateJson.ToUtf8(state))
        .With("@updated", state.UpdatedAt).With("@finished", state.FinishedAt);
}
