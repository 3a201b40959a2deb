using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>Somebody, by id and name; the name is null for the host itself.</summary>
internal sealed record VersionActor(string Id, string? Name);

/// <summary>Something done to a version.</summary>
internal sealed record VersionEvent(DateTimeOffset At, VersionActor Actor, string Action, string? Reason, string? BoardSession);

/// <summary>A version with everything that was done to it, oldest first.</summary>
internal sealed record VersionDetails(
    string Id, int Version, string Name, string? Description, bool IsLatest, bool IsPublished, string Source, string? BasedOn, DateTimeOffset CreatedAt, DateTimeOffset SavedAt, VersionActor? SavedBy,
    DateTimeOffset? PublishedAt, DateTimeOffset? ArchivedAt, IReadOnlyList<VersionEvent> Events);

/// <summary>All versions of a definition, newest first.</summary>
internal sealed record VersionList(string DefinitionId, string Association, IReadOnlyList<VersionDetails> Versions);

/// <summary>Who made, published and withdrew each version, when, why, and in which session of the board it was approved.</summary>
internal static class VersionHistory
{
    public static IEndpointRouteBuilder MapVersionHistory(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/definitions/{definitionId}/versions", async (string definitionId, DesignerScope scope, IDbContextFactory<CaseDbContext> contexts, CancellationToken ct)
                => (await ReadAsync(definitionId, scope, contexts, ct)).ToResult())
            .ForReaders().WithTags("Definitions").WithName("ListDefinitionVersions")
            .WithSummary("Every version of a procedure with who published it, when, why, and the board's session. For process designers, auditors and administrators.")
            .Produces<VersionList>().ProducesProblems(401, 403, 404);
        return routes;
    }

    /// <summary>The same for a page; refuses what is not there, or not for this caller.</summary>
    public static async Task<Outcome<VersionList>> ReadAsync(string definitionId, DesignerScope scope, IDbContextFactory<CaseDbContext> contexts, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = await context.Definitions.Where(row => row.DefinitionId == definitionId && scope.Readable.Contains(row.AssociationKey)).OrderByDescending(row => row.Version)
            .Select(row => new
            {
                row.Id, row.AssociationKey, row.Version, row.Name, row.Description, row.IsLatest, row.IsPublished, row.Source, row.BasedOn, row.CreatedAt, row.SavedAt, row.SavedBy, row.PublishedAt, row.ArchivedAt,
            }).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return ElsaRefusals.NoSuchDefinition();
        }

        var events = (await context.DefinitionEvents.Where(row => row.DefinitionId == definitionId).OrderBy(row => row.Seq).ToListAsync(ct)).ToLookup(row => row.VersionId, StringComparer.Ordinal);
        var people = rows.Select(row => row.SavedBy).Concat(events.SelectMany(group => group.Select(row => (string?)row.Actor))).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var names = await context.Users.Where(user => people.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => scope.Language == "en" ? user.NameEnglish : user.NameArabic, ct);
        return new VersionList(definitionId, rows[0].AssociationKey,
        [
            .. rows.Select(row => new VersionDetails(
                row.Id, row.Version, row.Name, row.Description, row.IsLatest, row.IsPublished, row.Source, row.BasedOn, row.CreatedAt, row.SavedAt, row.SavedBy is { } saver ? Named(saver) : null,
                row.PublishedAt, row.ArchivedAt, [.. events[row.Id].Select(one => new VersionEvent(one.At, Named(one.Actor), one.Action, one.Reason, one.BoardSession))])),
        ]);

        VersionActor Named(string id) => new(id, names.GetValueOrDefault(id));
    }
}
