using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Trail;

/// <summary>Finds events across all cases of an association.</summary>
internal sealed class TrailReader(IDbContextFactory<CaseDbContext> contexts)
{
    /// <summary>Entries one page looks at, at most: some tens of milliseconds' worth.</summary>
    public int Reach { get; init; } = 20000;

    /// <summary>Counted no further to choose a way.</summary>
    public int MostMeasured { get; init; } = 2000;

    public async Task<TrailFound> FindAsync(TrailSearch search, int size, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        (string Name, string? Word)[] asked =
        [
            ("actor", search.Actor), ("action", search.Action), ("step", search.Step), ("clause", search.Clause), ("version", search.Version), ("channel", search.Channel), ("association", search.Association),
        ];
        var wanted = asked.Select(one => one.Word).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var numbers = await context.TrailWords.Where(word => wanted.Contains(word.Text)).ToDictionaryAsync(word => word.Text, word => word.Id, StringComparer.Ordinal, ct);
        if (numbers.Count < wanted.Count)
        {
            return TrailFound.Nothing; // a word no event has
        }

        var conditions = asked[..^1].Where(one => one.Word is not null).Select(one => (one.Name, Word: numbers[one.Word!])).ToList();
        var walks = await ChooseAsync(context, search, numbers[search.Association], conditions, ct);
        var pages = new List<TrailFound>();
        foreach (var walk in walks)
        {
            pages.Add(await WalkAsync(context, walk, size, ct));
        }

        return Merge(pages, size);
    }

    /// <summary>
    /// Along the condition with the fewest entries. A person is walked twice, for what they did and for what was done in their name, as two indexes hold them.
    /// </summary>
    private async Task<IReadOnlyList<TrailWalk>> ChooseAsync(
        CaseDbContext context, TrailSearch search, long association, List<(string Name, long Word)> conditions, CancellationToken ct)
    {
        TrailWalk Walk(string? column, string? name, long word) => new(
            association, column is null ? null : (column, word),
            [.. conditions.Where(one => one.Name != name).Select(one => ((IReadOnlyList<string>)(one.Name == "actor" ? ["actor", "behalf"] : [one.Name]), one.Word))])
        {
            From = search.From?.UtcTicks, Before = search.Before?.UtcTicks, After = search.After,
        };

        var best = (Walks: (IReadOnlyList<TrailWalk>)[Walk(null, null, 0)], Entries: int.MaxValue);
        foreach (var (name, word) in conditions)
        {
            var walks = name == "actor" ? (IReadOnlyList<TrailWalk>)[Walk("actor", name, word), Walk("behalf", name, word)] : [Walk(name, name, word)];
            var entries = 0;
            foreach (var walk in walks)
            {
                entries += await OneAsync<int>(context, TrailSql.Measure(walk, MostMeasured), ct);
            }

            best = entries < best.Entries ? (walks, entries) : best;
        }

        return best.Walks;
    }

    private async Task<TrailFound> WalkAsync(CaseDbContext context, TrailWalk walk, int size, CancellationToken ct)
    {
        var sql = TrailSql.Page(walk, Reach, size + 1);
        var hits = await context.Database.SqlQueryRaw<TrailHit>(sql.Text, sql.Values).ToListAsync(ct);
        if (hits.Count > size)
        {
            return new(hits[..size], new(hits[size - 1].At, hits[size - 1].Place));
        }

        if (walk.InPassing.Count == 0)
        {
            return new(hits, null);
        }

        var end = TrailSql.End(walk, Reach);
        return new(hits, (await context.Database.SqlQueryRaw<TrailStop>(end.Text, end.Values).ToListAsync(ct)) is [var stop] ? new(stop.At, stop.Place) : null);
    }

    /// <summary>Only as far back as every walk has looked.</summary>
    private static TrailFound Merge(IReadOnlyList<TrailFound> pages, int size)
    {
        var stops = pages.Select(page => page.Next).OfType<TrailMark>().OrderByDescending(mark => mark.At).ThenByDescending(mark => mark.Place).ToList();
        var hits = pages.SelectMany(page => page.Hits).DistinctBy(hit => hit.Place).OrderByDescending(hit => hit.At).ThenByDescending(hit => hit.Place)
            .Where(hit => stops is not [var stop, ..] || hit.At > stop.At || (hit.At == stop.At && hit.Place >= stop.Place)).ToList();
        return hits.Count > size ? new(hits[..size], new(hits[size - 1].At, hits[size - 1].Place)) : new(hits, stops is [var first, ..] ? first : null);
    }

    private static async Task<T> OneAsync<T>(CaseDbContext context, TrailSql sql, CancellationToken ct) => (await context.Database.SqlQueryRaw<T>(sql.Text, sql.Values).ToListAsync(ct)).Single();

    private sealed record TrailStop(long At, long Place);
}
