using System.Security.Cryptography;
using System.Text;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Keys;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.FollowUp;

/// <summary>
/// The codes people follow their cases with: one to a case, made at random, shown once to whoever asked for it and kept only as a keyed hash. A new one takes
/// the place of the one before, and each is a line in the case's history.
/// </summary>
internal sealed class FollowUpCodes(UnitOfWork unitOfWork, IKeyStore keys, TimeProvider clock)
{
    private const int KeyBytes = 32;

    private readonly Lazy<byte[]> _key = new(() => Convert.FromBase64String(keys.GetOrAdd("follow-up", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)))));

    /// <summary>The first code of a case; null when it has one already, which nobody can read any more.</summary>
    public async Task<Outcome<string?>> IssueFirstAsync(CurrentCaller caller, string caseId, CancellationToken ct)
        => (await IssueAsync(caller, caseId, again: false, ct)).Map(code => code.Length == 0 ? null : code);

    /// <summary>A new code in the place of the one before, for somebody who lost it. The old one opens nothing from now on.</summary>
    public Task<Outcome<string>> ReissueAsync(CurrentCaller caller, string caseId, CancellationToken ct) => IssueAsync(caller, caseId, again: true, ct);

    /// <summary>The case a typed code is of; null for a code nobody has.</summary>
    public ValueTask<string?> FindCaseInTx(CaseTransaction tx, string? typed, CancellationToken ct)
        => FollowUpCode.Read(typed) is { } code ? FollowUpStore.FindCaseInTx(tx, HashOf(code), ct) : ValueTask.FromResult<string?>(null);

    /// <summary>What is kept of a code. Codes are short enough to try them all, so the hash needs its key.</summary>
    public string HashOf(string code) => Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(code)));

    private Task<Outcome<string>> IssueAsync(CurrentCaller caller, string caseId, bool again, CancellationToken ct)
        => unitOfWork.WriteAsync<string>(async (tx, token) =>
        {
            if (await CaseStore.LoadInTx(tx, caseId, token) is not { } file || !caller.IsIn(file.Association))
            {
                return CaseAnswers.NoSuchCase();
            }

            var actor = caller.ActorFor(file.Association).Standing(IntakeRules.Openers);
            if (!IntakeRules.Openers.Any(actor.Has))
            {
                return MayNotIssue();
            }

            var (code, now) = (FollowUpCode.New(), clock.GetUtcNow());
            if (!await FollowUpStore.KeepInTx(tx, caseId, HashOf(code), now, again, token))
            {
                return "";
            }

            await HistoryStore.AppendInTx(tx, file, file.Event(again ? "FollowUpCodeReissued" : "FollowUpCodeIssued", actor, now), token);
            await CaseStore.SaveInTx(tx, file, now, token);
            return code;
        }, ct);

    private static Refusal MayNotIssue() => new(RefusalKind.Forbidden, "may-not-issue-code", new(
        "إصدار رمز المتابعة لمن يستقبل الطلبات.", "Follow-up codes are issued by those who take requests."));
}
