using System.Globalization;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Cases;

/// <summary>
/// Ids of the cases on one page of a list, newest first. Each association is a walk of its own along an index, only as far as the page reaches; then they
/// are merged, as in an inbox.
/// </summary>
internal sealed class CaseListSql : ListSql
{
    private CaseListSql()
    {
    }

    /// <summary>The ids on a page.</summary>
    public static CaseListSql Page(IEnumerable<CaseWalk> walks, Paging paging)
    {
        var sql = new CaseListSql();
        sql.Sql.Append("SELECT id AS \"Value\" FROM (");
        sql.Union(walks, sql.Value((long)paging.Skip + paging.Size));
        sql.Sql.Append(") AS page ORDER BY opened_at DESC, id DESC LIMIT ").Append(sql.Value(paging.Size)).Append(" OFFSET ").Append(sql.Value(paging.Skip));
        return sql;
    }

    /// <summary>How many there are, and no further than a number.</summary>
    public static CaseListSql Count(IEnumerable<CaseWalk> walks, int most)
    {
        var sql = new CaseListSql();
        sql.Sql.Append("SELECT count(*) AS \"Value\" FROM (");
        sql.Union(walks, sql.Value(most));
        sql.Sql.Append(CultureInfo.InvariantCulture, $" LIMIT {sql.Value(most)}) AS counted");
        return sql;
    }

    /// <summary>How many entries a walk would look at, up to a number; and when it is in order, when the last of them was opened.</summary>
    public static CaseListSql Measure(CaseWalk walk, int most)
    {
        var sql = new CaseListSql();

        // Both orders are the index's; without one PostgreSQL may think that the table is sooner looked through.
        sql.Sql.Append("SELECT count(*) AS \"Entries\", coalesce(min(opened_at), 0) AS \"Oldest\" FROM (SELECT opened_at FROM ").Append(sql.Source(walk))
            .Append(walk.IsInOrder ? " ORDER BY opened_at DESC LIMIT " : " ORDER BY word LIMIT ").Append(sql.Value(most)).Append(") AS entries");
        return sql;
    }

    // UNION, not UNION ALL: a case may stand under two words that begin alike, or be found by name and number.
    private void Union(IEnumerable<CaseWalk> walks, string reach) => Sql.AppendJoin("\nUNION\n", walks.Select(walk => Part(walk, reach)));

    private string Part(CaseWalk walk, string reach) => walk switch
    {
        CaseWalk.Numbered numbered => $"SELECT opened_at, id FROM cases s WHERE association_key = {Value(numbered.Association)} AND number = {Value(numbered.Number)}{Stage("stage", numbered.Stage)}{OfCase(numbered.And)}",
        CaseWalk.OfPerson person => $"""
            SELECT opened_at, id FROM cases s WHERE applicant_id IN (
                SELECT a.id FROM applicants a WHERE a.association_key = {Value(person.Association)} AND {(person.NationalIdHash is { } hash ? $"a.national_id_hash = {Value(hash)}" : $"a.mobile = {Value(person.Mobile!)}")})
            AND association_key = {Value(person.Association)}{Stage("stage", person.Stage)}{OfCase(person.And)}
            """,
        CaseWalk.Waiting waiting => $"""
            SELECT * FROM (SELECT opened_at, id FROM cases s WHERE id IN (
                SELECT t.case_id FROM user_tasks t WHERE t.association_key = {Value(waiting.Association)} AND {OfTask(waiting.And)})
            AND association_key = {Value(waiting.Association)}{Stage("stage", waiting.Stage)}{OfCase(waiting.And with { Step = null, DueBy = null })}
            ORDER BY opened_at DESC, id DESC LIMIT {reach}) AS part
            """,
        CaseWalk.Ended ended => $"""
            SELECT * FROM (SELECT opened_at, id FROM cases s WHERE association_key = {Value(ended.Association)}{Stage("stage", ended.Stage)}{OfCase(ended.And)}
            ORDER BY opened_at DESC, id DESC LIMIT {reach}) AS part
            """,
        CaseWalk.Staged staged => $"""
            SELECT * FROM (SELECT opened_at, id FROM {Source(staged)}{Named(staged)}{OfCase(staged.And)} ORDER BY opened_at DESC, id DESC LIMIT {reach}) AS part
            """,
        CaseWalk.Worded worded => $"""
            SELECT * FROM (SELECT {(worded.IsInOrder ? "" : "DISTINCT ")}opened_at, case_id AS id FROM {Source(worded)}{Matches(worded.Terms)}{Stage("(SELECT c.stage FROM cases c WHERE c.id = w.case_id)", worded.Stage)}{OfWord(worded.And)}
            ORDER BY opened_at DESC, case_id DESC LIMIT {reach}) AS part
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(walk)),
    };

    /// <summary>Where a walk goes along, and how far it can be told from the index alone.</summary>
    private string Source(CaseWalk walk) => walk switch
    {
        CaseWalk.Staged staged => $"cases s WHERE association_key = {Value(staged.Association)}{Stage("stage", staged.Stage)}",
        CaseWalk.Worded { IsInOrder: true } worded => $"case_words w WHERE association_key = {Value(worded.Association)} AND word = {Value(worded.From)}",
        CaseWalk.Worded worded => $"case_words w WHERE association_key = {Value(worded.Association)} AND word >= {Value(worded.From)} AND word <= {Value(worded.To)}",
        _ => throw new ArgumentOutOfRangeException(nameof(walk)),
    };

    // A scalar subquery, which neither database turns round into a walk over everything it could match.
    private string Named(CaseWalk.Staged staged) => staged.Terms.Count == 0 ? "" : $"""
         AND (SELECT count(*) FROM case_words w WHERE w.association_key = s.association_key AND w.word = '{CaseWordRow.Every}' AND w.opened_at = s.opened_at AND w.case_id = s.id{Matches(staged.Terms)}) > 0
        """;

    private string Matches(IReadOnlyList<SearchTerm> terms)
        => string.Concat(terms.Select(term => $" AND ({string.Join(" OR ", term.Patterns.Select(pattern => $"w.name LIKE {Value(pattern)}"))})"));

    /// <summary>On a row of cases called <c>s</c>.</summary>
    private string OfCase(CaseConditions and) => string.Concat(
        Stage("s.result", and.Result), Stage("s.service", and.Service), Stage("s.channel", and.Channel), Stage("s.branch_id", and.Branch), Opened("s.opened_at", and), Closed(and),
        and.AreOfTasks ? $" AND (SELECT count(*) FROM user_tasks t WHERE t.workflow_instance_id = s.workflow_instance_id AND {OfTask(and)}) > 0" : "");

    // A word's entry knows when its case was opened; the rest is looked up, as in Named.
    private string OfWord(CaseConditions and) => Opened("w.opened_at", and) + (OfCase(and with { OpenedFrom = null, OpenedBefore = null }) is { Length: > 0 } rest
        ? $" AND (SELECT count(*) FROM cases s WHERE s.id = w.case_id{rest}) > 0" : "");

    private string OfTask(CaseConditions and) => "t.status IN ('Available', 'Claimed')"
        + (and.Step is { } step ? $" AND (t.activity_type = {Value(step)} OR t.activity_id = {Value(step)})" : "")
        + (and.DueBy is { } due ? $" AND t.due_at <= {Value(due.UtcTicks)}" : "");

    private string Opened(string column, CaseConditions and)
        => (and.OpenedFrom is { } from ? $" AND {column} >= {Value(from.UtcTicks)}" : "") + (and.OpenedBefore is { } before ? $" AND {column} < {Value(before.UtcTicks)}" : "");

    private string Closed(CaseConditions and)
        => (and.IsOpen is { } open ? $" AND s.stage {(open ? "<>" : "=")} '{nameof(CaseStage.Closed)}'" : "")
            + (and.ClosedFrom is { } from ? $" AND s.closed_at >= {Value(from.UtcTicks)}" : "") + (and.ClosedBefore is { } before ? $" AND s.closed_at < {Value(before.UtcTicks)}" : "");

    private string Stage(string column, string? stage) => stage is null ? "" : $" AND {column} = {Value(stage)}";
}
