
namespace CaseWorkflows.Evidence.Packs;

/// <summary>What a pack shows and what it does not, once everything was looked at.</summary>
internal static class Conclusions
{
    public static IReadOnlyList<Statement> Of(PackCheck check)
    {
        var about = check.Manifest.About;
        var areFilesWhole = !check.Findings.Exists(found => found.Code is >= FindingCode.FileMissing or FindingCode.KeySwapped or FindingCode.ManifestSignature or FindingCode.DocumentReplaced or FindingCode.DocumentMissing);
        if (check.SignedWith is { } key && areFilesWhole)
        {
            check.Statements.Add(new(StatementCode.ManifestSigned) { Key = key, At = about.CreatedAt });
        }

        if (check.IsKeyCompared)
        {
            check.Statements.Add(new(StatementCode.KeyCompared) { Key = check.SignedWith });
        }

        if (check.Compared.Count > 0)
        {
            check.Statements.Add(new(StatementCode.SealsAgree) { Count = check.Compared.Count, Seal = check.Compared.Last });
        }

        Documents(check, areFilesWhole);
        if (!check.IsKeyCompared && check.Compared.Count == 0)
        {
            check.Statements.Add(new(StatementCode.KeyNotCompared) { Key = check.SignedWith ?? check.Keys?.Keys[^1].Id ?? "" });
        }

        check.Statements.Add(new(StatementCode.FilesNotSealed));
        check.Statements.Add(new(StatementCode.NeverRecorded));
        return
        [
            .. check.Statements.OrderBy(statement => statement.Code).ThenBy(statement => statement.Case, StringComparer.Ordinal).ThenBy(statement => statement.Seq),
        ];
    }

    private static void Documents(PackCheck check, bool areFilesWhole)
    {
        var included = check.Manifest.Files.Select(file => PackPaths.DocumentOf(file.Path)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var named = check.Documents.Select(document => document.Document.Sha256).ToHashSet(StringComparer.Ordinal);
        if (areFilesWhole && named.Count(included.Contains) is > 0 and var here)
        {
            check.Statements.Add(new(StatementCode.DocumentsIncluded) { Count = here });
        }

        if (named.Count(hash => !included.Contains(hash)) is > 0 and var elsewhere)
        {
            check.Statements.Add(new(StatementCode.DocumentsNotIncluded) { Count = elsewhere });
        }
    }
}
