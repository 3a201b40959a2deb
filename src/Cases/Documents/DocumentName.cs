using System.Globalization;
using System.Text;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Documents;

/// <summary>A file's name as people see it and save it. Nothing on the server is ever called by it.</summary>
public static class DocumentName
{
    /// <summary>How long a name may be, in characters, its extension included.</summary>
    public const int MostCharacters = 120;

    private const string Unnamed = "document";

    // Not allowed in a name on one system or another, or of a meaning of their own in mark-up and headers.
    private const string NotInNames = "\"<>:|?*/\\;%&";

    /// <summary>
    /// What is left of a name without folders, control characters and the signs that turn its direction round, so that <c>gpj.exe</c> does not read as a picture;
    /// with the extension of what the file really is. Cleaning a clean name changes nothing.
    /// </summary>
    /// <param name="typed">As it was sent; may be empty.</param>
    /// <param name="kind">What the file is.</param>
    public static string Clean(string? typed, FileKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var (stem, extension) = Split(Last(typed ?? ""));
        if (extension.Length > 0 && !kind.Extensions.Contains(extension, StringComparer.Ordinal))
        {
            (stem, extension) = ($"{stem}.{extension}", "");
        }

        var suffix = "." + (extension.Length > 0 ? extension : kind.Extensions.Count > 0 ? kind.Extensions[0] : "bin");
        var clean = Trimmed(stem);
        clean = clean.Length > MostCharacters - suffix.Length ? Trimmed(Cut(clean, MostCharacters - suffix.Length)) : clean;
        return (clean.Length == 0 ? Unnamed : clean) + suffix;
    }

    /// <summary>The extension of a name, lower case and without the dot; empty when it has none.</summary>
    public static string ExtensionOf(string? typed) => Split(Last(typed ?? "")).Extension;

    // Some browsers send the whole path.
    private static string Last(string typed) => typed[(typed.LastIndexOfAny(['/', '\\']) + 1)..];

    private static (string Stem, string Extension) Split(string name)
    {
        var visible = string.Concat(name.EnumerateRunes().Where(IsKept)).Trim().TrimEnd('.', ' ');
        var dot = visible.LastIndexOf('.');
        var extension = dot < 0 ? "" : visible[(dot + 1)..].Trim();
        return extension.Length is > 0 and <= 10 && extension.All(char.IsAsciiLetterOrDigit) ? (visible[..dot], extension.ToLowerInvariant()) : (visible, "");
    }

    private static string Trimmed(string stem) => Blanks.Collapse(string.Concat(stem.EnumerateRunes().Select(rune => rune.IsBmp && NotInNames.Contains((char)rune.Value) ? " " : rune.ToString()))).Trim(' ', '.', '-');

    // The two joiners belong to the spelling of some languages written in Arabic letters.
    private static bool IsKept(Rune rune) => rune.Value is 0x200C or 0x200D
        || (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            && rune != Rune.ReplacementChar);

    private static string Cut(string text, int most) => char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most];
}
