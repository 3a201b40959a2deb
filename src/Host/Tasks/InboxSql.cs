using System.Globalization;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Tasks;

/// <summary>
/// Ids of the tasks on one page of an inbox: the longest overdue first, then what waits longest. Each walk goes along an index and only as far as the page
/// reaches; then they are merged. What a filter leaves out is passed over in narrow entries that hold what is filtered by (docs/adr/0026).
/// </summary>
internal sealed class InboxSql : ListSql
{
    /// <summary>Counted no further: nobody pages through more, and counting hundreds of thousands costs more than the page.</summary>
    public const int MostCounted = 1000;

    /// <summary>In the words of the index of what is due at all. A parameter may be any number, so that neither database would think of the index because of it.</summary>
    private static readonly string IsDue = string.Create(CultureInfo.InvariantCulture, $"c.due_at < {InboxPlace.Never.UtcTicks}");

    // By the index of what waits; a committee's task is offered to people and still the work of a role.
    private const string RolesOfOffered = """
        (SELECT t.candidate_roles FROM user_tasks t WHERE t.association_key = c.association_key AND t.created_at = c.created_at AND t.id = c.task_id AND t.status IN ('Available', 'Claimed'))
        """;

    private readonly IReadOnlyList<InboxEntry>? _among;

    private InboxSql(IReadOnlyList<InboxEntry>? among = null) => _among = among;

    /// <summary>The ids on a page; of a few tasks alone when they are named.</summary>
    public static InboxSql Page(IReadOnlyList<InboxWalk> walks, InboxFilter filter, DateTimeOffset now, Paging paging, IReadOnlyList<InboxEntry>? among = null)
    {
        var sql = new InboxSql(among);
        var reach = sql.Value((long)paging.Skip + paging.Size);
        sql.Sql.Append("SELECT id AS \"Value\" FROM (SELECT DISTINCT late, first, created_at, id FROM (");
        sql.Union(walks.SelectMany(walk => sql.Parts(walk, filter, now, reach)));
        sql.Sql.Append(") AS walks) AS page ORDER BY late, first, created_at, id LIMIT ").Append(sql.Value(paging.Size)).Append(" OFFSET ").Append(sql.Value(paging.Skip));
        return sql;
    }

    /// <summary>How many there are, up to one more than a number.</summary>
    public static InboxSql Count(IReadOnlyList<InboxWalk> walks, InboxFilter filter, DateTimeOffset now, IReadOnlyList<InboxEntry>? among = null)
    {
        var sql = new InboxSql(among);
        sql.Sql.Append(sql.Counted(walks, filter, now, MostCounted));
        return sql;
    }

    /// <summary>Several such numbers in one row; the names are its columns.</summary>
    public static InboxSql Counts(IReadOnlyList<(string Name, IReadOnlyList<InboxWalk> Walks)> scopes, InboxFilter filter, DateTimeOffset now, int most)
    {
        var sql = new InboxSql();
        sql.Sql.Append("SELECT ").AppendJoin(", ", scopes.Select(scope => scope.Walks.Count == 0 ? $"0 AS \"{scope.Name}\"" : $"({sql.Counted(scope.Walks, filter, now, most)}) AS \"{scope.Name}\""));
        return sql;
    }

    private string Counted(IReadOnlyList<InboxWalk> walks, InboxFilter filter, DateTimeOffset now, int most)
    {
        var reach = Value(most + 1);
        var parts = walks.Select(walk => Part(walk, filter, "1 AS counted", Window(walk, filter, now), filter.Overdue || walk.DueBy is not null ? DueOf(filter) : "c.created_at", reach));
        return $"SELECT count(*) AS \"Value\" FROM (SELECT DISTINCT id FROM ({string.Join("\nUNION ALL\n", parts)}) AS walks LIMIT {reach}) AS counted";
    }

    /// <summary>A walk in its order: what is overdue and then the rest, or what is due by a moment alone.</summary>
    private IEnumerable<string> Parts(InboxWalk walk, InboxFilter filter, DateTimeOffset now, string reach)
    {
        if (walk.DueBy is { } until)
        {
            yield return Part(walk, filter, "0 AS late, c.due_at AS first", Due(walk, filter, filter.Overdue ? now : until), DueOf(filter), reach);
            yield break;
        }

        if (walk.DueAfter is null)
        {
            yield return Part(walk, filter, "0 AS late, c.due_at AS first", Due(walk, filter, now), DueOf(filter), reach);
        }

        if (!filter.Overdue)
        {
            yield return Part(walk, filter, "1 AS late, c.created_at AS first", NotDue(walk, walk.DueAfter ?? now), "c.created_at", reach);
        }
    }

    private string Part(InboxWalk walk, InboxFilter filter, string columns, string window, string order, string reach)
    {
        var (id, source) = walk switch
        {
            InboxWalk.Offered offered => ("c.task_id", Offered(offered)),
            InboxWalk.HeldBy held => ("c.id", $"user_tasks c WHERE c.assignee = {Value(held.Person)} AND c.status = 'Claimed' AND c.association_key = {Value(held.Association)}"),
            _ => ("c.id", $"user_tasks c WHERE c.association_key = {Value(walk.Association)} AND c.status IN ('Available', 'Claimed')"),
        };
        return $"""
            SELECT * FROM (SELECT {columns}, c.created_at AS created_at, {id} AS id FROM {source}{Among(id)}{Narrowed(walk, filter)} AND {window}
            ORDER BY {order}, {(order == "c.created_at" ? "" : "c.created_at, ")}{id} LIMIT {reach}) AS part
            """;
    }

    private string Offered(InboxWalk.Offered walk) => $"""
        user_task_candidates c WHERE c.association_key = {Value(walk.Association)} AND c.kind = {Value(walk.Kind)} AND c.value = {Value(walk.Value)} AND NOT EXISTS (
            SELECT 1 FROM user_task_candidates x WHERE x.association_key = c.association_key AND x.kind = '{TaskCandidateRow.ExcludedKind}' AND x.value IN ({string.Join(", ", walk.Excluding.Select(person => Value(person)))})
                AND x.created_at = c.created_at AND x.task_id = c.task_id){(walk.WithoutVotes ? " AND NOT EXISTS (SELECT 1 FROM committee_sittings s WHERE s.task_id = c.task_id)" : "")}
        """;

    // Both, so that whichever index is walked along is entered at these tasks.
    private string Among(string id) => _among is null ? ""
        : $" AND c.created_at IN ({string.Join(", ", _among.Select(entry => Value(entry.CreatedAt.UtcTicks)))}) AND {id} IN ({string.Join(", ", _among.Select(entry => Value(entry.Id)))})";

    /// <summary>A row an older host wrote does not say what it is about, and is shown rather than hidden.</summary>
    private string Narrowed(InboxWalk walk, InboxFilter filter)
    {
        var step = filter.Step is null ? "" : $" AND (c.activity_type = {Value(filter.StepType!)} OR c.activity_id = {Value(filter.Step)} OR c.activity_type IS NULL)";
        var role = filter.Role is null || walk is InboxWalk.Offered { Kind: TaskCandidateRow.RoleKind } offered && offered.Value == filter.Role ? "" // it is offered to that very role
            : $" AND {(walk is InboxWalk.Offered ? RolesOfOffered : "c.candidate_roles")} LIKE {Value($"%\"{filter.Role}\"%")}";
        var service = filter.Service is null ? "" : $" AND (c.service = {Value(filter.Service)} OR c.service IS NULL)";
        var channel = filter.Channel is null ? "" : $" AND (c.channel = {Value(filter.Channel)} OR c.channel IS NULL)";
        var priority = filter.Priority is not { } least ? "" : walk is InboxWalk.Offered ? $" AND c.rank <= {Value(100 - least)}" : $" AND c.priority >= {Value(least)}";
        return step + role + service + channel + priority;
    }

    private string Window(InboxWalk walk, InboxFilter filter, DateTimeOffset now)
        => filter.Overdue ? Due(walk, filter, now) : walk.DueBy is { } until ? Due(walk, filter, until) : walk.DueAfter is { } after ? NotDue(walk, after) : "1 = 1";

    private string Due(InboxWalk walk, InboxFilter filter, DateTimeOffset until)
        => $"{DueOf(filter)} <= {Value(until.UtcTicks)}{(walk is InboxWalk.Offered && !filter.LooksInto ? $" AND {IsDue}" : "")}";

    private string NotDue(InboxWalk walk, DateTimeOffset until)
        => walk is InboxWalk.Offered ? $"c.due_at > {Value(until.UtcTicks)}" : $"(c.due_at IS NULL OR c.due_at > {Value(until.UtcTicks)})";

    // The index of what is due does not hold what is filtered by: with a filter, the one that does is walked along instead, which the sum makes sure of.
    private static string DueOf(InboxFilter filter) => filter.LooksInto ? "(c.due_at + 0)" : "c.due_at";

    private void Union(IEnumerable<string> parts) => Sql.AppendJoin("\nUNION ALL\n", parts);
}

/// <summary>A task and when it was opened, which is where indexes have it.</summary>
internal sealed record InboxEntry(string Id, DateTimeOffset CreatedAt);
