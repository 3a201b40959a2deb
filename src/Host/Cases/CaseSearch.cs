using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Cases;

/// <summary>
/// Which way through the cases finds a list soonest. Every typed word must be in the name, so any of them may be walked along, and the one with the fewest
/// entries is: counted when few, judged by how far back its newest entries reach when many. See docs/adr/0017.
/// </summary>
internal static class CaseSearch
{
    /// <summary>Entries of a walk in order that are looked at to judge it.</summary>
    internal const int Sample = 2000;

    /// <summary>Entries of words that begin alike that are worth sorting; with more, every case is walked along, for then one in few matches.</summary>
    internal const int MostSorted = 20000;

    /// <summary>The walk through one association for what was typed; null when nothing can match.</summary>
    public static async Task<CaseWalk?> ChooseAsync(CaseDbContext context, string association, string? stage, IReadOnlyList<SearchTerm> terms, CancellationToken ct)
    {
        var best = (Walk: (CaseWalk)new CaseWalk.Staged(association, stage, terms), Measure: new WalkMeasure(int.MaxValue, long.MaxValue));
        foreach (var walk in InOrder(association, stage, terms))
        {
            var measure = await MeasureAsync(context, walk, Sample, ct);
            best = measure.IsBefore(best.Measure) ? (walk, measure) : best;
        }

        if (best.Measure.Entries < Sample || terms is not [.., var last])
        {
            return best.Measure.Entries == 0 ? null : best.Walk;
        }

        var beginning = new CaseWalk.Worded(association, last.From, last.To, stage, terms);
        var many = await MeasureAsync(context, beginning, MostSorted, ct);
        return many.Entries == 0 ? null
            : many.Entries < MostSorted ? beginning
            : best.Measure.Entries == Sample ? best.Walk
            : new CaseWalk.Worded(association, CaseWordRow.Every, CaseWordRow.Every, stage, terms);
    }

    private static IEnumerable<CaseWalk> InOrder(string association, string? stage, IReadOnlyList<SearchTerm> terms)
    {
        foreach (var term in terms.Where(term => term.IsWhole))
        {
            yield return new CaseWalk.Worded(association, term.From, term.To, stage, terms);
        }

        if (stage is not null && terms.Count > 0)
        {
            yield return new CaseWalk.Staged(association, stage, terms);
        }
    }

    private static async Task<WalkMeasure> MeasureAsync(CaseDbContext context, CaseWalk walk, int most, CancellationToken ct)
    {
        var sql = CaseListSql.Measure(walk, most);
        return (await context.Database.SqlQueryRaw<WalkMeasure>(sql.Text, sql.Values).ToListAsync(ct)).Single();
    }
}

/// <summary>How many entries a walk looks at, up to what was counted, and the ticks at which the oldest of those was opened.</summary>
internal sealed record WalkMeasure(int Entries, long Oldest)
{
    /// <summary>True when it has fewer entries; among those not counted to the end, when the same number reaches further back.</summary>
    public bool IsBefore(WalkMeasure other) => Entries < other.Entries || (Entries == other.Entries && Oldest < other.Oldest);
}
