using System.Globalization;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Figures;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Dashboard;

/// <summary>Counts how the work of an association stands, each question a walk along an index.</summary>
internal sealed class FigureQueries(IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    private const int Weeks = 12;
    public const int DaysBack = 90;

    /// <summary>Times are worked out from so many of the tasks done last: more would not move a median.</summary>
    public const int MostTimes = 5000;

    /// <summary>The age groups, by their first day.</summary>
    private static readonly (int FirstDay, LocalizedText Name)[] AgeGroups =
    [
        (0, new("أسبوع أو أقل", "Up to a week")), (8, new("أسبوع إلى أسبوعين", "One to two weeks")), (15, new("أسبوعان إلى شهر", "Two weeks to a month")),
        (31, new("شهر إلى شهرين", "One to two months")), (61, new("أكثر من شهرين", "More than two months")),
    ];

    public async Task<Figures> OfAsync(Association association, CancellationToken ct)
    {
        var (now, calendar) = (clock.GetUtcNow(), association.Profile.Calendar);
        await using var context = await contexts.CreateDbContextAsync(ct);
        return new()
        {
            Stages = await StagesAsync(context, association.Key, ct),
            Ages = await AgesAsync(context, association.Key, calendar, now, ct),
            Overdue = await OverdueAsync(context, association, now, ct),
            Roles = await RolesAsync(context, association.Key, ct),
            Weeks = await WeeksAsync(context, association.Key, calendar, now, ct),
            Steps = await StepsAsync(context, association, OfficeHours.Of(calendar), now, ct),
            Satisfaction = await SatisfactionAsync(context, association.Key, now, ct),
        };
    }

    private static async Task<IReadOnlyList<Figure>> StagesAsync(CaseDbContext context, string association, CancellationToken ct)
    {
        var counts = await context.Cases.Where(row => row.AssociationKey == association && CaseQueries.OpenStages.Contains(row.Stage))
            .GroupBy(row => row.Stage).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return
        [
            .. CaseQueries.OpenStages.Where(counts.ContainsKey).Select(stage => new Figure(
                stage, Enum.Parse<CaseStage>(stage).Name(), counts[stage], $"/cases?association={association}&stage={stage}")),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> AgesAsync(CaseDbContext context, string association, WorkingCalendar calendar, DateTimeOffset now, CancellationToken ct)
    {
        var (today, ages) = (calendar.DayOf(now), new List<Figure>());
        for (var group = 0; group < AgeGroups.Length; group++)
        {
            var youngest = today.AddDays(-AgeGroups[group].FirstDay);
            var oldest = group + 1 < AgeGroups.Length ? today.AddDays(1 - AgeGroups[group + 1].FirstDay) : (DateOnly?)null;
            var (from, until) = (oldest is { } first ? calendar.At(first, TimeOnly.MinValue) : DateTimeOffset.MinValue, calendar.At(youngest.AddDays(1), TimeOnly.MinValue));
            var count = await context.Cases.CountAsync(row => row.AssociationKey == association && CaseQueries.OpenStages.Contains(row.Stage) && row.OpenedAt >= from && row.OpenedAt < until, ct);
            var since = oldest is { } day ? $"&from={Text(day)}" : "";
            ages.Add(new(Text(youngest), AgeGroups[group].Name, count, $"/cases?association={association}&state=open&to={Text(youngest)}{since}"));
        }

        return ages;
    }

    private static async Task<IReadOnlyList<Figure>> OverdueAsync(CaseDbContext context, Association association, DateTimeOffset now, CancellationToken ct)
    {
        var counts = await context.UserTasks
            .Where(task => task.AssociationKey == association.Key && (task.Status == UserTaskStatus.Available || task.Status == UserTaskStatus.Claimed) && task.DueAt <= now)
            .GroupBy(task => task.ActivityType).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        return
        [
            .. counts.OrderByDescending(step => step.Count).ThenBy(step => step.Key, StringComparer.Ordinal)
                .Select(step => new Figure(step.Key, NameOf(step.Key, association), step.Count, $"/inbox?scope=all&association={association.Key}&overdue=true&step={ProcedureStep.KeyOf(step.Key)}")),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> RolesAsync(CaseDbContext context, string association, CancellationToken ct)
    {
        var groups = await context.UserTasks
            .Where(task => task.AssociationKey == association && (task.Status == UserTaskStatus.Available || task.Status == UserTaskStatus.Claimed))
            .GroupBy(task => task.CandidateRoles).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        var counts = groups.SelectMany(group => TaskJson.Read<string>(group.Key).Select(role => (role, group.Count))).GroupBy(pair => pair.role, StringComparer.Ordinal)
            .ToDictionary(role => role.Key, role => role.Sum(pair => pair.Count), StringComparer.Ordinal);
        return [.. Role.All.Where(role => counts.ContainsKey(role.Key)).Select(role => new Figure(role.Key, role.Name, counts[role.Key], $"/inbox?scope=all&association={association}&role={role.Key}"))];
    }

    private static async Task<IReadOnlyList<Week>> WeeksAsync(CaseDbContext context, string association, WorkingCalendar calendar, DateTimeOffset now, CancellationToken ct)
    {
        var today = calendar.DayOf(now);
        var sunday = today.AddDays(-(int)today.DayOfWeek);
        var weeks = new List<Week>();
        for (var first = sunday.AddDays(-7 * (Weeks - 1)); first <= sunday; first = first.AddDays(7))
        {
            var (from, until) = (calendar.At(first, TimeOnly.MinValue), calendar.At(first.AddDays(7), TimeOnly.MinValue));
            var opened = await context.Cases.CountAsync(row => row.AssociationKey == association && row.OpenedAt >= from && row.OpenedAt < until, ct);
            var closed = await context.Cases.CountAsync(row => row.AssociationKey == association && row.ClosedAt >= from && row.ClosedAt < until, ct);
            var (begin, end) = (Text(first), Text(first.AddDays(6)));
            weeks.Add(new(first, opened, closed, $"/cases?association={association}&from={begin}&to={end}", $"/cases?association={association}&closedFrom={begin}&closedTo={end}"));
        }

        return weeks;
    }

    private static async Task<IReadOnlyList<StepTime>> StepsAsync(CaseDbContext context, Association association, OfficeHours hours, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddDays(-DaysBack);
        var counts = await context.UserTasks.Where(task => task.AssociationKey == association.Key && task.CompletedAt >= since)
            .GroupBy(task => task.ActivityType).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var done = await context.UserTasks.Where(task => task.AssociationKey == association.Key && task.CompletedAt >= since)
            .OrderByDescending(task => task.CompletedAt).Take(MostTimes).Select(task => new { task.ActivityType, task.CreatedAt, task.CompletedAt }).ToListAsync(ct);
        return
        [
            .. done.GroupBy(task => task.ActivityType, StringComparer.Ordinal)
                .Select(step => (step.Key, Times: step.Select(task => hours.Between(task.CreatedAt, task.CompletedAt!.Value)).ToList()))
                .Select(step => new StepTime(
                    step.Key, NameOf(step.Key, association), counts.GetValueOrDefault(step.Key, step.Times.Count), Spread.Share(step.Times, 0.5), Spread.Share(step.Times, 0.9), $"/dashboard/steps/{step.Key}?association={association.Key}"))
                .OrderByDescending(step => step.MostOf),
        ];
    }

    private static async Task<Satisfaction?> SatisfactionAsync(CaseDbContext context, string association, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddDays(-DaysBack);
        return Satisfaction.Of(await context.Cases.Where(row => row.AssociationKey == association && row.ClosedAt >= since && row.SatisfactionScore != null)
            .GroupBy(row => row.SatisfactionScore!.Value).ToDictionaryAsync(group => group.Key, group => group.Count(), ct));
    }

    /// <summary>What a step is called where it has a name for people.</summary>
    public static LocalizedText NameOf(string activityType, Association association) => CaseNaming.Step(activityType, association.Profile.Words) ?? LocalizedText.Same(activityType);

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
