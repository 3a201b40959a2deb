using System.Globalization;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>Looks versions up, by the words of Elsa's API.</summary>
internal sealed class DefinitionQuery(IDbContextFactory<CaseDbContext> contexts)
{
    private const int LargestPage = 200;

    public async Task<ItemPage<DefinitionSummary>> ListAsync(DesignerScope scope, IQueryCollection query, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = Filter(context.Definitions, scope, query);
        var total = await rows.CountAsync(ct);
        var ordered = Order(rows, query["OrderBy"], string.Equals(query["OrderDirection"], "Descending", StringComparison.OrdinalIgnoreCase));
        if (int.TryParse(query["PageSize"], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
        {
            size = Math.Min(size, LargestPage);
            _ = int.TryParse(query["Page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page);
            ordered = ordered.Skip((int)Math.Min((long)page * size, int.MaxValue)).Take(size);
        }

        // Everything but the definition itself, which may be large.
        var found = await ordered.Select(row => new DefinitionRow
        {
            Id = row.Id, AssociationKey = row.AssociationKey, DefinitionId = row.DefinitionId, Version = row.Version, Name = row.Name, Description = row.Description,
            IsLatest = row.IsLatest, IsPublished = row.IsPublished, CreatedAt = row.CreatedAt, ContentHash = "", Json = "", Source = row.Source,
        }).ToListAsync(ct);
        return new([.. found.Select(row => DefinitionAnswer.Summary(row, scope.MayDraw(row.AssociationKey)))], total, Links(scope));
    }

    /// <summary>One version of a definition; null when there is none the caller may see.</summary>
    public async Task<DefinitionRow?> FindAsync(DesignerScope scope, string definitionId, string? versionOptions, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = context.Definitions.Where(row => row.DefinitionId == definitionId && scope.Readable.Contains(row.AssociationKey) && row.ArchivedAt == null);
        return await Versions(rows, string.IsNullOrEmpty(versionOptions) ? "Latest" : versionOptions).OrderByDescending(row => row.IsLatest).ThenByDescending(row => row.Version).FirstOrDefaultAsync(ct);
    }

    /// <summary>A version by its own id, put away or not: instances may run on it.</summary>
    public async Task<DefinitionRow?> ByIdAsync(DesignerScope scope, string versionId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Definitions.SingleOrDefaultAsync(row => row.Id == versionId && scope.Readable.Contains(row.AssociationKey), ct);
    }

    /// <summary>True when no other definition of the association has the name.</summary>
    public async Task<bool> IsNameUniqueAsync(DesignerScope scope, string name, string? definitionId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return !await context.Definitions.AnyAsync(
            row => row.Name == name && row.IsLatest && row.ArchivedAt == null && row.DefinitionId != definitionId && scope.Readable.Contains(row.AssociationKey), ct);
    }

    /// <summary>The association a definition belongs to; null when there is none the caller may see.</summary>
    public async Task<string?> AssociationOfAsync(DesignerScope scope, string definitionId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Definitions.Where(row => row.DefinitionId == definitionId && scope.Readable.Contains(row.AssociationKey)).Select(row => row.AssociationKey).FirstOrDefaultAsync(ct);
    }

    private static IReadOnlyList<ElsaLink> Links(DesignerScope scope) => scope.Readable.Any(scope.MayDraw)
        ? [new("/elsa/api/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST")]
        : [];

    private static IQueryable<DefinitionRow> Filter(IQueryable<DefinitionRow> all, DesignerScope scope, IQueryCollection query)
    {
        var rows = all.Where(row => scope.Readable.Contains(row.AssociationKey));
        if (Texts(query["Ids"]) is { Count: > 0 } ids)
        {
            return rows.Where(row => ids.Contains(row.Id)); // asked for by name, so whatever has become of them
        }

        rows = Versions(rows.Where(row => row.ArchivedAt == null), query["versionOptions"]);
        if (Texts(query["DefinitionIds"]) is { Count: > 0 } definitions)
        {
            rows = rows.Where(row => definitions.Contains(row.DefinitionId));
        }

        if (query["SearchTerm"].ToString().Trim() is { Length: > 0 } term)
        {
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // becomes lower() in SQL, which knows no cultures
            var lower = term.ToLowerInvariant();
            rows = rows.Where(row => row.Name.ToLower().Contains(lower) || (row.Description != null && row.Description.ToLower().Contains(lower)) || row.DefinitionId == term || row.Id == term);
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        return string.Equals(query["IsSystem"], "True", StringComparison.OrdinalIgnoreCase) ? rows.Where(row => false) : rows;
    }

    private static IQueryable<DefinitionRow> Versions(IQueryable<DefinitionRow> rows, string? options) => options switch
    {
        null or "" or "AllVersions" or "All" => rows,
        "Latest" => rows.Where(row => row.IsLatest),
        "Published" => rows.Where(row => row.IsPublished),
        "LatestOrPublished" => rows.Where(row => row.IsLatest || row.IsPublished),
        "LatestAndPublished" => rows.Where(row => row.IsLatest && row.IsPublished),
        "Draft" => rows.Where(row => row.IsLatest && !row.IsPublished),
        _ when int.TryParse(options, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => rows.Where(row => row.Version == number),
        _ => rows.Where(row => false),
    };

    private static IQueryable<DefinitionRow> Order(IQueryable<DefinitionRow> rows, string? by, bool descending) => (by?.ToUpperInvariant(), descending) switch
    {
        ("VERSION", true) => rows.OrderByDescending(row => row.Version).ThenBy(row => row.Id),
        ("VERSION", false) => rows.OrderBy(row => row.Version).ThenBy(row => row.Id),
        ("CREATED" or "CREATEDAT", true) => rows.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id),
        ("CREATED" or "CREATEDAT", false) => rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id),
        (_, true) => rows.OrderByDescending(row => row.Name).ThenBy(row => row.Id),
        _ => rows.OrderBy(row => row.Name).ThenBy(row => row.Id),
    };

    private static List<string> Texts(StringValues values) => [.. values.OfType<string>().Where(value => value.Length > 0)];
}
