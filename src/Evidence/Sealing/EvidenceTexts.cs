using System.Text.Json;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Evidence.Sealing;

/// <summary>What is said of seals and packs, in both languages, from one file that the page for checking a pack carries too. Values stand apart from the direction of an Arabic sentence.</summary>
internal static class EvidenceTexts
{
    private const char Isolate = '\u2068';
    private const char EndOfIsolate = '\u2069';

    private static readonly Dictionary<string, LocalizedText> Texts = Read();

    /// <summary>The file as it is built in, UTF-8.</summary>
    public static byte[] File()
    {
        using var file = typeof(EvidenceTexts).Assembly.GetManifestResourceStream("evidence-texts.json") ?? throw new InvalidOperationException("The texts are not built in.");
        return new BinaryReader(file).ReadBytes((int)file.Length);
    }

    /// <summary>The names of all texts.</summary>
    public static IReadOnlyCollection<string> Names => Texts.Keys;

    /// <summary>A text with its values in place. A name there is none for is a bug and throws <see cref="KeyNotFoundException"/>.</summary>
    public static LocalizedText Of(string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        var (arabic, english) = (Texts[name].Arabic, Texts[name].English);
        foreach (var (place, value) in values)
        {
            arabic = arabic.Replace($"{{{place}}}", $"{Isolate}{value}{EndOfIsolate}", StringComparison.Ordinal);
            english = english.Replace($"{{{place}}}", value, StringComparison.Ordinal);
        }

        return new(arabic, english);
    }

    private static Dictionary<string, LocalizedText> Read()
    {
        using var document = JsonDocument.Parse(File());
        return document.RootElement.EnumerateObject().ToDictionary(
            text => text.Name, text => new LocalizedText(text.Value.GetProperty("ar").GetString()!, text.Value.GetProperty("en").GetString()!), StringComparer.Ordinal);
    }
}
