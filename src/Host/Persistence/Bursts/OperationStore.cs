namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>An answer already given to an operation id.</summary>
internal sealed record RecordedAnswer(string RequestHash, int StatusCode, string Response, string? Location);

/// <summary>Which operations were done and what was answered, so that a repeat is answered the same and done once.</summary>
internal static class OperationStore
{
    /// <summary>Null when the caller has not used that id before.</summary>
    public static async Task<RecordedAnswer?> FindInTx(CaseTransaction tx, string scope, string operationId, CancellationToken ct)
    {
        await using var reader = await tx.Command("SELECT request_hash, status_code, response, location FROM operations WHERE scope = @scope AND operation_id = @operation")
            .With("@scope", scope).With("@operation", operationId).ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new(reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)) : null;
    }

    public static Task InsertInTx(CaseTransaction tx, string scope, string operationId, RecordedAnswer answer, DateTimeOffset now, CancellationToken ct)
        => tx.Command("""
            INSERT INTO operations (scope, operation_id, request_hash, status_code, response, location, created_at)
            VALUES (@scope, @operation, @request, @status, @response, @location, @now)
            """)
            .With("@scope", scope).With("@operation", operationId).With("@request", answer.RequestHash).With("@status", answer.StatusCode)
            .With("@response", answer.Response).With("@location", answer.Location).With("@now", now)
            .ExecuteNonQueryAsync(ct);
}
