using System.Globalization;
using System.Text;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Studio;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.CaseMigrations;

/// <summary>Preview, begin, watch and take back, as pages that need no script.</summary>
internal static class CaseMigrationPages
{
    public static void MapCaseMigrationPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/studio/{association}/procedures/{definitionId}/migrate").AsPage();
        group.MapGet("", ShowAsync).RequireRole(DesignerScope.Readers);
        group.MapPost("", BeginAsync).RequireRole(DesignerScope.Readers).DisableAntiforgery(); // asked by PostedForm, which keeps what was typed
        group.MapGet("{id}", StandingAsync).RequireRole(DesignerScope.Readers);
        group.MapPost("{id}/undo", UndoAsync).RequireRole(DesignerScope.Readers).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(
        string association, string definitionId, int? to, [FromQuery] string[]? map, StudioDesk desk, MigrationPreviews previews, CaseMigrationDesk migrations, CurrentCaller caller, CancellationToken ct)
        => await ViewAsync(association, definitionId, to, map ?? [], desk, previews, migrations, caller, ct) is { } view ? Page.Of<MigratePage>(new { View = view }) : Problems.NoSuchRoute.ToResult();

    private static async Task<IResult> BeginAsync(
        string association, string definitionId, HttpContext http, StudioDesk desk, MigrationPreviews previews, CaseMigrationDesk migrations, CurrentCaller caller, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(http, ct);
        string[] map = [.. form.All("map")];
        if (!int.TryParse(form["to"], NumberStyles.None, CultureInfo.InvariantCulture, out var to) || desk.Find(association) is null
            || (await desk.VersionsAsync(association, definitionId, ct)).FirstOrDefault(row => row.Version == to) is not { } target)
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var begun = !form.IsFresh ? FormAnswers.Stale()
            : await migrations.BeginAsync(caller, definitionId, new(target.Id, form["reason"], Corrections(map), PassesOver: form["passesOver"] == "true", OperationId: form["operationId"] is { Length: > 0 } named ? named : null), ct);
        if (begun.Succeeded(out var answer, out var refusal))
        {
            return SeeOther.To($"/studio/{association}/procedures/{Uri.EscapeDataString(definitionId)}/migrate/{answer.Location![(answer.Location!.LastIndexOf('/') + 1)..]}");
        }

        // What was typed stays.
        var view = await ViewAsync(association, definitionId, to, map, desk, previews, migrations, caller, ct);
        return Page.Of<MigratePage>(new { View = view! with { Trouble = refusal.Message, Reason = form["reason"] } }, Problem.From(refusal).Status);
    }

    private static async Task<MigrateView?> ViewAsync(
        string association, string definitionId, int? to, string[] map, StudioDesk desk, MigrationPreviews previews, CaseMigrationDesk migrations, CurrentCaller caller, CancellationToken ct)
    {
        var versions = desk.Find(association) is null ? [] : await desk.VersionsAsync(association, definitionId, ct);
        if (versions is not [var newest, ..])
        {
            return null;
        }

        var published = versions.Where(row => row.PublishedAt is not null).ToList();
        var target = published.Find(row => to is null ? row.IsPublished : row.Version == to) ?? (to is null ? published.FirstOrDefault() : null);
        var view = new MigrateView(association, desk.Find(association)!.Profile.ShortName, definitionId, newest.Name)
        {
            CanChoose = desk.Associations.Count > 1,
            MayMigrate = desk.Designs(association),
            Versions = [.. published.Select(row => row.Version)],
            To = target?.Version ?? 0,
            Map = map,
            Targets = target is null ? [] : Steps(target),
            OperationId = Guid.NewGuid().ToString("n"),
            Earlier = [.. (await migrations.OfDefinitionAsync(caller, definitionId, ct)).Select(row => new EarlierMigration(row.Id, row.CreatedAt, row.Reason))],
        };
        return target is not null && (await previews.OfAsync(caller, definitionId, new(target.Id, Corrections(map)), ct)).Succeeded(out var preview, out _) ? view with { Preview = preview } : view;
    }

    private static async Task<IResult> StandingAsync(string association, string definitionId, string id, StudioDesk desk, CaseMigrationDesk migrations, CurrentCaller caller, CancellationToken ct)
    {
        var versions = desk.Find(association) is null ? [] : await desk.VersionsAsync(association, definitionId, ct);
        if (versions is not [var newest, ..] || !(await migrations.StandingAsync(caller, id, ct)).Succeeded(out var standing, out _) || standing.DefinitionId != definitionId)
        {
            return Problems.NoSuchRoute.ToResult();
        }

        return Page.Of<MigrationPage>(new
        {
            View = new MigrationView(association, desk.Find(association)!.Profile.ShortName, definitionId, newest.Name)
            {
                CanChoose = desk.Associations.Count > 1,
                MayMigrate = desk.Designs(association),
                ToVersion = versions.FirstOrDefault(row => row.Id == standing.ToVersionId)?.Version ?? 0,
                Standing = standing,
            },
        });
    }

    private static async Task<IResult> UndoAsync(string association, string definitionId, string id, HttpContext http, CaseMigrationDesk migrations, CurrentCaller caller, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(http, ct);
        if (!form.IsFresh)
        {
            return Problems.FormStale.ToResult();
        }

        var asked = await migrations.UndoAsync(caller, id, new(form["caseId"] is { Length: > 0 } one ? one : null), ct);
        return asked.Refusal is { Code: not "nothing-to-undo" } refusal ? refusal.ToResult() : SeeOther.To($"/studio/{association}/procedures/{Uri.EscapeDataString(definitionId)}/migrate/{Uri.EscapeDataString(id)}");
    }

    /// <summary>Each as <c>step=becomes</c>, nothing after the sign for no counterpart.</summary>
    private static Dictionary<string, string?> Corrections(string[] map)
    {
        var corrections = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var pair in map.Select(one => one.Split('=', 2)).Where(pair => pair.Length == 2))
        {
            corrections[pair[0]] = pair[1].Length == 0 ? null : pair[1];
        }

        return corrections;
    }

    private static IReadOnlyList<(string Id, string Label)> Steps(DefinitionRow row)
        => [.. WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(row.Json)).Definition?.AllActivities().Where(activity => activity.Parent is not null)
            .Select(activity => (activity.Id, activity.Label)) ?? []];
}

/// <summary>What would happen to running cases, and the form that makes it happen.</summary>
public sealed record MigrateView(string Association, LocalizedText AssociationName, string DefinitionId, string Name) : ProcedureView(Association, AssociationName, DefinitionId, Name)
{
    /// <summary>False for those who may look and not move.</summary>
    public bool MayMigrate { get; init; }

    /// <summary>Numbers of the versions that are or were published, newest first.</summary>
    public IReadOnlyList<int> Versions { get; init; } = [];

    public int To { get; init; }

    /// <summary>Corrections as they were sent.</summary>
    public IReadOnlyList<string> Map { get; init; } = [];

    /// <summary>Steps of the version to go to.</summary>
    public IReadOnlyList<(string Id, string Label)> Targets { get; init; } = [];

    /// <summary>Sending the form twice is moving once.</summary>
    public string OperationId { get; init; } = "";

    /// <summary>What was typed before.</summary>
    public string? Reason { get; init; }

    public LocalizedText? Trouble { get; init; }

    public IReadOnlyList<EarlierMigration> Earlier { get; init; } = [];

    internal MigrationPreview? Preview { get; init; }
}

public sealed record EarlierMigration(string Id, DateTimeOffset CreatedAt, string Reason);

/// <summary>How far a migration is.</summary>
public sealed record MigrationView(string Association, LocalizedText AssociationName, string DefinitionId, string Name) : ProcedureView(Association, AssociationName, DefinitionId, Name)
{
    public bool MayMigrate { get; init; }

    public int ToVersion { get; init; }

    internal MigrationStanding Standing { get; init; } = null!;

    internal int Done => Standing.Cases.Count(file => file.Status is not ("waiting" or "undoWaiting"));
}
