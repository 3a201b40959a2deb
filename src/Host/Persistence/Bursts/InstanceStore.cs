using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Persistence.Statements;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Instances, written whole. They are read with their case: <see cref="CaseStore"/>.</summary>
internal static class InstanceStore
{
    public static async ValueTask InsertInTx(CaseTransaction tx, CaseFile file, CancellationToken ct)
    {
        var state = file.State;
        await Values(tx.Command("""
            INSERT INTO workflow_instances (status, sub_status, correlation_id, name, incident_count, state, updated_at, finished_at,
                id, case_id, association_key, definition_id, definition_version_id, version, revision, created_at)
            VALUES (@status, @subStatus, @correlation, @name, @incidents, @state, @updated, @finished, @id, @case, @association, @definition, @versionId, @version, 0, @created)
            """), state)
            .With("@id", state.Id).With("@case", file.Id).With("@association", file.Association).With("@definition", state.DefinitionId)
            .With("@versionId", state.DefinitionVersionId).With("@version", state.DefinitionVersion).With("@created", state.CreatedAt)
            .WriteAsync(ct);
    }

    /// <summary>Writes the file's state over the revision it was read at. When another burst got there first, the unit of work is run again.</summary>
    public static async ValueTask UpdateInTx(CaseTransaction tx, CaseFile file, CancellationToken ct)
    {
        await Values(tx.Command("""
            UPDATE workflow_instances SET status = @status, sub_status = @subStatus, correlation_id = @correlation, name = @name,
                incident_count = @incidents, state = @state, updated_at = @updated, finished_at = @finished, revision = revision + 1
            WHERE id = @id AND revision = @revision
            """), file.State)
            .With("@id", file.InstanceId).With("@revision", file.InstanceRevision)
            .WriteOneAsync($"Instance {file.InstanceId}", ct);

        file.InstanceRevision++;
    }

    private static Statement Values(Statement statement, WorkflowState state) => statement
        .With("@status", state.Status).With("@subStatus", state.SubStatus).With("@correlation", state.CorrelationId).With("@name", state.Name)
        .With("@incidents", state.Incidents.Count).With("@state", WorkflowStateJson.ToUtf8(state)).With("@updated", state.UpdatedAt).With("@finished", state.FinishedAt);
}
