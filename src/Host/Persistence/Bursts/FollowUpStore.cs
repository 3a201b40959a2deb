namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Hashes of follow-up codes, one to a case.</summary>
internal static class FollowUpStore
{
    /// <summary>Keeps a hash. Where the case has one: takes its place when <paramref name="again"/>, else leaves it there and answers false.</summary>
    public static async ValueTask<bool> KeepInTx(CaseTransaction tx, string caseId, string hash, DateTimeOffset now, bool again, CancellationToken ct)
        => await tx.Command(again
            ? "INSERT INTO follow_up_codes (case_id, code_hash, created_at) VALUES (@case, @hash, @now) ON CONFLICT (case_id) DO UPDATE SET code_hash = excluded.code_hash, created_at = excluded.created_at"
            : "INSERT INTO follow_up_codes (case_id, code_hash, created_at) VALUES (@case, @hash, @now) ON CONFLICT DO NOTHING")
            .With("@case", caseId).With("@hash", hash).With("@now", now).ExecuteAsync(ct) == 1;

    public static ValueTask<string?> FindCaseInTx(CaseTransaction tx, string hash, CancellationToken ct)
        => tx.Command("SELECT case_id FROM follow_up_codes WHERE code_hash = @hash").With("@hash", hash).FirstAsync(row => row.Text(0), ct);
}
