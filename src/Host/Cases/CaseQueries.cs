using CaseWorkflows.Cases.Identifiers;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Cases;

/// <summary>What staff see of cases; never beyond the associations they have a role in.</summary>
internal sealed class CaseQueries(IDbContextFactory<CaseDbContext> contexts, NationalIdVault vault, CaseAccess access, AssociationRegistry associations, TimeProvider clock)
{
    /// <summary>Every stage a case that is not over may stand at.</summary>
    internal static readonly string[] OpenStages = [.. Enum.GetValues<CaseStage>().Where(stage => stage != CaseStage.Closed).Select(stage => stage.ToString())];

    /// <summary>Counted no further, as inboxes are.</summary>
    internal const int MostCounted = InboxSql.MostCounted;

    public async Task<Outcome<CaseDetails>> FindAsync(CurrentCaller caller, string caseId, string? language, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var mine = caller.Associations;
        var found = await (
            from row in context.Cases
            join applicant in context.Applicants on row.ApplicantId equals applicant.Id
            join instance in context.Instances on row.WorkflowInstanceId equals instance.Id
            where row.Id == caseId && mine.Contains(row.AssociationKey)
            select new { row, applicant, instance.IncidentCount }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return CaseAnswers.NoSuchCase();
        }

        var disclosure = await access.OfAsync(caller, found.row, ct);
        var beside = await context.Instances.Where(instance => instance.CaseId == caseId && instance.ParentInstanceId != null)
            .Select(instance => new { instance.Id, instance.IncidentCount }).ToListAsync(ct);
        List<string> instances = [found.row.WorkflowInstanceId, .. beside.Select(instance => instance.Id)];
        var open = await context.UserTasks
            .Where(task => instances.Contains(task.WorkflowInstanceId) && (task.Status == UserTaskStatus.Available || task.Status == UserTaskStatus.Claimed))
            .OrderBy(task => task.CreatedAt).ToListAsync(ct);
        return new CaseDetails(
            found.row.Id, found.row.Number, found.row.AssociationKey, found.row.Stage, found.row.Result, found.row.Service, found.row.Channel,
            disclosure == Disclosure.Everything ? found.row.Needs : null, Applicant(found.applicant, disclosure),
            found.row.DefinitionId, found.row.DefinitionVersionId, found.row.OpenedAt, found.row.OpenedBy, found.row.InformedAt, found.row.ClosedAt,
            found.row.RegistrationNumber, found.row.SatisfactionScore, found.IncidentCount + beside.Sum(instance => instance.IncidentCount),
            [.. open.Select(task => new CaseTask(
                task.Id, task.ActivityId, task.ActivityType, new LocalizedText(task.TitleAr, task.TitleEn).In(language), task.Status.ToString(), task.Assignee, task.DueAt))],
            disclosure == Disclosure.Summary);
    }

    public async Task<Page<CaseSummary>> ListAsync(CurrentCaller caller, CaseFilter filter, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var walks = await WalksAsync(context, caller, caller.Associations.Where(key => filter.Association is null || key == filter.Association), filter, ct);
        if (walks.Count == 0)
        {
            return new([], filter.Paging.Number, filter.Paging.Size, 0);
        }

        var (page, count) = (CaseListSql.Page(walks, filter.Paging), CaseListSql.Count(walks, MostCounted + 1));
        var ids = await context.Database.SqlQueryRaw<string>(page.Text, page.Values).ToListAsync(ct);
        var total = (await context.Database.SqlQueryRaw<int>(count.Text, count.Values).ToListAsync(ct)).Single();
        var rows = await context.Cases.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        return new([.. ids.Where(rows.ContainsKey).Select(id => CaseSummary.Of(rows[id]))], filter.Paging.Number, filter.Paging.Size, Math.Min(total, MostCounted))
        {
            TotalIsExact = total <= MostCounted,
        };
    }

    public async Task<Outcome<List<CaseHistoryLine>>> HistoryAsync(CurrentCaller caller, string caseId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        if (!(await access.OfAsync(caller, caseId, ct)).Succeeded(out var seen, out var refusal))
        {
            return refusal;
        }

        var events = await context.CaseEvents.Where(row => row.CaseId == caseId).OrderBy(row => row.Seq).ToListAsync(ct);
        return events.ConvertAll(line => CaseHistoryLine.Of(line) is var shown && seen.IsWhole ? shown : shown with { Reason = null });
    }

    /// <summary>The person as somebody sees them; null for nobody they see.</summary>
    public CaseApplicant? Applicant(ApplicantRow row, Disclosure disclosure) => disclosure == Disclosure.Summary ? null
        : new(row.FullName, Masked.NationalId(row.NationalIdProtected, vault), disclosure == Disclosure.Everything ? row.Mobile : Masked.Last(row.Mobile));

    private async Task<List<CaseWalk>> WalksAsync(CaseDbContext context, CurrentCaller caller, IEnumerable<string> keys, CaseFilter filter, CancellationToken ct)
    {
        var folded = ArabicText.Fold(filter.Q ?? "");
        var terms = SearchTerm.Of(folded);
        var walks = new List<CaseWalk>();
        foreach (var key in keys)
        {
            // Whoever sees no names does not find out by asking for one either.
            var byPerson = folded.Length == 0 || DisclosureRules.InLists(caller.ActorFor(key)) != Disclosure.Summary;
            if (folded.Length > 0)
            {
                walks.AddRange(Numbers(key, folded).Select(number => new CaseWalk.Numbered(key, number, filter.Stage)));
                walks.AddRange(byPerson ? People(key, filter) : []);
            }

            // Signs alone are in no name; nothing typed is in all.
            if (byPerson && (folded.Length == 0 || terms.Count > 0))
            {
                walks.AddRange(await ChooseAsync(context, key, filter, terms, ct));
            }
        }

        return walks.ConvertAll(walk => walk with { And = filter.And });
    }

    /// <summary>Open cases lie under a few stages and those that ended under one, so where nothing narrower is asked these are walked along instead of all.</summary>
    private static async Task<IEnumerable<CaseWalk>> ChooseAsync(CaseDbContext context, string association, CaseFilter filter, IReadOnlyList<SearchTerm> terms, CancellationToken ct)
        => terms.Count > 0 ? await CaseSearch.ChooseAsync(context, association, filter.Stage, terms, ct) is { } walk ? [walk] : []
            : filter.And.AreOfTasks ? [new CaseWalk.Waiting(association, filter.Stage)]
            : filter.And.AreOfEnds ? [new CaseWalk.Ended(association, filter.Stage)]
            : filter is { Stage: null, And.IsOpen: { } open } ? (open ? OpenStages : [nameof(CaseStage.Closed)]).Select(stage => new CaseWalk.Staged(association, stage, []))
            : [new CaseWalk.Staged(association, filter.Stage, [])];

    private IEnumerable<string> Numbers(string association, string folded)
        => associations.Find(association) is { } known ? CaseNumbers.Meant(folded, [known.Profile], clock.GetUtcNow()) : [folded.ToUpperInvariant()];

    private IEnumerable<CaseWalk> People(string association, CaseFilter filter)
    {
        if (NationalId.Check(filter.Q).Normalized is { Length: > 0 } number && number.All(char.IsAsciiDigit))
        {
            yield return new CaseWalk.OfPerson(association, vault.LookupHash(association, number), null, filter.Stage);
        }

        if (Mobile.TryNormalize(filter.Q, out var mobile))
        {
            yield return new CaseWalk.OfPerson(association, null, mobile, filter.Stage);
        }
    }
}
