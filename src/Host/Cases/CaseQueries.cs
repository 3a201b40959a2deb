using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Cases;

/// <summary>What staff see of cases; never beyond the associations they have a role in.</summary>
internal sealed class CaseQueries(IDbContextFactory<CaseDbContext> contexts, NationalIdVault vault)
{
    private const int ShownDigits = 3;

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

        var beside = await context.Instances.Where(instance => instance.CaseId == caseId && instance.ParentInstanceId != null)
            .Select(instance => new { instance.Id, instance.IncidentCount }).ToListAsync(ct);
        List<string> instances = [found.row.WorkflowInstanceId, .. beside.Select(instance => instance.Id)];
        var open = await context.UserTasks
            .Where(task => instances.Contains(task.WorkflowInstanceId) && (task.Status == UserTaskStatus.Available || task.Status == UserTaskStatus.Claimed))
            .OrderBy(task => task.CreatedAt).ToListAsync(ct);
        return new CaseDetails(
            found.row.Id, found.row.Number, found.row.AssociationKey, found.row.Stage, found.row.Result, found.row.Service, found.row.Channel, found.row.Needs,
            new(found.applicant.FullName, Masked(found.applicant.NationalIdProtected), found.applicant.Mobile),
            found.row.DefinitionId, found.row.DefinitionVersionId, found.row.OpenedAt, found.row.OpenedBy, found.row.InformedAt, found.row.ClosedAt,
            found.row.RegistrationNumber, found.row.SatisfactionScore, found.IncidentCount + beside.Sum(instance => instance.IncidentCount),
            [.. open.Select(task => new CaseTask(
                task.Id, task.ActivityId, task.ActivityType, new LocalizedText(task.TitleAr, task.TitleEn).In(language), task.Status.ToString(), task.Assignee, task.DueAt))]);
    }

    public async Task<Page<CaseSummary>> ListAsync(CurrentCaller caller, CaseFilter filter, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var mine = caller.Associations;
        var rows = context.Cases.Where(row => mine.Contains(row.AssociationKey));
        if (filter.Association is { } association)
        {
            rows = rows.Where(row => row.AssociationKey == association);
        }

        if (filter.Stage is { } stage)
        {
            rows = rows.Where(row => row.Stage == stage);
        }

        if (ArabicText.Fold(filter.Q ?? "") is { Length: > 0 } words)
        {
            var number = words.ToUpperInvariant();
            var pattern = "%" + words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
            var people = context.Applicants.Where(applicant => mine.Contains(applicant.AssociationKey) && EF.Functions.Like(applicant.FoldedName, pattern, "\\")).Select(applicant => applicant.Id);
            rows = rows.Where(row => row.Number == number || people.Contains(row.ApplicantId));
        }

        var total = await rows.CountAsync(ct);
        var page = await rows.OrderByDescending(row => row.OpenedAt).ThenByDescending(row => row.Id)
            .Skip(filter.Paging.Skip).Take(filter.Paging.Size).ToListAsync(ct);
        return new([.. page.Select(CaseSummary.Of)], filter.Paging.Number, filter.Paging.Size, total);
    }

    public async Task<Outcome<List<CaseHistoryLine>>> HistoryAsync(CurrentCaller caller, string caseId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var mine = caller.Associations;
        if (!await context.Cases.AnyAsync(row => row.Id == caseId && mine.Contains(row.AssociationKey), ct))
        {
            return CaseAnswers.NoSuchCase();
        }

        var events = await context.CaseEvents.Where(row => row.CaseId == caseId).OrderBy(row => row.Seq).ToListAsync(ct);
        return events.ConvertAll(CaseHistoryLine.Of);
    }

    /// <summary>A number a supervisor let pass may be too short to hide anything behind three of its digits; then none is shown.</summary>
    private string? Masked(string? protectedId) => protectedId is null ? null
        : "•••••••" + (vault.Unprotect(protectedId) is { Length: > ShownDigits * 2 } number ? number[^ShownDigits..] : "");
}
