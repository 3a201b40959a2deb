using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Projections;

/// <summary>The next events in the order in which they were committed, each with what of its case never changes.</summary>
internal sealed class FeedSql : ListSql
{
    private const string Columns = """
        e.case_id AS "CaseId", e.seq AS "Seq", e.at AS "At", e.actor AS "Actor", e.on_behalf_of AS "OnBehalfOf", e.action AS "Action", e.activity_type AS "ActivityType",
        e.activity_id AS "ActivityId", e.clause AS "Clause", e.definition_version AS "DefinitionVersion", e.data AS "Data", c.association_key AS "Association", c.channel AS "Channel"
        """;

    private FeedSql()
    {
    }

    /// <summary>One writer at a time: rows stand in the order in which they were committed.</summary>
    public static FeedSql Single(FeedPlace after, int most)
    {
        var sql = new FeedSql();
        sql.Sql.Append("SELECT 0 AS \"Tx\", e.rowid AS \"Place\", ").Append(Columns).Append(" FROM case_events e JOIN cases c ON c.id = e.case_id WHERE e.rowid > ").Append(sql.Value(after.Place))
            .Append(" ORDER BY e.rowid LIMIT ").Append(sql.Value(most));
        return sql;
    }

    /// <summary>Several at a time: only what is older than every transaction still under way, in the order of transactions, so that none slips in before a place that was read.</summary>
    public static FeedSql Concurrent(FeedPlace after, int most)
    {
        var sql = new FeedSql();
        sql.Sql.Append("SELECT e.tx::text::bigint AS \"Tx\", e.place AS \"Place\", ").Append(Columns).Append(" FROM case_events e JOIN cases c ON c.id = e.case_id WHERE (e.tx, e.place) > (")
            .Append(sql.Value(after.Tx)).Append("::text::xid8, ").Append(sql.Value(after.Place)).Append(") AND e.tx < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY e.tx, e.place LIMIT ").Append(sql.Value(most));
        return sql;
    }
}
