namespace CaseWorkflows.Cases.Text;

/// <summary>People named in a text as <c>@user-name</c>.</summary>
public static class Mentions
{
    private const int MostCharacters = 256;

    /// <summary>
    /// The user names that may be meant, each once, in the order they stand, without the sign. A full stop at the end belongs to the sentence. An address such as <c>somebody@example.org</c> names
    /// nobody.
    /// </summary>
    public static IReadOnlyList<string> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<string>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var end = at + 1;
            while (end < text.Length && end - at <= MostCharacters && IsPart(text[end]))
            {
                end++;
            }

            var name = text[(at + 1)..end].Trim('.', '-', '+', '@');
            if (name.Length > 0 && (at == 0 || !IsPart(text[at - 1])) && !found.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                found.Add(name);
            }

            at = end - 1;
        }

        return found;
    }

    // What a user name may be made of.
    private static bool IsPart(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '+' or '@';
}
