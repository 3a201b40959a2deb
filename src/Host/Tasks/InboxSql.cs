using System.Globalization;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Tasks;

/// <summary>Something a person may look into: what is offered to a role or to a person in one association.</summary>
internal sealed record InboxStream(string Association, string Kind, string Value);

/// <summary>
/// Ids of the tasks on one page of an inbox, in order. Each stream is walked along an index and only as far as the page reaches; then they are merged.
/// However many tasks wait, a first page costs a first page.
/// </summary>
internal sealed class InboxSql : ListSql
{
    /// <summary>Counted no further: nobody pages through more, and counting hundreds of thousands costs more than the page.</summary>
    public const int MostCounted = 1000;

    /// <summary>In the words of the index of what is due at all. A parameter may be any number, so that neither database would think of the index because of it.</summary>
    private static readonly string IsDue = string.Create(CultureInfo.InvariantCulture, $"due_at < {InboxPlace.Never.UtcTicks}");

    private InboxSql()
    {
    }

    /// <summary>Available tasks offered to the person, without those the person is excluded from: the longest overdue first, then by priority, due time and age.</summary>
    public static InboxSql Offered(IReadOnlyList<InboxStream> streams, string person, DateTimeOffset now, Paging paging)
    {
        var sql = new InboxSql();
        var reach = sql.Value((long)paging.Skip + paging.Size);
        sql.Sql.Append("SELECT task_id AS \"Value\" FROM (SELECT DISTINCT late, first, due_at, created_at, task_id FROM (");
        sql.Union(streams.SelectMany(stream => new[]
        {
            sql.Part(stream, person, "0 AS late, due_at AS first", $"due_at <= {sql.Value(now.UtcTicks)} AND {IsDue}", $"due_at LIMIT {reach}"),
            sql.Part(stream, person, "1 AS late, rank AS first", $"due_at > {sql.Value(now.UtcTicks)}", $"rank, due_at, created_at, task_id LIMIT {reach}"),
        }));
        sql.Sql.Append(") AS streams) AS page ORDER BY late, first, due_at, created_at, task_id LIMIT ").Append(sql.Value(paging.Size)).Append(" OFFSET ").Append(sql.Value(paging.Skip));
        return sql;
    }

    /// <summary>How many there are, up to one more than <see cref="MostCounted"/>.</summary>
    public static InboxSql CountOffered(IReadOnlyList<InboxStream> streams, string person)
    {
        var sql = new InboxSql();
        var most = sql.Value(MostCounted + 1);
        sql.Sql.Append("SELECT count(*) AS \"Value\" FROM (SELECT DISTINCT task_id FROM (");
        sql.Union(streams.Select(stream => sql.Part(stream, person, "1 AS counted", "1 = 1", $"rank LIMIT {most}")));
        sql.Sql.Append(CultureInfo.InvariantCulture, $") AS streams LIMIT {most}) AS counted");
        return sql;
    }

    /// <summary>Every open task of the associations: what is due soonest first, then what has no due time, oldest first.</summary>
    public static InboxSql Open(IReadOnlyList<string> associations, Paging paging)
    {
        var sql = new InboxSql();
        var reach = sql.Value((long)paging.Skip + paging.Size);
        sql.Sql.Append("SELECT id AS \"Value\" FROM (");
        sql.Union(associations.SelectMany(association => new[]
        {
            OpenPart(sql.Value(association), "0 AS undated, due_at", $"due_at IS NOT NULL ORDER BY due_at, created_at LIMIT {reach}"),
            OpenPart(sql.Value(association), "1 AS undated, 0 AS due_at", $"due_at IS NULL ORDER BY user_tasks.due_at, created_at LIMIT {reach}"),
        }));
        sql.Sql.Append(") AS page ORDER BY undated, due_at, created_at, id LIMIT ").Append(sql.Value(paging.Size)).Append(" OFFSET ").Append(sql.Value(paging.Skip));
        return sql;
    }

    /// <inheritdoc cref="CountOffered"/>
    public static InboxSql CountOpen(IReadOnlyList<string> associations)
    {
        var sql = new InboxSql();
        var most = sql.Value(MostCounted + 1);
        sql.Sql.Append("SELECT count(*) AS \"Value\" FROM (SELECT id FROM (");
        sql.Union(associations.Select(association => OpenPart(sql.Value(association), "1 AS counted", $"1 = 1 ORDER BY due_at, created_at LIMIT {most}")));
        sql.Sql.Append(CultureInfo.InvariantCulture, $") AS streams LIMIT {most}) AS counted");
        return sql;
    }

    private string Part(InboxStream stream, string person, string columns, string where, string order)
    {
        var (association, kind, value) = (Value(stream.Association), Value(stream.Kind), Value(stream.Value));
        return $"""
            SELECT * FROM (SELECT {columns}, due_at, created_at, task_id FROM user_task_candidates c
            WHERE association_key = {association} AND kind = {kind} AND value = {value} AND {where} AND NOT EXISTS (
                SELECT 1 FROM user_task_candidates x WHERE x.association_key = c.association_key AND x.kind = '{TaskCandidateRow.ExcludedKind}' AND x.value = {Value(person)}
                    AND x.rank = c.rank AND x.due_at = c.due_at AND x.created_at = c.created_at AND x.task_id = c.task_id)
            ORDER BY {order}) AS part
            """;
    }

    // Always in the whole order of the index: PostgreSQL would sort what has no due time, and count by looking through the table.
    private static string OpenPart(string association, string columns, string rest)
        => $"SELECT * FROM (SELECT {columns}, created_at, id FROM user_tasks WHERE association_key = {association} AND status IN ('Available', 'Claimed') AND {rest}) AS part";

    private void Union(IEnumerable<string> parts) => Sql.AppendJoin("\nUNION ALL\n", parts);
}
