using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Persistence.Statements;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Instances, written whole. Those of cases are read with them: <see cref="CaseStore"/>.</summary>
internal static class InstanceStore
{
    private const string OwnColumns = "i.id, i.definition_version_id, i.revision, i.state, i.parent_instance_id, i.parent_bookmark_id";

    private const string WithoutCase = $"SELECT {OwnColumns}, i.association_key FROM workflow_instances i WHERE i.id = @id AND i.case_id IS NULL";

    public static async ValueTask InsertInTx(CaseTransaction tx, CaseFile file, CancellationToken ct)
    {
        var state = file.State;
        await Values(tx.Command("""
            INSERT INTO workflow_instances (status, sub_status, correlation_id, name, incident_count, state, updated_at, finished_at,
                id, case_id, association_key, definition_id, definition_version_id, version, revision, created_at, parent_instance_id, parent_bookmark_id)
            VALUES (@status, @subStatus, @correlation, @name, @incidents, @state, @updated, @finished, @id, @case, @association, @definition, @versionId, @version, 0, @created,
                @parent, @parentBookmark)
            """), state)
            .With("@id", state.Id).With("@case", file.CaseId).With("@association", file.Association).With("@definition", state.DefinitionId)
            .With("@versionId", state.DefinitionVersionId).With("@version", state.DefinitionVersion).With("@created", state.CreatedAt)
            .With("@parent", file.ParentInstanceId).With("@parentBookmark", file.ParentBookmarkId)
            .WriteAsync(ct);
    }

    public static async ValueTask<bool> ExistsInTx(CaseTransaction tx, string instanceId, CancellationToken ct)
        => await tx.Command("SELECT id FROM workflow_instances WHERE id = @id").With("@id", instanceId).FirstAsync(row => row.Text(0), ct) is not null;

    /// <summary>An instance that belongs to no case; null when there is none of that id.</summary>
    public static ValueTask<CaseFile?> LoadWithoutCaseInTx(CaseTransaction tx, string instanceId, CancellationToken ct)
        => tx.Command($"{WithoutCase} {Locking.Instance}").With("@id", instanceId).FirstAsync(ReadWithoutCase, ct);

    /// <summary>Without waiting: null as well when another host has it in hand.</summary>
    public static ValueTask<CaseFile?> TakeWithoutCaseInTx(CaseTransaction tx, string instanceId, CancellationToken ct)
        => tx.Command($"{WithoutCase} {Locking.InstanceSkipLocked}").With("@id", instanceId).FirstAsync(ReadWithoutCase, ct);

    /// <summary>The instances this one asked for that are not over, oldest first.</summary>
    public static ValueTask<List<CaseFile>> RunningChildrenInTx(CaseTransaction tx, CaseFile parent, CancellationToken ct)
        => tx.Command($"SELECT {OwnColumns} FROM workflow_instances i WHERE i.parent_instance_id = @parent AND i.status = 'Running' ORDER BY i.created_at, i.id")
            .With("@parent", parent.InstanceId).AllAsync(row => Beside(parent, row), ct);

    /// <summary>The instances that work on a case beside its procedure and are not over, oldest first.</summary>
    public static ValueTask<List<CaseFile>> RunningBesideInTx(CaseTransaction tx, CaseFile file, CancellationToken ct)
        => tx.Command($"""
            SELECT {OwnColumns} FROM workflow_instances i WHERE i.case_id = @case AND i.parent_instance_id IS NOT NULL AND i.status = 'Running' ORDER BY i.created_at, i.id
            """)
            .With("@case", file.Id).AllAsync(row => Beside(file, row), ct);

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

    private static CaseFile ReadWithoutCase(Columns row) => new(null)
    {
        Association = row.Text(6),
        DefinitionVersionId = row.Text(1),
        InstanceId = row.Text(0),
        InstanceRevision = row.Int(2),
        StoredState = row.Bytes(3),
        ParentInstanceId = row.TextOrNull(4),
        ParentBookmarkId = row.TextOrNull(5),
    };

    private static CaseFile Beside(CaseFile file, Columns row)
        => file.Beside(row.Text(0), row.Text(1), row.TextOrNull(4), row.TextOrNull(5), row.Int(2), row.Bytes(3));

    private static Statement Values(Statement statement, WorkflowState state) => statement
        .With("@status", state.Status).With("@subStatus", state.SubStatus).With("@correlation", state.CorrelationId).With("@name", state.Name)
        .With("@incidents", state.Incidents.Count).With("@state", WorkflowStateJson.ToUtf8(state)).With("@updated", state.UpdatedAt).With("@finished", state.FinishedAt);
}
