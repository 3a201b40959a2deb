using System.Globalization;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Host.Cases;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>What a burst changed about its case.</summary>
internal sealed class CaseChange
{
    public CaseStage? Stage { get; set; }

    public CaseResult? Result { get; set; }

    public DateTimeOffset? InformedAt { get; set; }

    public string? RegistrationNumber { get; set; }

    public int? SatisfactionScore { get; set; }

    public bool IsEmpty => this is { Stage: null, Result: null, InformedAt: null, RegistrationNumber: null, SatisfactionScore: null };
}

/// <summary>Cases: opened once, moved along by bursts.</summary>
internal static class CaseStore
{
    /// <summary>The next number of the association's year, such as 17. Never given twice, and given back when the transaction is.</summary>
    public static async Task<long> NextNumberInTx(CaseTransaction tx, string association, int year, CancellationToken ct)
        => Convert.ToInt64(
            await tx.Command("""
                INSERT INTO case_numbers (association_key, year, last) VALUES (@association, @year, 1)
                ON CONFLICT (association_key, year) DO UPDATE SET last = last + 1 RETURNING last
                """).With("@association", association).With("@year", year).ExecuteScalarAsync(ct),
            CultureInfo.InvariantCulture);

    /// <summary>The number of the open case the person already has for the service; null when there is none.</summary>
    public static async Task<string?> FindOpenInTx(CaseTransaction tx, string association, string applicantId, string service, CancellationToken ct)
        => await tx.Command("SELECT number FROM cases WHERE association_key = @association AND applicant_id = @applicant AND service = @service AND closed_at IS NULL")
            .With("@association", association).With("@applicant", applicantId).With("@service", service).ExecuteScalarAsync(ct) as string;

    public static Task InsertInTx(CaseTransaction tx, CaseRow row, CancellationToken ct)
        => tx.Command("""
            INSERT INTO cases (id, association_key, number, service, channel, stage, applicant_id, needs, definition_id, definition_version_id,
                workflow_instance_id, opened_at, opened_by, updated_at, revision)
            VALUES (@id, @association, @number, @service, @channel, @stage, @applicant, @needs, @definition, @version, @instance, @opened, @by, @opened, 0)
            """)
            .With("@id", row.Id).With("@association", row.AssociationKey).With("@number", row.Number).With("@service", row.Service)
            .With("@channel", row.Channel).With("@stage", row.Stage).With("@applicant", row.ApplicantId).With("@needs", row.Needs)
            .With("@definition", row.DefinitionId).With("@version", row.DefinitionVersionId).With("@instance", row.WorkflowInstanceId)
            .With("@opened", row.OpenedAt).With("@by", row.OpenedBy)
            .ExecuteNonQueryAsync(ct);

    /// <summary>Where the case stands; null when there is no such case.</summary>
    public static async Task<(CaseStage Stage, string Number)?> StageInTx(CaseTransaction tx, string caseId, CancellationToken ct)
    {
        await using var reader = await tx.Command("SELECT stage, number FROM cases WHERE id = @id").With("@id", caseId).ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (Enum.Parse<CaseStage>(reader.GetString(0)), reader.GetString(1)) : null;
    }

    /// <summary>Writes what changed. What is null stays as it was; a result closes the case.</summary>
    public static Task ApplyInTx(CaseTransaction tx, string caseId, CaseChange change, DateTimeOffset now, CancellationToken ct)
        => tx.Command("""
            UPDATE cases SET stage = COALESCE(@stage, stage), result = COALESCE(@result, result),
                closed_at = CASE WHEN @result IS NULL THEN closed_at ELSE @now END, informed_at = COALESCE(@informed, informed_at),
                registration_number = COALESCE(@registration, registration_number), satisfaction_score = COALESCE(@score, satisfaction_score),
                updated_at = @now, revision = revision + 1
            WHERE id = @id
            """)
            .With("@id", caseId).With("@stage", change.Stage).With("@result", change.Result).With("@now", now).With("@informed", change.InformedAt)
            .With("@registration", change.RegistrationNumber).With("@score", change.SatisfactionScore)
            .ExecuteNonQueryAsync(ct);
}
