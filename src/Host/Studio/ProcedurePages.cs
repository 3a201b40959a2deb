using System.Text;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Definitions.Differences;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Drawing;
using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.Designer.Definitions;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Studio;

/// <summary>Our own pages about a procedure. They need no script and are read by whoever may open the editor.</summary>
internal static class ProcedurePages
{
    public static void MapProcedurePages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/studio/{association}/procedures/{definitionId}").AsPage();
        group.MapGet("check", CheckAsync).RequireRole(DesignerScope.Readers);
        group.MapGet("versions", VersionsAsync).RequireRole(DesignerScope.Readers);
        group.MapGet("compare", CompareAsync).RequireRole(DesignerScope.Readers);
    }

    private static async Task<IResult> CheckAsync(
        string association, string definitionId, int? version, StudioDesk desk, VersionCheck check, Reader reader, CancellationToken ct)
    {
        var versions = desk.Find(association) is null ? [] : await desk.VersionsAsync(association, definitionId, ct);
        if ((version is null ? (versions is [var newest, ..] ? newest : null) : versions.FirstOrDefault(row => row.Version == version)) is not { } row)
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var about = desk.Find(association)!;
        var parse = WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(row.Json));
        var report = parse.Succeeded
            ? check.Guard(parse.Definition, association)
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
            ? new(finding, clause?.Number, clause?.Text, drawing?.Draw(finding.Path, onlyPath: true))
            : new(finding, clause?.Number, clause?.Text, null);

    private static async Task<IResult> VersionsAsync(
        string association, string definitionId, StudioDesk desk, DesignerScope scope, IDbContextFactory<CaseDbContext> contexts, CancellationToken ct)
    {
        if (desk.Find(association) is not { } about || !(await VersionHistory.ReadAsync(definitionId, scope, contexts, ct)).Succeeded(out var history, out _) || history.Association != association)
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var running = await desk.RunningAsync(definitionId, ct);
        return Page.Of<VersionsPage>(new
        {
            View = new VersionsView(association, about.Profile.ShortName, definitionId, history.Versions[0].Name, [.. history.Versions.Select(version => Shown(version, running))])
            {
                CanChoose = desk.Associations.Count > 1,
            },
        });
    }

    /// <summary>Without numbers, the newest beside the one before it.</summary>
    private static async Task<IResult> CompareAsync(string association, string definitionId, int? from, int? to, StudioDesk desk, CancellationToken ct)
    {
        var versions = desk.Find(association) is null ? [] : await desk.VersionsAsync(association, definitionId, ct);
        var newer = versions.FirstOrDefault(row => to is null || row.Version == to);
        var older = versions.FirstOrDefault(row => from is null ? row.Version < newer?.Version : row.Version == from) ?? (from is null ? newer : null);
        if (newer is null || older is null)
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var (before, after) = (WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(older.Json)).Definition, WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(newer.Json)).Definition);
        var difference = before is null || after is null ? null : DefinitionDifference.Between(before, after);
        return Page.Of<ComparePage>(new
        {
            View = new CompareView(association, desk.Find(association)!.Profile.ShortName, definitionId, newer.Name, [.. versions.Select(row => row.Version)], older.Version, newer.Version, difference)
            {
                CanChoose = desk.Associations.Count > 1,
            },
        });
    }

    private static ShownVersion Shown(VersionDetails version, IReadOnlyDictionary<string, int> running)
    {
        var published = version.Events.LastOrDefault(one => one.Action == DefinitionEventRow.Published);
        return new(
            version.Version,
            version.ArchivedAt is not null ? "versions.archived" : version.IsPublished ? "procedure.published" : version.PublishedAt is not null ? "versions.was-published" : "procedure.draft",
            $"versions.source.{version.Source}",
            running.GetValueOrDefault(version.Id))
        {
            At = published?.At ?? version.SavedAt,
            By = (published?.Actor ?? version.SavedBy)?.Name,
            Reason = published?.Reason,
            BoardSession = published?.BoardSession,
        };
    }
}
