using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Studio;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Rehearsals;

/// <summary>A rehearsal and what it was asked with.</summary>
public sealed record RehearsalView(string Association, LocalizedText AssociationName, string DefinitionId, string Name)
    : ProcedureView(Association, AssociationName, DefinitionId, Name)
{
    public int Cases { get; init; }

    public int Seed { get; init; }

    /// <summary>Null takes what the association's own cases tell.</summary>
    public double? Arrivals { get; init; }

    /// <summary>Null before anything was asked.</summary>
    internal RehearsalAnswer? Answer { get; init; }

    /// <summary>Why there is no answer.</summary>
    public LocalizedText? Trouble { get; init; }
}

/// <summary>The page designers rehearse on. Asked by its address, so that it can be passed on.</summary>
internal static class RehearsalPages
{
    public static void MapRehearsalPages(this IEndpointRouteBuilder routes)
        => routes.MapGet("/studio/{association}/procedures/{definitionId}/rehearse", ShowAsync).RequireRole(DesignerScope.Readers).AsPage();

    private static async Task<IResult> ShowAsync(
        string association, string definitionId, int? cases, int? seed, string? arrivals, StudioDesk desk, RehearsalRoom room, CurrentCaller caller, CancellationToken ct)
    {
        if (desk.Find(association) is not { } about || await desk.LatestAsync(association, definitionId, ct) is not { } latest)
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var wanted = double.TryParse(arrivals, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : (double?)null;
        var request = new RehearsalRequest(latest.Id, cases ?? 500, seed ?? 1, wanted);
        var view = new RehearsalView(association, about.Profile.ShortName, definitionId, latest.Name)
        {
            CanChoose = desk.Associations.Count > 1, Cases = request.Cases, Seed = request.Seed, Arrivals = wanted,
        };
        if (cases is not null)
        {
            var played = await room.RunAsync(caller, definitionId, request, ct);
            view = played.Succeeded(out var answer, out var refusal) ? view with { Answer = answer } : view with { Trouble = refusal.Message };
        }

        return Page.Of<RehearsalPage>(new { View = view });
    }
}
