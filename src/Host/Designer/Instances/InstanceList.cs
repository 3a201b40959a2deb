using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Designer.Instances;

/// <summary>The filter of Elsa's instance list. Empty lists ask nothing.</summary>
internal sealed record InstanceFilter
{
    public int? Page { get; init; }

    public int? PageSize { get; init; }

    public string? SearchTerm { get; init; }

    public string? DefinitionId { get; init; }

    public IReadOnlyList<string>? DefinitionIds { get; init; }

    public string? DefinitionVersionId { get; init; }

    public IReadOnlyList<string>? Ids { get; init; }

    public string? CorrelationId { get; init; }

    public int? Version { get; init; }

    public bool? HasIncidents { get; init; }

    public bool? IsSystem { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<string>? Statuses { get; init; }

    public string? SubStatus { get; init; }

    public IReadOnlyList<string>? SubStatuses { get; init; }

    public string? OrderBy { get; init; }

    public string? OrderDirection { get; init; }

    public IReadOnlyList<TimestampFilter>? TimestampFilters { get; init; }
}

/// <summary>One bound on one of the instants of an instance.</summary>
internal sealed record TimestampFilter(string? Column, string? Operator, DateTimeOffset? Timestamp);

/// <summary>Looks instances up along the index by association and time; what an instance is inside is never read here.</summary>
internal sealed class InstanceList(IDbContextFactory<CaseDbContext> contexts)
{
    private const int LargestPage = 200;

    public async Task<ItemPage<InstanceSummary>> ListAsync(DesignerScope scope, InstanceFilter filter, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        if (filter.SearchTerm?.Trim() is { Length: > 0 } term
            && await context.Cases.Where(row => row.Number == term && scope.Readable.Contains(row.AssociationKey)).Select(row => row.WorkflowInstanceId).ToListAsync(ct) is { Count: > 0 } ofCase)
        {
            filter = filter with { Ids = ofCase, SearchTerm = null }; // people know a case by its number
        }

        var rows = Filter(context.Instances, scope, filter);
        var total = await rows.CountAsync(ct);
        var size = Math.Clamp(filter.PageSize is > 0 and { } asked ? asked : 25, 1, LargestPage);
        var found = await Order(rows, filter).Skip((int)Math.Min((long)Math.Max(filter.Page ?? 0, 0) * size, int.MaxValue)).Take(size).Select(row => new InstanceSummary(
            row.Id, row.DefinitionId, row.DefinitionVersionId, row.Version, row.Status, row.SubStatus, row.CorrelationId, row.Name ?? context.Cases.Where(file => file.Id == row.CaseId).Select(file => file.Number).FirstOrDefault(),
            row.IncidentCount, row.CreatedAt, row.UpdatedAt, row.FinishedAt)).ToListAsync(ct);
        return new(found, total);
    }

    public static IQueryable<InstanceRow> Filter(IQueryable<InstanceRow> all, DesignerScope scope, InstanceFilter filter)
    {
        var rows = all.Where(row => scope.Readable.Contains(row.AssociationKey));
        rows = Among(filter.Ids) is { } ids ? rows.Where(row => ids.Contains(row.Id)) : rows;
        rows = Among([.. filter.DefinitionIds ?? [], .. One(filter.DefinitionId)]) is { } definitions ? rows.Where(row => definitions.Contains(row.DefinitionId)) : rows;
        rows = Among([.. filter.Statuses ?? [], .. One(filter.Status)]) is { } statuses ? rows.Where(row => statuses.Contains(row.Status)) : rows;
        rows = Among([.. filter.SubStatuses ?? [], .. One(filter.SubStatus)]) is { } subStatuses ? rows.Where(row => subStatuses.Contains(row.SubStatus)) : rows;
        rows = filter.DefinitionVersionId is { Length: > 0 } version ? rows.Where(row => row.DefinitionVersionId == version) : rows;
        rows = filter.CorrelationId is { Length: > 0 } correlation ? rows.Where(row => row.CorrelationId == correlation) : rows;
        rows = filter.Version is { } number ? rows.Where(row => row.Version == number) : rows;
        rows = filter.HasIncidents is { } failed ? rows.Where(row => failed ? row.IncidentCount > 0 : row.IncidentCount == 0) : rows;
        rows = filter.IsSystem is true ? rows.Where(row => false) : rows;
        if (filter.SearchTerm?.Trim() is { Length: > 0 } term)
        {
            rows = rows.Where(row => row.Id == term || row.CorrelationId == term || row.DefinitionId == term || row.DefinitionVersionId == term || (row.Name != null && row.Name.Contains(term)));
        }

        return (filter.TimestampFilters ?? []).Aggregate(rows, Within);
    }

    private static IQueryable<InstanceRow> Within(IQueryable<InstanceRow> rows, TimestampFilter bound)
    {
        if (bound.Timestamp is not { } at)
        {
            return rows;
        }

        return (bound.Column, bound.Operator) switch
        {
            ("CreatedAt", "LessThan") => rows.Where(row => row.CreatedAt < at),
            ("CreatedAt", "LessThanOrEqual") => rows.Where(row => row.CreatedAt <= at),
            ("CreatedAt", "GreaterThan") => rows.Where(row => row.CreatedAt > at),
            ("CreatedAt", "GreaterThanOrEqual") => rows.Where(row => row.CreatedAt >= at),
            ("CreatedAt", "Is") => rows.Where(row => row.CreatedAt == at),
            ("CreatedAt", "IsNot") => rows.Where(row => row.CreatedAt != at),
            ("UpdatedAt", "LessThan") => rows.Where(row => row.UpdatedAt < at),
            ("UpdatedAt", "LessThanOrEqual") => rows.Where(row => row.UpdatedAt <= at),
            ("UpdatedAt", "GreaterThan") => rows.Where(row => row.UpdatedAt > at),
            ("UpdatedAt", "GreaterThanOrEqual") => rows.Where(row => row.UpdatedAt >= at),
            ("UpdatedAt", "Is") => rows.Where(row => row.UpdatedAt == at),
            ("UpdatedAt", "IsNot") => rows.Where(row => row.UpdatedAt != at),
            ("FinishedAt", "LessThan") => rows.Where(row => row.FinishedAt < at),
            ("FinishedAt", "LessThanOrEqual") => rows.Where(row => row.FinishedAt <= at),
            ("FinishedAt", "GreaterThan") => rows.Where(row => row.FinishedAt > at),
            ("FinishedAt", "GreaterThanOrEqual") => rows.Where(row => row.FinishedAt >= at),
            ("FinishedAt", "Is") => rows.Where(row => row.FinishedAt == at),
            ("FinishedAt", "IsNot") => rows.Where(row => row.FinishedAt != at),
            _ => rows,
        };
    }

    private static IQueryable<InstanceRow> Order(IQueryable<InstanceRow> rows, InstanceFilter filter)
    {
        var descending = !string.Equals(filter.OrderDirection, "Ascending", StringComparison.OrdinalIgnoreCase);
        return (filter.OrderBy, descending) switch
        {
            ("Name", true) => rows.OrderByDescending(row => row.Name).ThenByDescending(row => row.CreatedAt),
            ("Name", false) => rows.OrderBy(row => row.Name).ThenByDescending(row => row.CreatedAt),
            (_, true) => rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id),
            _ => rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id),
        };
    }

    private static IEnumerable<string> One(string? value) => string.IsNullOrEmpty(value) ? [] : [value];

    private static List<string>? Among(IReadOnlyList<string>? values) => values is { Count: > 0 } ? [.. values] : null;
}
