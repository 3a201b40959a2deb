using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Intake;

/// <summary>
/// People worth comparing with a name: those with two of its words, found along the index of cases by words. Each word is walked only so far, newest first, so that a name
/// everybody has costs no more than a rare one; and one word may be written wrong, for the others find the person.
/// </summary>
internal sealed class NameBlocksSql : ListSql
{
    /// <summary>Entries of one word that are looked at; of a word with more, the newest.</summary>
    public const int Reach = 400;

    private const int MostWords = 6;

    private NameBlocksSql()
    {
    }

    /// <summary>Ids of the people; null for a name of fewer than two words, which says too little.</summary>
    public static NameBlocksSql? Of(string association, string foldedName)
    {
        var words = NameWords.Of(foldedName).Select(NameWords.WithoutArticle).Where(word => word.Length > 1).Distinct(StringComparer.Ordinal).Take(MostWords).ToList();
        if (words.Count < 2)
        {
            return null;
        }

        var sql = new NameBlocksSql();
        sql.Sql.Append("SELECT DISTINCT c.applicant_id AS \"Value\" FROM (").AppendJoin("\nUNION\n", words.Select(word => sql.Part(association, word, words)))
            .Append(") AS found JOIN cases c ON c.id = found.case_id");
        return sql;
    }

    private string Part(string association, string word, IReadOnlyList<string> words)
    {
        var others = words.Where(other => other != word).SelectMany(other => new[] { $"% {other} %", $"% {NameWords.WithArticle(other)} %" }).Distinct(StringComparer.Ordinal);
        return $"""
            SELECT * FROM (SELECT case_id, name FROM case_words WHERE association_key = {Value(association)} AND word = {Value(word)} ORDER BY opened_at DESC LIMIT {Value(Reach)}) AS part
            WHERE {string.Join(" OR ", others.Select(pattern => $"name LIKE {Value(pattern)}"))}
            """;
    }
}
