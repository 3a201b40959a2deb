using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Dashboard;

/// <summary>How the work of an association stands, for those who look at the whole of it.</summary>
internal static class DashboardFeature
{
    private const int PageSize = 50;

    public static WebApplicationBuilder AddDashboard(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FigureQueries>();
        return builder;
    }

    public static IEndpointRouteBuilder MapDashboard(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/dashboard").AsPage().RequireRole(DeskParts.Overseers);
        group.MapGet("", ShowAsync);
        group.MapGet("steps/{type}", ShowStepAsync);
        return routes;
    }

    private static async Task<IResult> ShowAsync(HttpContext context, DeskScope scope, FigureQueries figures, CancellationToken ct)
    {
        scope.Remember(context);
        return scope.CurrentFor(DeskParts.Overseers) is { } association
            ? Page.Of<DashboardPage>(new { Association = association.Key, Figures = await figures.OfAsync(association, ct) })
            : Problems.RoleRequired.ToResult();
    }

    /// <summary>The cases behind the time of a step, those that took longest first, without who did them.</summary>
    private static async Task<IResult> ShowStepAsync(
        string type, DeskScope scope, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock, CancellationToken ct, int page = 1)
    {
        if (scope.CurrentFor(DeskParts.Overseers) is not { } association)
        {
            return Problems.RoleRequired.ToResult();
        }

        var (since, hours) = (clock.GetUtcNow().AddDays(-FigureQueries.DaysBack), OfficeHours.Of(association.Profile.Calendar));
        await using var context = await contexts.CreateDbContextAsync(ct);
        var done = context.UserTasks.Where(task => task.AssociationKey == association.Key && task.CompletedAt >= since && task.ActivityType == type);
        var listed = await (
            from task in done
            join row in context.Cases on task.CaseId equals row.Id
            orderby task.CompletedAt descending
            select new { row.Id, row.Number, task.CreatedAt, task.CompletedAt }).Take(FigureQueries.MostTimes).ToListAsync(ct);
        return Page.Of<StepTimesPage>(new
        {
            Association = association.Key,
            Type = type,
            Name = FigureQueries.NameOf(type, association),
            Done = listed.Count < FigureQueries.MostTimes ? listed.Count : await done.CountAsync(ct),
            Listed = listed.Count,
            PageNumber = Math.Max(1, page),
            Lines = (IReadOnlyList<StepTimeLine>)
            [
                .. listed.Select(task => new StepTimeLine(task.Id, task.Number, task.CreatedAt, task.CompletedAt!.Value, hours.Between(task.CreatedAt, task.CompletedAt.Value)))
                    .OrderByDescending(line => line.Time).ThenBy(line => line.Number, StringComparer.Ordinal).ThenBy(line => line.From).Skip((Math.Max(1, page) - 1) * PageSize).Take(PageSize),
            ],
            AreMore = Math.Max(1, page) * PageSize < listed.Count,
        });
    }
}

/// <summary>One doing of a step.</summary>
public sealed record StepTimeLine(string CaseId, string Number, DateTimeOffset From, DateTimeOffset Until, TimeSpan Time);
