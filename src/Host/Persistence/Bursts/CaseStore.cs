using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Persistence.Statements;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Cases: opened once, moved along by bursts.</summary>
internal static class CaseStore
{
    /// <summary>What a unit of work reads of a case, joined as <c>c</c> with one of its instances <c>i</c>.</summary>
    internal const string FileColumns = """
        c.id, c.association_key, c.number, i.definition_version_id, i.id, c.revision, c.stage, c.history_seq, c.history_hash, i.revision, i.state,
        i.parent_instance_id, i.parent_bookmark_id, c.service, c.channel
        """;

    private const string Files = $"SELECT {FileColumns} FROM cases c JOIN workflow_instances i ON i.id = c.workflow_instance_id WHERE ";

    private const string OfInstance = $"SELECT {FileColumns} FROM workflow_instances i JOIN cases c ON c.id = i.case_id WHERE i.id = @id";

    /// <summary>The next number of the association's year, such as 17. Never given twice, and given back when the transaction is.</summary>
    public static ValueTask<long> NextNumberInTx(CaseTransaction tx, string association, int year, CancellationToken ct)
        => tx.Command("""
            INSERT INTO case_numbers (association_key, year, last) VALUES (@association, @year, 1)
            ON CONFLICT (association_key, year) DO UPDATE SET last = case_numbers.last + 1 RETURNING last
            """).With("@association", association).With("@year", year).FirstAsync(row => row.Number(0), ct);

    /// <summary>The number of the open case the person already has for the service; null when there is none.</summary>
    public static ValueTask<string?> FindOpenInTx(CaseTransaction tx, string association, string applicantId, string service, CancellationToken ct)
        => tx.Command("SELECT number FROM cases WHERE association_key = @association AND applicant_id = @applicant AND service = @service AND closed_at IS NULL")
            .With("@association", association).With("@applicant", applicantId).With("@service", service).FirstAsync(row => row.Text(0), ct);

    /// <summary>True for a branch of the association that works.</summary>
    public static async ValueTask<bool> HasBranchInTx(CaseTransaction tx, string association, string branchId, CancellationToken ct)
        => await tx.Command("SELECT id FROM branches WHERE association_key = @association AND id = @branch AND closed_at IS NULL")
            .With("@association", association).With("@branch", branchId).FirstAsync(row => row.Text(0), ct) is not null;

    /// <summary>The case with the instance of its procedure; null when there is no such case.</summary>
    public static ValueTask<CaseFile?> LoadInTx(CaseTransaction tx, string caseId, CancellationToken ct)
        => tx.Command($"{Files}c.id = @id {Locking.Case}").With("@id", caseId).FirstAsync(row => ReadFile(row, 0), ct);

    /// <summary>An instance with its case, if it has one; null when there is no such instance.</summary>
    public static async ValueTask<CaseFile?> LoadOfInstanceInTx(CaseTransaction tx, string instanceId, CancellationToken ct)
        => await tx.Command($"{OfInstance} {Locking.Case}").With("@id", instanceId).FirstAsync(row => ReadFile(row, 0), ct)
            ?? await InstanceStore.LoadWithoutCaseInTx(tx, instanceId, ct);

    /// <summary>Without waiting: null when there is no such instance, and also when another host has it or its case in hand.</summary>
    public static async ValueTask<CaseFile?> TakeOfInstanceInTx(CaseTransaction tx, string instanceId, CancellationToken ct)
        => await tx.Command($"{OfInstance} {Locking.CaseSkipLocked}").With("@id", instanceId).FirstAsync(row => ReadFile(row, 0), ct)
            ?? await InstanceStore.TakeWithoutCaseInTx(tx, instanceId, ct);

    internal static CaseFile ReadFile(Columns row, int first)
    {
        var head = new CaseHead(row.Text(first), row.Text(first + 2), row.Text(first + 13), row.Text(first + 14)) { Revision = row.Int(first + 5) }
            .At(row.Word<CaseStage>(first + 6), row.Number(first + 7), row.Text(first + 8));
        return new CaseFile(head)
        {
            Association = row.Text(first + 1),
            DefinitionVersionId = row.Text(first + 3),
            InstanceId = row.Text(first + 4),
            InstanceRevision = row.Int(first + 9),
            StoredState = row.Bytes(first + 10),
            ParentInstanceId = row.TextOrNull(first + 11),
            ParentBookmarkId = row.TextOrNull(first + 12),
        };
    }

    /// <summary>Writes a case for the first time, as its first burst left it.</summary>
    public static async ValueTask InsertInTx(CaseTransaction tx, CaseRow row, CaseFile file, CancellationToken ct)
    {
        await HistoryStore.TellRestInTx(tx, file, row.OpenedAt, ct);
        await tx.Command("""
            INSERT INTO cases (id, association_key, number, service, channel, stage, result, applicant_id, needs, definition_id, definition_version_id,
                workflow_instance_id, opened_at, opened_by, updated_at, closed_at, informed_at, registration_number, satisfaction_score, history_seq, history_hash, revision, branch_id)
            VALUES (@id, @association, @number, @service, @channel, @stage, @result, @applicant, @needs, @definition, @version,
                @instance, @opened, @by, @opened, @closed, @informed, @registration, @score, @seq, @hash, 0, @branch)
            """)
            .With("@id", row.Id).With("@association", row.AssociationKey).With("@number", row.Number).With("@service", row.Service)
            .With("@channel", row.Channel).With("@stage", file.Stage).With("@result", file.Change.Result).With("@applicant", row.ApplicantId)
            .With("@needs", row.Needs).With("@definition", row.DefinitionId).With("@version", row.DefinitionVersionId)
            .With("@instance", row.WorkflowInstanceId).With("@opened", row.OpenedAt).With("@by", row.OpenedBy)
            .With("@closed", file.Change.Result is null ? null : row.OpenedAt).With("@informed", file.Change.InformedAt)
            .With("@registration", file.Change.RegistrationNumber).With("@score", file.Change.SatisfactionScore)
            .With("@seq", file.HistorySeq).With("@hash", file.HistoryHash).With("@branch", row.BranchId)
            .WriteAsync(ct);
        file.Saved();
    }

    /// <summary>Writes what changed since it was read; nothing for an instance without a case. When another unit of work wrote the case meanwhile, this one is run again from fresh state.</summary>
    public static async ValueTask SaveInTx(CaseTransaction tx, CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        if (file.CaseId is null)
        {
            return;
        }

        await HistoryStore.TellRestInTx(tx, file, now, ct);

        // Most bursts leave the case in its stage. A column that is named is written in its indexes too, so those are not named then.
        var statement = file.HasMoved
            ? tx.Command("""
                UPDATE cases SET stage = @stage, result = COALESCE(@result, result), closed_at = COALESCE(@closed, closed_at),
                    informed_at = COALESCE(@informed, informed_at), registration_number = COALESCE(@registration, registration_number),
                    satisfaction_score = COALESCE(@score, satisfaction_score), history_seq = @seq, history_hash = @hash, updated_at = @now, revision = revision + 1
                WHERE id = @id AND revision = @revision
                """)
                .With("@stage", file.Stage).With("@result", file.Change.Result).With("@closed", file.Change.Result is null ? null : now)
                .With("@informed", file.Change.InformedAt).With("@registration", file.Change.RegistrationNumber).With("@score", file.Change.SatisfactionScore)
            : tx.Command("""
                UPDATE cases SET history_seq = @seq, history_hash = @hash, updated_at = @now, revision = revision + 1 WHERE id = @id AND revision = @revision
                """);
        await statement
            .With("@seq", file.HistorySeq).With("@hash", file.HistoryHash).With("@now", now).With("@id", file.Id).With("@revision", file.Revision)
            .WriteOneAsync($"Case {file.Id}", ct);

        file.Saved();
    }
}
