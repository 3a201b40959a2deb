using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Studio;

/// <summary>A page with one of Studio's elements on it. There can be only one: each brings its own dialogs.</summary>
/// <param name="Association">Key of the association; sent with every request of the element.</param>
/// <param name="AssociationName">Its name, for the header.</param>
/// <param name="Element">Name of the element.</param>
/// <param name="Title">Key of the page's title.</param>
public sealed record StudioView(string Association, LocalizedText AssociationName, string Element, string Title)
{
    /// <summary>Procedure in the editor.</summary>
    public ProcedureHead? Procedure { get; init; }

    /// <summary>Instance in the viewer.</summary>
    public string? InstanceId { get; init; }

    /// <summary>False for those who only read.</summary>
    public bool CanDesign { get; init; }

    /// <summary>True when the caller sees procedures of more than one association.</summary>
    public bool CanChoose { get; init; }
}

/// <summary>What the bar above the editor says about a procedure.</summary>
public sealed record ProcedureHead(string DefinitionId, string Name, int Version, bool IsPublished);

/// <summary>The pages that carry Elsa Studio.</summary>
internal static class StudioPages
{
    public static void MapStudioPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/studio", Choose).RequireRole(DesignerScope.Readers).AsPage();
        var group = routes.MapGroup("/studio/{association}").AsPage().WithMetadata(new StudioPageEndpoint());
        group.MapGet("procedures", (string association, StudioDesk desk, HttpContext context) => Show(desk, context, association, "elsa-workflow-definition-list", "studio.procedures")).RequireRole(DesignerScope.Readers);
        group.MapGet("procedures/{definitionId}", DesignAsync).RequireRole(DesignerScope.Readers);
        group.MapGet("cases", (string association, StudioDesk desk, HttpContext context) => Show(desk, context, association, "elsa-workflow-instance-list", "studio.cases")).RequireRole(DesignerScope.Readers);
        group.MapGet("cases/{instanceId}", InstanceAsync).RequireRole(DesignerScope.Readers);
    }

    private static IResult Choose(StudioDesk desk) =>
        desk.Associations is [var only] ? SeeOther.To($"/studio/{only.Key}/procedures") : Page.Of<AssociationsPage>(new { Associations = desk.Associations.Select(association => association.Profile).ToList() });

    private static async Task<IResult> DesignAsync(string association, string definitionId, StudioDesk desk, HttpContext context, CancellationToken ct) =>
        await desk.LatestAsync(association, definitionId, ct) is { } row
            ? Show(desk, context, association, "elsa-workflow-definition-editor", "studio.design", view => view with { Procedure = new(row.DefinitionId, row.Name, row.Version, row.IsPublished) })
            : Problems.NoSuchRoute.ToResult();

    private static async Task<IResult> InstanceAsync(string association, string instanceId, StudioDesk desk, HttpContext context, CancellationToken ct) =>
        await desk.AssociationOfInstanceAsync(instanceId, ct) == association
            ? Show(desk, context, association, "elsa-workflow-instance-viewer", "studio.instance", view => view with { InstanceId = instanceId })
            : Problems.NoSuchRoute.ToResult();

    private static IResult Show(StudioDesk desk, HttpContext context, string key, string element, string title, Func<StudioView, StudioView>? more = null)
    {
        if (desk.Find(key) is not { } association)
        {
            return Problems.NoSuchRoute.ToResult();
        }

        // The element's requests are answered in the language of the page around it.
        Preferences.Remember(context, ReaderLanguage.Cookie, context.PageLanguage());
        var view = new StudioView(key, association.Profile.ShortName, element, title) { CanDesign = desk.Designs(key), CanChoose = desk.Associations.Count > 1 };
        return Page.Of<StudioPage>(new { View = more is null ? view : more(view) });
    }
}
