using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Projections;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Trail;

/// <summary>Where auditors look for what happened, across all cases, and at a case as it stood at any moment.</summary>
internal static class TrailFeature
{
    /// <summary>Who sees every case of an association whole and only reads, and who answers for the association.</summary>
    public static readonly Role[] Readers = [Role.Auditor, Role.Administrator];

    public static WebApplicationBuilder AddTrail(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TrailWords>();
        builder.Services.AddSingleton<Projection, TrailProjection>();
        builder.Services.AddSingleton<TrailReader>();
        builder.Services.AddScoped<TracedEvents>();
        builder.Services.AddScoped<TrailDesk>();
        builder.Services.AddScoped<CasePastDesk>();
        builder.Services.AddScoped<ReadsDesk>();
        return builder;
    }

    public static IEndpointRouteBuilder MapTrail(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/trail").AsPage().RequireRole(Readers).Discloses("trail");
        group.MapGet("", ShowAsync);
        group.MapGet("cases/{id}", ShowCaseAsync).Discloses("past");
        group.MapGet("reads", ShowReadsAsync);
        return routes;
    }

    private static async Task<IResult> ShowAsync(HttpContext context, DeskScope scope, TrailDesk desk, CancellationToken ct)
    {
        scope.Remember(context);
        return scope.CurrentFor(Readers) is { } association ? Page.Of<TrailPage>(new { View = await desk.OfAsync(association, TrailQuery.Of(context.Request, association.Key), ct) }) : Problems.RoleRequired.ToResult();
    }

    private static async Task<IResult> ShowReadsAsync(HttpContext context, DeskScope scope, ReadsDesk desk, CancellationToken ct)
    {
        scope.Remember(context);
        return scope.CurrentFor(Readers) is { } association ? Page.Of<ReadsPage>(new { View = await desk.OfAsync(association, ReadsQuery.Of(context.Request, association.Key), ct) }) : Problems.RoleRequired.ToResult();
    }

    private static async Task<IResult> ShowCaseAsync(string id, HttpContext context, CaseAccess access, CasePastDesk desk, ReadsDesk reads, CurrentCaller caller, CancellationToken ct, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "event")] string? seq = null)
    {
        if (!(await access.OfAsync(caller, id, ct)).Succeeded(out var seen, out var refusal))
        {
            return refusal.ToResult();
        }

        if (!caller.HoldsAnyOf(Readers, seen.Case.AssociationKey))
        {
            return Problems.RoleRequired.ToResult();
        }

        context.AboutCase(id);
        var past = await desk.OfAsync(seen.Case, long.TryParse(seq, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null, ct);
        return past is null ? CaseAnswers.NoSuchCase().ToResult() : Page.Of<CasePastPage>(new { View = past, Reads = await reads.OfCaseAsync(id, ct) });
    }
}
