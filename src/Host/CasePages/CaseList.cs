using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.CasePages;

/// <summary>Puts the list of cases together for one reader.</summary>
internal sealed class CaseList(CaseQueries cases, CurrentCaller caller, Reader reader, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    private const int PageSize = 25;
    private const string Open = "open";

    private static readonly IReadOnlyList<Choice> States = [new(Open, new("مفتوحة", "Open")), new("closed", new("مغلقة", "Closed"))];

    public async Task<CaseListView> OfAsync(Association association, CaseListQuery query, CancellationToken ct)
    {
        var (profile, wrong) = (association.Profile, new List<string>());
        DateTimeOffset? Day(string field, int later) => TypedDays.Start(query[field], profile.Calendar, later, () => wrong.Add(field));
        var (from, to, closedFrom, closedTo) = (Day("from", 0), Day("to", 1), Day("closedFrom", 0), Day("closedTo", 1));
        var choices = await ChoicesAsync(profile, ct);
        var step = Known(query, choices, "step");
        var filter = new CaseFilter(association.Key, Known(query, choices, "stage"), query["q"], Paging.Of(query.Page, PageSize))
        {
            And = new()
            {
                Result = Known(query, choices, "result"), Service = Known(query, choices, "service"), Channel = Known(query, choices, "channel"), Branch = Known(query, choices, "branch"),
                Step = step is null ? null : $"{nameof(CaseWorkflows)}.{step}", DueBy = query["overdue"] is null ? null : clock.GetUtcNow(), OpenedFrom = from, OpenedBefore = to,
                ClosedFrom = closedFrom, ClosedBefore = closedTo, IsOpen = Known(query, choices, "state") is { } state ? state == Open : null,
            },
        };
        var page = await cases.ListAsync(caller, filter, ct);
        var disclosure = DisclosureRules.InLists(caller.ActorFor(association.Key));
        return new(association.Key, query)
        {
            Lines = await LinesAsync(profile, page.Items, disclosure, ct),
            Chips = [.. Chips(query, choices)],
            Total = page.TotalCount,
            IsExact = page.TotalIsExact,
            Page = page.PageNumber,
            Previous = page.PageNumber > 1 ? query.OnPage(page.PageNumber - 1) : null,
            Next = page.Items.Count == PageSize && (!page.TotalIsExact || page.PageNumber * PageSize < page.TotalCount) ? query.OnPage(page.PageNumber + 1) : null,
            SeesNames = disclosure != Disclosure.Summary,
            Choices = choices,
            WrongDays = wrong,
        };
    }

    private IEnumerable<Chip> Chips(CaseListQuery query, Dictionary<string, IReadOnlyList<Choice>> choices)
    {
        foreach (var field in CaseListQuery.Fields)
        {
            if (query[field] is { } value)
            {
                var known = choices.GetValueOrDefault(field)?.FirstOrDefault(choice => choice.Key == value);
                if (known is not null || !choices.ContainsKey(field))
                {
                    yield return new("cases." + field, field == "overdue" ? null : known is null ? value : reader.In(known.Name), query.Without(field));
                }
            }
        }
    }

    private async Task<IReadOnlyList<CaseLine>> LinesAsync(AssociationProfile profile, IReadOnlyList<CaseSummary> page, Disclosure disclosure, CancellationToken ct)
    {
        var (ids, now) = (page.Select(row => row.Id).ToList(), clock.GetUtcNow());
        await using var context = await contexts.CreateDbContextAsync(ct);
        var known = await (
            from row in context.Cases
            where ids.Contains(row.Id)
            join person in context.Applicants on row.ApplicantId equals person.Id
            select new { row.Id, row.WorkflowInstanceId, person.FullName, person.Mobile }).ToDictionaryAsync(row => row.Id, ct);
        if (disclosure != Disclosure.Summary)
        {
            caller.Sights.Told(profile.Key, ids);
        }

        var instances = known.Values.Select(row => row.WorkflowInstanceId).ToList();
        var tasks = (await context.UserTasks
            .Where(task => instances.Contains(task.WorkflowInstanceId) && (task.Status == UserTaskStatus.Available || task.Status == UserTaskStatus.Claimed))
            .OrderBy(task => task.CreatedAt).Select(task => new { task.CaseId, task.TitleAr, task.TitleEn, task.DueAt }).ToListAsync(ct)).ToLookup(task => task.CaseId, StringComparer.Ordinal);
        return [.. page.Where(row => known.ContainsKey(row.Id)).Select(row => new CaseLine(
            row.Id, row.Number, disclosure == Disclosure.Summary ? null : known[row.Id].FullName, disclosure == Disclosure.Summary ? null : Masked.Last(known[row.Id].Mobile),
            CaseNaming.Service(profile, row.Service), CaseNaming.Channel(row.Channel), CaseNaming.Stage(row.Stage), CaseNaming.Result(row.Result), row.OpenedAt,
            [.. tasks[row.Id].Select(task => new CaseLineTask(new(task.TitleAr, task.TitleEn), task.DueAt, task.DueAt <= now))]))];
    }

    private async Task<Dictionary<string, IReadOnlyList<Choice>>> ChoicesAsync(AssociationProfile profile, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var branches = await context.Branches.Where(row => row.AssociationKey == profile.Key).OrderBy(row => row.NameAr).ToListAsync(ct);
        return new(StringComparer.Ordinal)
        {
            ["state"] = States,
            ["stage"] = [.. Enum.GetValues<CaseStage>().Select(stage => new Choice(stage.ToString(), stage.Name()))],
            ["result"] = [.. Enum.GetValues<CaseResult>().Select(result => new Choice(result.ToString(), result.Name()))],
            ["service"] = [.. profile.Services.Select(service => new Choice(service.Key, service.Name))],
            ["channel"] = [.. profile.Channels.Select(channel => new Choice(channel.Key, channel.Name))],
            ["step"] = [.. ProcedureSteps.Human.Select(step => new Choice(step.Key, CaseNaming.Step(step, profile.Words)))],
            ["branch"] = [.. branches.Select(row => new Choice(row.Id, new LocalizedText(row.NameAr, row.NameEn)))],
        };
    }

    private static string? Known(CaseListQuery query, Dictionary<string, IReadOnlyList<Choice>> choices, string field)
        => query[field] is { } typed && choices[field].Any(choice => choice.Key == typed) ? typed : null;
}
