using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Studio;

/// <summary>Addresses Studio writes by itself, at the root or under its base, as if it were the whole site.</summary>
internal static class StudioLinks
{
    public static void MapStudioLinks(this IEndpointRouteBuilder routes)
    {
        foreach (var root in (string[])["", "/studio"])
        {
            routes.MapGet($"{root}/workflows/definitions/{{id}}/edit", (string id, StudioDesk desk, CancellationToken ct) => DefinitionAsync(id, desk, ct)).RequireRole(DesignerScope.Readers).AsPage();
            routes.MapGet($"{root}/workflows/instances/{{id}}/view", (string id, StudioDesk desk, CancellationToken ct) => InstanceAsync(id, desk, ct)).RequireRole(DesignerScope.Readers).AsPage();
            // The log of a run is the viewer's journal; there is no page of its own.
            routes.MapGet($"{root}/diagnostics/structured-logs", (string? workflowInstanceId, StudioDesk desk, CancellationToken ct) => InstanceAsync(workflowInstanceId ?? "", desk, ct)).RequireRole(DesignerScope.Readers).AsPage();
        }
    }

    private static async Task<IResult> DefinitionAsync(string id, StudioDesk desk, CancellationToken ct) =>
        await desk.AssociationOfDefinitionAsync(id, ct) is { } association ? SeeOther.To($"/studio/{association}/procedures/{Uri.EscapeDataString(id)}") : Problems.NoSuchRoute.ToResult();

    private static async Task<IResult> InstanceAsync(string id, StudioDesk desk, CancellationToken ct) =>
        await desk.AssociationOfInstanceAsync(id, ct) is { } association ? SeeOther.To($"/studio/{association}/cases/{Uri.EscapeDataString(id)}") : Problems.NoSuchRoute.ToResult();
}
