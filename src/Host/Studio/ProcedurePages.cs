using System.Text;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Drawing;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Studio;

/// <summary>Our own pages about a procedure. They need no script and are read by whoever may open the editor.</summary>
internal static class ProcedurePages
{
    private static readonly HashSet<string> Roles = [.. Role.All.Select(role => role.Key)];

    public static void MapProcedurePages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/studio/{association}/procedures/{definitionId}").AsPage();
        group.MapGet("check", CheckAsync).RequireRole(StudioDesk.Readers);
        group.MapGet("versions", VersionsAsync).RequireRole(StudioDesk.Readers);
    }

    private static async Task<IResult> CheckAsync(
        string association, string definitionId, int? version, StudioDesk desk, DefinitionCatalogue catalogue, Reader reader, CancellationToken ct)
    {
        var versions = desk.Find(association) is null ? [] : await desk.VersionsAsync(association, definitionId, ct);
        if ((version is null ? (versions is [var newest, ..] ? newest : null) : versions.FirstOrDefault(row => row.Version == version)) is not { } row)
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var about = desk.Find(association)!;
        var parse = WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(row.Json));
        var report = parse.Succeeded
            ? PolicyGuard.Check(parse.Definition, new(DefinitionFiles.Registry, about.Policy) { Roles = Roles, Workflows = catalogue.WorkflowsOf(association) })
            : new GuardReport([.. parse.Problems.Select(problem => new GuardFinding(problem.Code, new(problem.Message, problem.Message)))], 0, IsBounded: false);
        var drawing = parse.Succeeded ? new ProcedureDrawing(parse.Definition, reader.Language) : null;
        return Page.Of<CheckPage>(new
        {
            View = new CheckView(association, about.Profile.ShortName, definitionId, row.Name, row.Version, report)
            {
                CanChoose = desk.Associations.Count > 1,
                Findings = [.. report.Findings.Select(finding => Shown(finding, about, drawing))],
                Whole = drawing?.Draw(),
            },
        });
    }

    private static ShownFinding Shown(GuardFinding finding, Association about, ProcedureDrawing? drawing) =>
        about.Policy.Find(finding.Clause) is var clause && finding.Path.Count > 0
            ? new(finding, clause?.Number, clause?.Text, drawing?.Draw(finding.Path))
            : new(finding, clause?.Number, clause?.Text, null);

    private static async Task<IResult> VersionsAsync(string association, string definitionId, StudioDesk desk, CancellationToken ct)
    {
        var versions = desk.Find(association) is null ? [] : await desk.VersionsAsync(association, definitionId, ct);
        if (versions is not [var newest, ..])
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var running = await desk.RunningAsync(definitionId, ct);
        return Page.Of<VersionsPage>(new
        {
            View = new VersionsView(association, desk.Find(association)!.Profile.ShortName, definitionId, newest.Name, [.. versions.Select(row => Shown(row, running))])
            {
                CanChoose = desk.Associations.Count > 1,
            },
        });
    }

    private static ShownVersion Shown(DefinitionRow row, IReadOnlyDictionary<string, int> running) => new(
        row.Version,
        row.ArchivedAt is not null ? "versions.archived" : row.IsPublished ? "procedure.published" : row.PublishedAt is not null ? "versions.was-published" : "procedure.draft",
        $"versions.source.{row.Source}",
        running.GetValueOrDefault(row.Id))
    {
        At = row.PublishedAt ?? row.CreatedAt,
    };
}
