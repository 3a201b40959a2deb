using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace CaseWorkflows.Host.Designer.Descriptors;

/// <summary>What designers read about activities, from <c>Texts/ar.json</c> and <c>Texts/en.json</c>. The two have the same keys; a test sees to that.</summary>
internal static class DesignerTexts
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> ByLanguage = new[] { "ar", "en" }.ToFrozenDictionary(language => language, Load, StringComparer.Ordinal);

    public static IEnumerable<string> Keys(string language) => ByLanguage[language].Keys;

    /// <summary>The text of the first of these keys that has one; null when none has.</summary>
    public static string? Find(string language, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (ByLanguage[language].TryGetValue(key, out var text))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>A text that is always there.</summary>
    public static string Of(string language, string key) => ByLanguage[language][key];

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"designer-texts.{language}.json") ?? throw new InvalidOperationException($"The texts for {language} are not built in.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
