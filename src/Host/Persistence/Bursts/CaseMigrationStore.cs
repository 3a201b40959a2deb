using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.CaseMigrations;
using CaseWorkflows.Host.Persistence.Statements;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>One case's part of a migration, with what the migration is about.</summary>
internal sealed record MigrationItem(
    string MigrationId, string InstanceId, MigrationItemStatus Status, string FromVersionId, byte[]? StateBefore, int? RevisionAfter, string RequestedBy,
    string ToVersionId, string Map, bool PassesOver, string Reason);

/// <summary>Migrations of running cases: the batch, its items, and the rows of an instance that name its version or its steps.</summary>
internal static class CaseMigrationStore
{
    public static async ValueTask InsertInTx(CaseTransaction tx, CaseMigrationRow row, CancellationToken ct)
        => await tx.Command("""
            INSERT INTO case_migrations (id, association_key, definition_id, to_version_id, map, passes_over, reason, created_at, created_by)
            VALUES (@id, @association, @definition, @to, @map, @passes = 1, @reason, @at, @by)
            """)
            .With("@id", row.Id).With("@association", row.AssociationKey).With("@definition", row.DefinitionId).With("@to", row.ToVersionId).With("@map", row.Map)
            .With("@passes", row.PassesOver ? 1 : 0).With("@reason", row.Reason).With("@at", row.CreatedAt).With("@by", row.CreatedBy)
            .WriteAsync(ct);

    public static async ValueTask AddItemInTx(CaseTransaction tx, string migrationId, string instanceId, string caseId, string fromVersionId, string by, CancellationToken ct)
        => await tx.Command("""
            INSERT INTO case_migration_items (migration_id, instance_id, case_id, status, from_version_id, requested_by) VALUES (@migration, @instance, @case, 'Waiting', @from, @by)
            """)
            .With("@migration", migrationId).With("@instance", instanceId).With("@case", caseId).With("@from", fromVersionId).With("@by", by)
            .WriteAsync(ct);

    /// <summary>An item; null when there is none.</summary>
    public static ValueTask<MigrationItem?> FindInTx(CaseTransaction tx, string migrationId, string instanceId, CancellationToken ct)
        => tx.Command("""
            SELECT i.migration_id, i.instance_id, i.status, i.from_version_id, i.state_before, i.revision_after, i.requested_by, m.to_version_id, m.map,
                CASE WHEN m.passes_over THEN 1 ELSE 0 END, m.reason
            FROM case_migration_items i JOIN case_migrations m ON m.id = i.migration_id WHERE i.migration_id = @migration AND i.instance_id = @instance
            """)
            .With("@migration", migrationId).With("@instance", instanceId).FirstAsync(row => new MigrationItem(
                row.Text(0), row.Text(1), row.Word<MigrationItemStatus>(2), row.Text(3), row.IsNull(4) ? null : row.Bytes(4), row.IsNull(5) ? null : row.Int(5), row.Text(6),
                row.Text(7), row.Text(8), row.Int(9) == 1, row.Text(10)), ct);

    /// <summary>Writes what became of an item. When another host was faster, the unit of work is run again and finds it done.</summary>
    public static async ValueTask EndInTx(
        CaseTransaction tx, MigrationItem item, MigrationItemStatus status, string? code, byte[]? stateBefore, int? revisionAfter, DateTimeOffset now, CancellationToken ct)
        => await tx.Command("""
            UPDATE case_migration_items SET status = @status, code = @code, state_before = @before, revision_after = @after, done_at = @now
            WHERE migration_id = @migration AND instance_id = @instance AND status = @formerly
            """)
            .With("@status", status).With("@code", code).With("@before", stateBefore).With("@after", revisionAfter).With("@now", now)
            .With("@migration", item.MigrationId).With("@instance", item.InstanceId).With("@formerly", item.Status)
            .WriteOneAsync($"Migration of {item.InstanceId}", ct);

    /// <summary>Asks for going back, of one item or of all that moved; answers how many.</summary>
    public static ValueTask<int> AskBackInTx(CaseTransaction tx, string migrationId, string? caseId, string by, CancellationToken ct)
        => tx.Command("""
            UPDATE case_migration_items SET status = 'UndoWaiting', requested_by = @by
            WHERE migration_id = @migration AND status = 'Moved' AND (@case IS NULL OR case_id = @case)
            """)
            .With("@by", by).With("@migration", migrationId).With("@case", caseId).ExecuteAsync(ct);

    /// <summary>Writes an instance as it is on another version, with the steps of that version on its open waits and tasks; its case's row as well.</summary>
    public static async ValueTask PinInTx(CaseTransaction tx, CaseFile file, WorkflowState before, WorkflowState after, CancellationToken ct)
    {
        await tx.Command("UPDATE workflow_instances SET definition_version_id = @id, version = @version, state = @state, revision = revision + 1 WHERE id = @instance AND revision = @revision")
            .With("@id", after.DefinitionVersionId).With("@version", after.DefinitionVersion).With("@state", WorkflowStateJson.ToUtf8(after))
            .With("@instance", file.InstanceId).With("@revision", file.InstanceRevision)
            .WriteOneAsync($"Instance {file.InstanceId}", ct);
        file.InstanceRevision++;
        await tx.Command("UPDATE cases SET definition_version_id = @version WHERE id = @case").With("@version", after.DefinitionVersionId).With("@case", file.Id).WriteAsync(ct);
        foreach (var (old, @new) in before.Bookmarks.Zip(after.Bookmarks).Where(pair => pair.First.ActivityId != pair.Second.ActivityId))
        {
            await tx.Command("UPDATE bookmarks SET activity_id = @activity WHERE workflow_instance_id = @instance AND id = @id")
                .With("@activity", @new.ActivityId).With("@instance", file.InstanceId).With("@id", old.Id).WriteAsync(ct);
            await TaskStore.MoveToStepInTx(tx, old.Id, @new.ActivityId, ct);
        }
    }
}
