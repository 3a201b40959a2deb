using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Committees;

/// <summary>A session to be called.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="Place">Where.</param>
/// <param name="Tasks">The cases on its agenda, by their tasks, in order; all of one committee.</param>
internal sealed record NewSession(string Title, DateOnly HeldOn, string Place, IReadOnlyList<string> Tasks);

/// <summary>What the chair does about sessions. Each act is one unit of work.</summary>
internal sealed class SessionActs(UnitOfWork unitOfWork, SessionQueries sessions, AssociationRegistry associations, TimeProvider clock)
{
    /// <summary>Who calls sessions, keeps their attendance and words and signs their minutes.</summary>
    public static readonly Role[] Leaders = [Role.CommitteeChair, Role.Administrator];

    /// <summary>Answers with the session's id.</summary>
    public Task<Outcome<string>> CallAsync(CurrentCaller caller, string association, NewSession session, CancellationToken ct)
        => SessionAnswers.Wrong(session) is { } wrong ? Task.FromResult<Outcome<string>>(wrong)
            : !caller.HoldsAnyOf(Leaders, association) ? Task.FromResult<Outcome<string>>(SessionAnswers.NotTheChair())
            : unitOfWork.WriteAsync<string>(async (tx, token) =>
            {
                var (id, now, committee) = (Guid.NewGuid().ToString("N"), clock.GetUtcNow(), (string?)null);
                foreach (var (task, index) in session.Tasks.Distinct(StringComparer.Ordinal).Select((task, index) => (task, index)))
                {
                    if (await SessionStore.FindSittingInTx(tx, task, association, token) is not var (caseId, key) || (committee ??= key) != key)
                    {
                        return SessionAnswers.OneCommittee();
                    }

                    await SessionStore.AddItemInTx(tx, new() { SessionId = id, Position = index + 1, TaskId = task, CaseId = caseId }, token);
                }

                await SessionStore.InsertInTx(tx, new()
                {
                    Id = id, AssociationKey = association, CommitteeKey = committee!, Title = session.Title, HeldOn = session.HeldOn, Place = session.Place, CreatedAt = now, CreatedBy = caller.Id,
                }, token);
                await SessionStore.BeginMinutesInTx(tx, id, token);
                return id;
            }, ct);

    /// <summary>Records who of these came.</summary>
    public async Task<Outcome<string>> NoteAsync(CurrentCaller caller, string id, IReadOnlyCollection<string> members, IReadOnlyCollection<string> present, CancellationToken ct)
    {
        var sitting = (await sessions.FindAsync(caller, id, ct))?.Members.Select(member => member.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        return await ChangeAsync(caller, id, async (tx, _, now, token) =>
        {
            if (members.Count == 0 || !members.All(sitting.Contains))
            {
                return FormAnswers.Incomplete();
            }

            foreach (var member in members)
            {
                await SessionStore.NoteInTx(tx, new() { SessionId = id, MemberId = member, Present = present.Contains(member, StringComparer.Ordinal), NotedAt = now, NotedBy = caller.Id }, token);
            }

            return null;
        }, ct);
    }

    /// <summary>Keeps the wording of reasons by task; an empty one takes the members' own back.</summary>
    public async Task<Outcome<string>> WordAsync(CurrentCaller caller, string id, IReadOnlyDictionary<string, string> reasons, CancellationToken ct)
    {
        var decided = (await sessions.FindAsync(caller, id, ct))?.Items.Where(item => item.Decision is not null).Select(item => item.TaskId).ToHashSet(StringComparer.Ordinal) ?? [];
        return await ChangeAsync(caller, id, async (tx, session, _, token) =>
        {
            if (reasons.Count == 0 || !reasons.Keys.All(decided.Contains))
            {
                return FormAnswers.Incomplete();
            }

            if (reasons.Values.Any(reason => reason.Length > UserTaskRules.MaximumReasonLength))
            {
                return SessionAnswers.TooLong();
            }

            var kept = reasons.Where(reason => ArabicText.Fold(reason.Value).Length > 0).OrderBy(reason => reason.Key, StringComparer.Ordinal).ToDictionary(reason => reason.Key, reason => reason.Value, StringComparer.Ordinal);
            var worded = JsonSerializer.Serialize(kept);
            if (worded != session.Reasons)
            {
                await SessionStore.WordInTx(tx, session, worded, token);
            }

            return null;
        }, ct);
    }

    /// <summary>
    /// Seals the minutes as they stand and writes it into the history of every case on the agenda. A wording that changes meanwhile refuses it; a vote that comes meanwhile
    /// is not in them. A signature is the chair's own: a deputy keeps the session and does not sign.
    /// </summary>
    public async Task<Outcome<string>> SignAsync(CurrentCaller caller, string id, CancellationToken ct)
    {
        if (await sessions.FindAsync(caller, id, ct) is not { } facts)
        {
            return SessionAnswers.NoSuchSession();
        }

        var minutes = MinutesText.Of(facts, associations.Find(facts.Association)!);
        return await ChangeAsync(caller, id, async (tx, session, now, token) =>
        {
            if (!caller.RolesIn(facts.Association).Contains(Role.CommitteeChair.Key))
            {
                return SessionAnswers.NotTheChair();
            }

            if (!facts.IsAttendanceNoted)
            {
                return SessionAnswers.NobodyNoted();
            }

            if (session.MinutesRevision != facts.MinutesRevision)
            {
                return SessionAnswers.Reworded();
            }

            await SessionStore.SignInTx(tx, session, minutes, caller.Id, now, token);
            foreach (var caseId in await SessionStore.CasesInTx(tx, id, token))
            {
                var file = (await CaseStore.LoadInTx(tx, caseId, token))!;
                await CaseActs.RecordInTx(tx, file, caller.ActorFor(facts.Association), "MinutesSigned", now, null, new JsonObject { ["session"] = id, ["sha256"] = minutes.Sha256 }, token);
                await CaseStore.SaveInTx(tx, file, now, token);
            }

            return null;
        }, ct);
    }

    /// <summary>
    /// Files the paper with the members' own signatures with every case on the agenda, all of them or none. The same paper again changes nothing. Not before the minutes are signed here and what
    /// they say is released.
    /// </summary>
    public async Task<Outcome<string>> FileAsync(CurrentCaller caller, string id, StoredDocument paper, CancellationToken ct)
        => await sessions.FindAsync(caller, id, ct) is not { } facts ? SessionAnswers.NoSuchSession()
            : facts.SignedAt is null || !facts.IsAllReleased ? SessionAnswers.NotSignedYet()
            : await unitOfWork.WriteAsync<string>(async (tx, token) =>
            {
                if (!caller.HoldsAnyOf(Leaders, facts.Association))
                {
                    return SessionAnswers.NotTheChair();
                }

                var (now, actor) = (clock.GetUtcNow(), caller.ActorFor(facts.Association).Standing(Leaders));
                foreach (var caseId in await SessionStore.CasesInTx(tx, id, token))
                {
                    var file = (await CaseStore.LoadInTx(tx, caseId, token))!;
                    var before = file.HistorySeq;
                    await DocumentStore.AttachInTx(tx, file, actor, paper, new(DocumentSource.Staff, DocumentFiling.SignedMinutes(id)), now, token);
                    if (file.HistorySeq != before)
                    {
                        await CaseStore.SaveInTx(tx, file, now, token);
                    }
                }

                return id;
            }, ct);

    private Task<Outcome<string>> ChangeAsync(
        CurrentCaller caller, string id, Func<CaseTransaction, StoredSession, DateTimeOffset, CancellationToken, Task<Refusal?>> change, CancellationToken ct)
        => unitOfWork.WriteAsync<string>(async (tx, token) =>
            await SessionStore.FindInTx(tx, id, token) is not { } session || !caller.IsIn(session.Association) ? SessionAnswers.NoSuchSession()
            : !caller.HoldsAnyOf(Leaders, session.Association) ? SessionAnswers.NotTheChair()
            : session.IsSigned ? SessionAnswers.Signed()
            : await change(tx, session, clock.GetUtcNow(), token) is { } refusal ? refusal
            : id, ct);
}
