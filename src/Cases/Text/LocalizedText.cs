namespace CaseWorkflows.Cases.Text;

/// <summary>One text in both languages of the product. Neither is ever null; a designer's single text stands in both.</summary>
/// <param name="Arabic">What an Arabic reader sees; the default.</param>
/// <param name="English">What an English reader sees.</param>
public sealed record LocalizedText(string Arabic, string English)
{
    /// <summary>The same words for every reader, as when a designer typed one title.</summary>
    public static LocalizedText Same(string text) => new(text, text);

    /// <summary>What a designer wrote in one language, most often Arabic. Where it is not in letters an English reader reads, those read what the thing is called by itself.</summary>
    /// <param name="written">The designer's words.</param>
    /// <param name="english">The English name of its kind.</param>
    public static LocalizedText Written(string written, string english) => new(written, written.Any(ArabicText.IsArabicLetter) ? english : written);

    /// <summary>The text for a language tag such as <c>ar</c>, <c>en-GB</c> or null; anything that is not English reads Arabic.</summary>
    public string In(string? language) => language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? English : Arabic;
}
