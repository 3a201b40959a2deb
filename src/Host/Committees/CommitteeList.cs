using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Committees;

/// <summary>A case before a committee, in a list: nothing that tells who the person is.</summary>
public sealed record SittingLine(
    string TaskId, string CaseNumber, LocalizedText Service, LocalizedText Committee, SittingState State, bool AwaitsMyVote, int Present, int Needed, int Waiting, DateTimeOffset? DueAt,
    DateTimeOffset ReleasableAt);

/// <summary>A session, in a list.</summary>
public sealed record SessionLine(string Id, string Title, DateOnly HeldOn, string Place, int Cases, bool IsSigned);

/// <summary>What lies before the committees of an association: what awaits the reader's vote first, then what is due first.</summary>
internal sealed class CommitteeList(IDbContextFactory<CaseDbContext> contexts, CommitteeQueries queries)
{
    public const int PageSize = 50;

    /// <summary>A session's agenda is chosen from so many, which is more than a day's work.</summary>
    public const int MostOnAgenda = 300;

    public Task<(IReadOnlyList<SittingLine> Lines, bool AreMore)> UnderStudyAsync(CurrentCaller caller, Association association, int page, CancellationToken ct)
        => UnderStudyAsync(caller, association, page, PageSize, ct);

    /// <summary>All of them at once, for the agenda of a session.</summary>
    public Task<(IReadOnlyList<SittingLine> Lines, bool AreMore)> ForAgendaAsync(CurrentCaller caller, Association association, CancellationToken ct)
        => UnderStudyAsync(caller, association, 1, MostOnAgenda, ct);

    private async Task<(IReadOnlyList<SittingLine> Lines, bool AreMore)> UnderStudyAsync(CurrentCaller caller, Association association, int page, int size, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var found = await Ordered(context, caller.Id, association.Key).Skip((page - 1) * size).Take(size + 1).ToListAsync(ct);
        var shown = found.Take(size).ToList();
        var stored = await CommitteeQueries.StoredAsync(context, shown.ConvertAll(row => row.Sitting), ct);
        return ([.. shown.Select(row => Line(row, stored[row.Sitting.TaskId], caller, association))], found.Count > size);
    }

    public async Task<IReadOnlyList<SessionLine>> SessionsAsync(string association, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Sessions.Where(session => session.AssociationKey == association).OrderByDescending(session => session.HeldOn).ThenByDescending(session => session.CreatedAt).Take(PageSize)
            .Select(session => new SessionLine(
                session.Id, session.Title, session.HeldOn, session.Place, context.SessionItems.Count(item => item.SessionId == session.Id),
                context.Minutes.Any(minutes => minutes.SessionId == session.Id && minutes.SignedAt != null)))
            .ToListAsync(ct);
    }

    private static IQueryable<Row> Ordered(CaseDbContext context, string me, string association) =>
        from sitting in context.Sittings
        join task in context.UserTasks on new { Instance = sitting.WorkflowInstanceId, Id = sitting.TaskId } equals new { Instance = task.WorkflowInstanceId, task.Id }
        join row in context.Cases on sitting.CaseId equals row.Id
        where sitting.AssociationKey == association && sitting.ReleasedAt == null
            && (sitting.DecidedAt != null || task.Status == CaseWorkflows.Cases.Tasks.UserTaskStatus.Available || task.Status == CaseWorkflows.Cases.Tasks.UserTaskStatus.Claimed)
        let pending = sitting.DecidedAt == null && sitting.ClosedAt == null
            && context.SittingMembers.Any(member => member.TaskId == sitting.TaskId && member.Round == sitting.Round && member.UserId == me)
            && !context.Votes.Any(vote => vote.TaskId == sitting.TaskId && vote.Round == sitting.Round && vote.MemberId == me)
            && !context.Recusals.Any(recusal => recusal.TaskId == sitting.TaskId && recusal.MemberId == me)
        orderby pending ? 0 : 1, sitting.DecidedAt == null ? 0 : 1, task.DueAt ?? sitting.ReleasableAt, sitting.OpenedAt, sitting.TaskId
        select new Row(sitting, task, row);

    private SittingLine Line(Row row, StoredSitting stored, CurrentCaller caller, Association association)
    {
        var seen = new SittingAsSeen(caller, row.Sitting, stored, row.Task, row.Case, new Dictionary<string, LocalizedText>(StringComparer.Ordinal));
        var quorum = seen.Quorum();
        return new(
            row.Sitting.TaskId, row.Case.Number, association.Profile.Services.FirstOrDefault(service => service.Key == row.Case.Service)?.Name ?? LocalizedText.Same(row.Case.Service),
            queries.NameOf(row.Sitting), seen.State(), seen.Rights().MayVote, quorum.Present, quorum.Needed, stored.State.Waiting.Count(), row.Task.DueAt, row.Sitting.ReleasableAt);
    }

    private sealed record Row(SittingRow Sitting, Tasks.UserTaskRow Task, Cases.CaseRow Case);
}
