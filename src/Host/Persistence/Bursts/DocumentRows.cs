using CaseWorkflows.Host.Documents;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Documents as the database has them: added, and once removed from sight.</summary>
internal static class DocumentRows
{
    /// <summary>The id of the document of that content and kind that is not removed; null when there is none.</summary>
    public static ValueTask<string?> FindSameInTx(CaseTransaction tx, string caseId, string sha256, string kind, CancellationToken ct)
        => tx.Command("SELECT id FROM case_documents WHERE case_id = @case AND sha256 = @sha AND kind = @kind AND removed_at IS NULL")
            .With("@case", caseId).With("@sha", sha256).With("@kind", kind).FirstAsync(row => row.Text(0), ct);

    /// <summary>A document of a case, also a removed one; null when there is none.</summary>
    public static ValueTask<DocumentRow?> FindInTx(CaseTransaction tx, string caseId, string id, CancellationToken ct)
        => tx.Command("SELECT id, case_id, association_key, kind, name, media_type, bytes, sha256, source, task_id, uploaded_at, uploaded_by, removed_at FROM case_documents WHERE id = @id AND case_id = @case")
            .With("@id", id).With("@case", caseId).FirstAsync(row => new DocumentRow
            {
                Id = row.Text(0), CaseId = row.Text(1), AssociationKey = row.Text(2), Kind = row.Text(3), Name = row.Text(4), MediaType = row.Text(5), Bytes = row.Number(6), Sha256 = row.Text(7),
                Source = row.Word<DocumentSource>(8), TaskId = row.TextOrNull(9), UploadedAt = row.Instant(10), UploadedBy = row.Text(11), RemovedAt = row.InstantOrNull(12),
            }, ct);

    public static ValueTask InsertInTx(CaseTransaction tx, DocumentRow row, CancellationToken ct)
        => tx.Command("""
            INSERT INTO case_documents (id, case_id, association_key, kind, name, media_type, bytes, sha256, source, task_id, uploaded_at, uploaded_by)
            VALUES (@id, @case, @association, @kind, @name, @type, @bytes, @sha, @source, @task, @at, @by)
            """)
            .With("@id", row.Id).With("@case", row.CaseId).With("@association", row.AssociationKey).With("@kind", row.Kind).With("@name", row.Name).With("@type", row.MediaType)
            .With("@bytes", row.Bytes).With("@sha", row.Sha256).With("@source", row.Source).With("@task", row.TaskId).With("@at", row.UploadedAt).With("@by", row.UploadedBy)
            .WriteAsync(ct);

    public static ValueTask RemoveInTx(CaseTransaction tx, string id, string by, string reason, DateTimeOffset now, CancellationToken ct)
        => tx.Command("UPDATE case_documents SET removed_at = @now, removed_by = @by, removed_reason = @reason WHERE id = @id AND removed_at IS NULL")
            .With("@now", now).With("@by", by).With("@reason", reason).With("@id", id).WriteOneAsync($"Document {id}", ct);
}
