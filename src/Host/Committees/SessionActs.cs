using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;

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
    private const int LongestText = 200;

    /// <summary>Who calls sessions, keeps their attendance and words and signs their minutes.</summary>
    public static readonly Role[] Leaders = [Role.CommitteeChair, Role.Administrator];

    /// <summary>Answers with the session's id.</summary>
    public Task<Outcome<string>> CallAsync(CurrentCaller caller, string association, NewSession session, CancellationToken ct)
        => Wrong(session) is { } wrong ? Task.FromResult<Outcome<string>>(wrong)
            : !caller.HoldsAnyOf(Leaders, association) ? Task.FromResult<Outcome<string>>(SessionRefusals.NotTheChair())
            : unitOfWork.WriteAsync<string>(async (tx, token) =>
            {
                var (id, now, committee) = (Guid.NewGuid().ToString("N"), clock.GetUtcNow(), (string?)null);
                foreach (var (task, index) in session.Tasks.Distinct(StringComparer.Ordinal).Select((task, index) => (task, index)))
                {
                    if (await SessionStore.FindSittingInTx(tx, task, association, token) is not var (caseId, key) || (committee ??= key) != key)
                    {
                        return SessionRefusals.OneCommittee();
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
    public Task<Outcome<string>> NoteAsync(CurrentCaller caller, string id, IReadOnlyCollection<string> members, IReadOnlyCollection<string> present, CancellationToken ct)
        => ChangeAsync(caller, id, async (tx, _, now, token) =>
        {
            foreach (var member in members)
            {
                await SessionStore.NoteInTx(tx, new() { SessionId = id, MemberId = member, Present = present.Contains(member, StringComparer.Ordinal), NotedAt = now, NotedBy = caller.Id }, token);
            }

            return null;
        }, ct);

    /// <summary>Keeps the wording of reasons by task; an empty one takes the members' own back.</summary>
    public Task<Outcome<string>> WordAsync(CurrentCaller caller, string id, IReadOnlyDictionary<string, string> reasons, CancellationToken ct)
        => ChangeAsync(caller, id, async (tx, session, _, token) =>
        {
            if (reasons.Values.Any(reason => reason.Length > UserTaskRules.MaximumReasonLength))
            {
                return SessionRefusals.TooLong();
            }

            var kept = reasons.Where(reason => ArabicText.Fold(reason.Value).Length > 0).OrderBy(reason => reason.Key, StringComparer.Ordinal).ToDictionary(reason => reason.Key, reason => reason.Value, StringComparer.Ordinal);
            var worded = JsonSerializer.Serialize(kept);
            if (worded != session.Reasons)
            {
                await SessionStore.WordInTx(tx, session, worded, token);
            }

            return null;
        }, ct);

    /// <summary>
    /// Seals the minutes as they stand and writes it into the history of every case on the agenda. A wording that changes meanwhile refuses it; a vote that comes meanwhile
    /// is not in them. A signature is the chair's own: a deputy keeps the session and does not sign.
    /// </summary>
    public async Task<Outcome<string>> SignAsync(CurrentCaller caller, string id, CancellationToken ct)
    {
        if (await sessions.FindAsync(caller, id, ct) is not { } facts)
        {
            return SessionRefusals.NoSuchSession();
        }

        var minutes = MinutesText.Of(facts, associations.Find(facts.Association)!);
        return await ChangeAsync(caller, id, async (tx, session, now, token) =>
        {
            if (!caller.RolesIn(facts.Association).Contains(Role.CommitteeChair.Key))
            {
                return SessionRefusals.NotTheChair();
            }

            if (session.MinutesRevision != facts.MinutesRevision)
            {
                return SessionRefusals.Reworded();
            }

            await SessionStore.SignInTx(tx, session, minutes, caller.Id, now, token);
            foreach (var caseId in await SessionStore.CasesInTx(tx, id, token))
            {
                var file = (await CaseStore.LoadInTx(tx, caseId, token))!;
                await HistoryStore.AppendInTx(tx, file, new CaseEvent
                {
                    CaseId = caseId,
                    At = now,
                    Actor = caller.Id,
                    Action = "MinutesSigned",
                    DefinitionVersion = file.DefinitionVersionId,
                    Data = new JsonObject { ["session"] = id, ["sha256"] = minutes.Sha256 }.ToJsonString(),
                }, token);
                await CaseStore.SaveInTx(tx, file, now, token);
            }

            return null;
        }, ct);
    }

    private Task<Outcome<string>> ChangeAsync(
        CurrentCaller caller, string id, Func<CaseTransaction, StoredSession, DateTimeOffset, CancellationToken, Task<Refusal?>> change, CancellationToken ct)
        => unitOfWork.WriteAsync<string>(async (tx, token) =>
            await SessionStore.FindInTx(tx, id, token) is not { } session || !caller.IsIn(session.Association) ? SessionRefusals.NoSuchSession()
            : !caller.HoldsAnyOf(Leaders, session.Association) ? SessionRefusals.NotTheChair()
            : session.IsSigned ? SessionRefusals.Signed()
            : await change(tx, session, clock.GetUtcNow(), token) is { } refusal ? refusal
            : id, ct);

    private static Refusal? Wrong(NewSession session)
    {
        List<Refusal> wrong = [];
        foreach (var (field, text) in new[] { ("title", session.Title), ("place", session.Place) })
        {
            if (ArabicText.Fold(text).Length == 0 || text.Length > LongestText)
            {
                wrong.Add(new(RefusalKind.RuleBroken, "text-required", new($"اكتب نصًا من 1 إلى {LongestText} خانة.", $"Write 1 to {LongestText} characters.")) { Field = field });
            }
        }

        if (session.HeldOn == default)
        {
            wrong.Add(new(RefusalKind.RuleBroken, "date-required", new("اكتب اليوم بالصيغة 2026-12-06.", "Write the day as 2026-12-06.")) { Field = "day" });
        }

        if (session.Tasks.Count == 0)
        {
            wrong.Add(new(RefusalKind.RuleBroken, "cases-required", new("اختر طلبًا واحدًا على الأقل.", "Choose at least one request.")) { Field = "tasks" });
        }

        if (session.Tasks.Count > CommitteeList.MostOnAgenda)
        {
            wrong.Add(new(RefusalKind.RuleBroken, "too-many-cases", new(
                $"تتسع الجلسة لعدد {CommitteeList.MostOnAgenda} من الطلبات. اجعل الباقي لجلسة أخرى.", $"A session takes {CommitteeList.MostOnAgenda} requests. Put the others on another one.")) { Field = "tasks" });
        }

        return FieldErrors.Combine(wrong);
    }
}
