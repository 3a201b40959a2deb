using System.Text.Json;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Committees;

/// <summary>Somebody of the committee at a session; whether present is null until it was recorded.</summary>
public sealed record Attendee(string Id, LocalizedText Name, bool IsChair, bool? IsPresent);

/// <summary>What became of one case of the agenda. Outcome and votes are there once it is decided.</summary>
public sealed record AgendaItem(int Position, string TaskId, string CaseNumber, LocalizedText Service, SittingState State)
{
    public CommitteeAnswer? Decision { get; init; }

    public DecisionGround? Ground { get; init; }

    public Tally? Tally { get; init; }

    /// <summary>Who voted what in an open ballot, by choice; empty in a secret one.</summary>
    public IReadOnlyList<(LocalizedText Name, VoteChoice Choice)> Votes { get; init; } = [];

    public IReadOnlyList<(LocalizedText Name, string Reason)> Recusals { get; init; } = [];

    /// <summary>As the members said it, or as the chair worded it.</summary>
    public string? Reason { get; init; }

    public bool IsReworded { get; init; }
}

/// <summary>Minutes signed by hand and scanned, as one of the cases has them.</summary>
public sealed record SignedPaper(string CaseId, string Id, string Name, DateTimeOffset At);

/// <summary>A session with everything that came of it.</summary>
public sealed record SessionFacts(string Id, string Association, LocalizedText Committee, string Title, DateOnly HeldOn, string Place)
{
    public IReadOnlyList<AgendaItem> Items { get; init; } = [];

    public IReadOnlyList<Attendee> Members { get; init; } = [];

    /// <summary>Counts changes of the minutes; one who signs signs what was read.</summary>
    public int MinutesRevision { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    public LocalizedText? SignedBy { get; init; }

    public string? Sha256 { get; init; }

    public string? TextAr { get; init; }

    public string? TextEn { get; init; }

    /// <summary>The paper with the members' own signatures, where it was filed; the same one is with each case.</summary>
    public IReadOnlyList<SignedPaper> Papers { get; init; } = [];

    /// <summary>True once somebody recorded who came and who did not.</summary>
    public bool IsAttendanceNoted => Members.Any(member => member.IsPresent is not null);

    /// <summary>True once every decision on the agenda has left the house: until then the minutes are the committee's own.</summary>
    public bool IsAllReleased { get; init; }
}

/// <summary>Reads sessions.</summary>
internal sealed class SessionQueries(IDbContextFactory<CaseDbContext> contexts, AssociationRegistry associations, StaffNames staff)
{
    /// <summary>Null when there is no such session in the caller's associations.</summary>
    public async Task<SessionFacts?> FindAsync(CurrentCaller caller, string id, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var mine = caller.Associations;
        if (await context.Sessions.SingleOrDefaultAsync(row => row.Id == id && mine.Contains(row.AssociationKey), ct) is not { } session || associations.Find(session.AssociationKey) is not { } association)
        {
            return null;
        }

        var minutes = await context.Minutes.SingleAsync(row => row.SessionId == id, ct);
        var rows = await (
            from item in context.SessionItems
            join sitting in context.Sittings on item.TaskId equals sitting.TaskId
            join task in context.UserTasks on new { Instance = sitting.WorkflowInstanceId, Id = sitting.TaskId } equals new { Instance = task.WorkflowInstanceId, task.Id }
            join row in context.Cases on item.CaseId equals row.Id
            where item.SessionId == id
            orderby item.Position
            select new { item, sitting, task, row }).ToListAsync(ct);
        var stored = await CommitteeQueries.StoredAsync(context, rows.ConvertAll(row => row.sitting), ct);
        var attendance = await context.Attendance.Where(row => row.SessionId == id).ToDictionaryAsync(row => row.MemberId, row => row.Present, StringComparer.Ordinal, ct);
        var members = stored.Values.SelectMany(sitting => sitting.State.Members).GroupBy(member => member.Id, StringComparer.Ordinal).Select(same => new CommitteeMember(same.Key, same.Any(member => member.IsChair))).ToList();
        var names = await staff.OfAsync([.. members.Select(member => member.Id), .. attendance.Keys, .. stored.Values.SelectMany(one => one.State.Recusals).Select(recusal => recusal.Member), minutes.SignedBy], ct);
        var (paperKind, cases) = (DocumentFiling.SignedMinutes(id), rows.ConvertAll(row => row.row.Id));
        var wording = JsonSerializer.Deserialize<Dictionary<string, string>>(minutes.Reasons)!;
        return new(session.Id, session.AssociationKey, associations.CommitteeName(session.AssociationKey, session.CommitteeKey), session.Title, session.HeldOn, session.Place)
        {
            Items = rows.ConvertAll(row => Item(row.item.Position, row.sitting, row.task, row.row.Number, ServiceOf(association, row.row.Service), stored[row.sitting.TaskId], names, wording)),
            Members = [.. members.Select(member => new Attendee(member.Id, Name(names, member.Id), member.IsChair, attendance.TryGetValue(member.Id, out var present) ? present : null))
                .OrderByDescending(member => member.IsChair).ThenBy(member => member.Name.Arabic, StringComparer.Ordinal)],
            MinutesRevision = minutes.Revision,
            SignedAt = minutes.SignedAt,
            SignedBy = minutes.SignedBy is { } signer ? Name(names, signer) : null,
            Sha256 = minutes.Sha256,
            TextAr = minutes.TextAr,
            TextEn = minutes.TextEn,
            Papers = [.. (await context.Documents.Where(row => row.Kind == paperKind && row.AssociationKey == session.AssociationKey && row.RemovedAt == null && cases.Contains(row.CaseId)).OrderBy(row => row.UploadedAt).ThenBy(row => row.Id).ToListAsync(ct))
                .DistinctBy(row => row.Sha256).Select(row => new SignedPaper(row.CaseId, row.Id, row.Name, row.UploadedAt))],
            IsAllReleased = rows.TrueForAll(row => row.sitting.DecidedAt is null || row.sitting.ReleasedAt is not null),
        };
    }

    private static AgendaItem Item(
        int position, SittingRow row, Tasks.UserTaskRow task, string number, LocalizedText service, StoredSitting stored, IReadOnlyDictionary<string, LocalizedText> names,
        Dictionary<string, string> wording)
    {
        var isOpen = task.Status is UserTaskStatus.Available or UserTaskStatus.Claimed;
        var state = row.ReleasedAt is not null ? SittingState.Released : row.DecidedAt is not null ? SittingState.Held
            : !isOpen ? SittingState.Over : stored.State.Decision is CommitteeDecision.NoDecision ? SittingState.NoDecision : SittingState.Voting;
        var decided = row.DecidedAt is not null;
        return new(position, row.TaskId, number, service, state)
        {
            Decision = row.Decision,
            Ground = row.Ground,
            Tally = decided ? stored.State.Decision.Tally : null,
            Votes = decided ? [.. stored.Votes.OrderBy(vote => vote.Choice).Select(vote => (Name(names, vote.Member), vote.Choice))] : [],
            Recusals = [.. stored.State.Recusals.Select(recusal => (Name(names, recusal.Member), recusal.Reason))],
            Reason = decided ? wording.GetValueOrDefault(row.TaskId) ?? row.Reason : null,
            IsReworded = wording.ContainsKey(row.TaskId),
        };
    }

    private static LocalizedText ServiceOf(Association association, string key) => association.Profile.Services.FirstOrDefault(service => service.Key == key)?.Name ?? LocalizedText.Same(key);

    private static LocalizedText Name(IReadOnlyDictionary<string, LocalizedText> names, string id) => names.GetValueOrDefault(id) ?? LocalizedText.Same(id);
}
