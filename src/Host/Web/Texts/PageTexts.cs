using System.Globalization;
using System.Text.Json;

namespace CaseWorkflows.Host.Web.Texts;

/// <summary>The texts of the pages: a file per language in the <c>Texts</c> folder beside them, read as one. A key stands in one folder only; tests hold the languages together.</summary>
internal static class PageTexts
{
    // What is put into a sentence keeps its own direction, whatever stands around it.
    private const char Isolate = '\u2068';
    private const char EndIsolate = '\u2069';

    private static readonly Dictionary<string, Dictionary<string, string>> ByLanguage = new(StringComparer.Ordinal) { ["ar"] = Read("ar"), ["en"] = Read("en") };

    public static IReadOnlyDictionary<string, string> In(string language) => ByLanguage[language];

    public static string Get(string language, string key) => ByLanguage[language].GetValueOrDefault(key) ?? throw new KeyNotFoundException($"There is no text '{key}' in '{language}'.");

    /// <summary>The text with its places filled, each set apart from the sentence's direction.</summary>
    public static string Format(string language, string key, params ReadOnlySpan<object> values)
    {
        var isolated = new object[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            isolated[index] = string.Create(CultureInfo.InvariantCulture, $"{Isolate}{values[index]}{EndIsolate}");
        }

        return string.Format(CultureInfo.InvariantCulture, Get(language, key), isolated);
    }

    private static Dictionary<string, string> Read(string language)
    {
        var assembly = typeof(PageTexts).Assembly;
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith($"texts/{language}/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                all.Add(key, text);
            }
        }

        return all;
    }
}
