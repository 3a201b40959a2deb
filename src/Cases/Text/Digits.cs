namespace CaseWorkflows.Cases.Text;

/// <summary>Digits as machines read them. .NET's own parsers refuse the digits most Arabic keyboards type.</summary>
public static class Digits
{
    /// <summary>Arabic-Indic (٠…٩) and Persian (۰…۹) digits become 0…9; every other character stays. Doing it twice changes nothing.</summary>
    public static string ToAscii(string text)
    {
        foreach (var character in text)
        {
            if (ToAscii(character) != character)
            {
                return string.Create(text.Length, text, static (target, source) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        target[i] = ToAscii(source[i]);
                    }
                });
            }
        }

        return text;
    }

    internal static char ToAscii(char character) => character switch
    {
        >= '\u0660' and <= '\u0669' => (char)('0' + (character - '\u0660')),
        >= '\u06F0' and <= '\u06F9' => (char)('0' + (character - '\u06F0')),
        _ => character,
    };
}
