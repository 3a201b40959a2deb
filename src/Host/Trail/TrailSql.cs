using System.Globalization;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Trail;

/// <summary>
/// A walk along the one index that has the fewest entries for what is asked; the rest is looked at in passing. However rare what is looked for, no page looks at more than
/// so many entries: it then says how far it has come.
/// </summary>
internal sealed class TrailSql : ListSql
{
    private TrailSql()
    {
    }

    /// <summary>How many entries a walk would look at, up to a number.</summary>
    public static TrailSql Measure(TrailWalk walk, int most)
    {
        var sql = new TrailSql();
        sql.Sql.Append("SELECT count(*) AS \"Value\" FROM (SELECT 1 FROM trail WHERE ").Append(sql.Within(walk)).Append(" LIMIT ").Append(sql.Value(most)).Append(") AS entries");
        return sql;
    }

    /// <summary>What is found among the walk's next entries.</summary>
    public static TrailSql Page(TrailWalk walk, int reach, int size)
    {
        var sql = new TrailSql();
        sql.Sql.Append("SELECT at AS \"At\", place AS \"Place\", case_id AS \"CaseId\", seq AS \"Seq\" FROM (SELECT at, place, case_id, seq, actor, behalf, action, step, clause, version, channel FROM trail WHERE ")
            .Append(sql.Within(walk)).Append(" ORDER BY at DESC, place DESC LIMIT ").Append(sql.Value(reach)).Append(") AS walked");
        foreach (var (index, (columns, word)) in walk.InPassing.Index())
        {
            sql.Sql.Append(index == 0 ? " WHERE (" : " AND (").AppendJoin(" OR ", columns.Select(column => $"{column} = {sql.Value(word)}")).Append(')');
        }

        sql.Sql.Append(" ORDER BY at DESC, place DESC LIMIT ").Append(sql.Value(size));
        return sql;
    }

    /// <summary>The last entry a walk with that reach looks at; no row when there are fewer.</summary>
    public static TrailSql End(TrailWalk walk, int reach)
    {
        var sql = new TrailSql();
        sql.Sql.Append("SELECT at AS \"At\", place AS \"Place\" FROM trail WHERE ").Append(sql.Within(walk)).Append(CultureInfo.InvariantCulture, $" ORDER BY at DESC, place DESC LIMIT 1 OFFSET {reach - 1}");
        return sql;
    }

    private string Within(TrailWalk walk)
    {
        var text = $"association = {Value(walk.Association)}";
        if (walk.Along is var (column, word))
        {
            text += $" AND {column} = {Value(word)}";
        }

        if (walk.From is { } from)
        {
            text += $" AND at >= {Value(from)}";
        }

        if (walk.Before is { } before)
        {
            text += $" AND at < {Value(before)}";
        }

        return walk.After is { } after ? text + $" AND (at, place) < ({Value(after.At)}, {Value(after.Place)})" : text;
    }
}

/// <summary>A way through the trail of one association.</summary>
/// <param name="Association">Its number.</param>
/// <param name="Along">The column whose index is walked, and the number looked for in it; null for all events in the order of time.</param>
/// <param name="InPassing">What else must hold: one of the columns is the number.</param>
internal sealed record TrailWalk(long Association, (string Column, long Word)? Along, IReadOnlyList<(IReadOnlyList<string> Columns, long Word)> InPassing)
{
    public long? From { get; init; }

    public long? Before { get; init; }

    public TrailMark? After { get; init; }
}
