namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>An answer already given to an operation id.</summary>
internal sealed record RecordedAnswer(string RequestHash, int StatusCode, string Response, string? Location);

/// <summary>Which operations were done and what was answered, so that a repeat is answered the same and done once.</summary>
internal static class OperationStore
{
    /// <summary>Null when the caller has not used that id before.</summary>
    public static ValueTask<RecordedAnswer?> FindInTx(CaseTransaction tx, string scope, string operationId, CancellationToken ct)
        => tx.Command("SELECT request_hash, status_code, response, location FROM operations WHERE scope = @scope AND operation_id = @operation")
            .With("@scope", scope).With("@operation", operationId)
            .FirstAsync(row => new RecordedAnswer(row.Text(0), row.Int(1), row.Text(2), row.TextOrNull(3)), ct);

    public static async ValueTask InsertInTx(CaseTransaction tx, string scope, string operationId, RecordedAnswer answer, DateTimeOffset now, CancellationToken ct)
        => await tx.Command("""
            INSERT INTO operations (scope, operation_id, request_hash, status_code, response, location, created_at)
            VALUES (@scope, @operation, @request, @status, @response, @location, @now)
            """)
            .With("@scope", scope).With("@operation", operationId).With("@request", answer.RequestHash).With("@status", answer.StatusCode)
            .With("@response", answer.Response).With("@location", answer.Location).With("@now", now)
            .WriteAsync(ct);
}
