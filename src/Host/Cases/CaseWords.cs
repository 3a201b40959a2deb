using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Cases;

/// <summary>
/// The words cases are found by: those of their applicants' names, written when a case is opened and whenever the name changes. Nothing that happens to a case
/// in between touches them. No national id and no telephone number stands here.
/// </summary>
internal static class CaseWords
{
    /// <summary>Makes a case findable under its applicant's name.</summary>
    public static async ValueTask WriteInTx(CaseTransaction tx, string association, string caseId, DateTimeOffset openedAt, string foldedName, CancellationToken ct)
    {
        var words = NameWords.Of(foldedName);
        var name = NameOf(words);
        foreach (var word in Entries(words))
        {
            await tx.Command("INSERT INTO case_words (association_key, word, opened_at, case_id, name) VALUES (@association, @word, @opened, @case, @name)")
                .With("@association", association).With("@word", word).With("@opened", openedAt).With("@case", caseId).With("@name", name)
                .WriteAsync(ct);
        }
    }

    /// <summary>Takes a case out of the search, whatever name it stands under. The second time does nothing.</summary>
    public static async ValueTask RemoveInTx(CaseTransaction tx, string association, string caseId, DateTimeOffset openedAt, CancellationToken ct)
    {
        var name = await tx.Command($"SELECT name FROM case_words WHERE association_key = @association AND word = '{CaseWordRow.Every}' AND opened_at = @opened AND case_id = @case")
            .With("@association", association).With("@opened", openedAt).With("@case", caseId).FirstAsync(row => row.Text(0), ct);
        if (name is null)
        {
            return;
        }

        foreach (var word in Entries(NameWords.Of(name)))
        {
            await tx.Command("DELETE FROM case_words WHERE association_key = @association AND word = @word AND opened_at = @opened AND case_id = @case")
                .With("@association", association).With("@word", word).With("@opened", openedAt).With("@case", caseId)
                .WriteAsync(ct);
        }
    }

    /// <summary>Lets all cases of a person be found under another name, and no longer under the one before.</summary>
    public static async ValueTask RenameInTx(CaseTransaction tx, string applicantId, string foldedName, CancellationToken ct)
    {
        var cases = await tx.Command("SELECT association_key, id, opened_at FROM cases WHERE applicant_id = @applicant ORDER BY id")
            .With("@applicant", applicantId).AllAsync(row => (Association: row.Text(0), Id: row.Text(1), OpenedAt: row.Instant(2)), ct);
        foreach (var found in cases)
        {
            await RemoveInTx(tx, found.Association, found.Id, found.OpenedAt, ct);
            await WriteInTx(tx, found.Association, found.Id, found.OpenedAt, foldedName, ct);
        }
    }

    /// <summary>A name of these words as each of its rows holds it.</summary>
    internal static string NameOf(IReadOnlyList<string> words) => $" {string.Join(' ', words)} ";

    /// <summary>What a name of these words stands under.</summary>
    internal static IEnumerable<string> Entries(IReadOnlyList<string> words) => words.Concat(words.Select(NameWords.WithoutArticle)).Append(CaseWordRow.Every).Distinct(StringComparer.Ordinal);
}
