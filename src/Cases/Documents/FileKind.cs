using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Documents;

/// <summary>What a file turns out to be once its bytes are looked at.</summary>
/// <param name="Key">Stable kebab-case key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="MediaType">Under which it is handed out; empty for what is never taken in.</param>
/// <param name="Extensions">Those a file of this kind may carry, without the dot; the first is given to one that has none. Empty for what is never taken in.</param>
/// <param name="IsShown">True for what a browser shows by itself; the rest is only downloaded.</param>
public sealed record FileKind(string Key, LocalizedText Name, string MediaType, IReadOnlyList<string> Extensions, bool IsShown)
{
    /// <summary>A PDF.</summary>
    public static readonly FileKind Pdf = new("pdf", new("ملف PDF", "PDF"), "application/pdf", ["pdf"], IsShown: true);

    /// <summary>A photograph or scan.</summary>
    public static readonly FileKind Jpeg = new("jpeg", new("صورة JPEG", "JPEG picture"), "image/jpeg", ["jpg", "jpeg", "jpe", "jfif"], IsShown: true);

    /// <summary>A picture of a screen, or a scan.</summary>
    public static readonly FileKind Png = new("png", new("صورة PNG", "PNG picture"), "image/png", ["png"], IsShown: true);

    /// <summary>A picture as messengers hand it on.</summary>
    public static readonly FileKind Webp = new("webp", new("صورة WebP", "WebP picture"), "image/webp", ["webp"], IsShown: true);

    /// <summary>A photograph as some telephones keep it; most browsers cannot show it.</summary>
    public static readonly FileKind Heic = new("heic", new("صورة HEIC", "HEIC picture"), "image/heic", ["heic", "heif"], IsShown: false);

    /// <summary>What is taken in, in the order in which it is named to people.</summary>
    public static readonly IReadOnlyList<FileKind> Taken = [Pdf, Jpeg, Png, Webp, Heic];

    /// <summary>True for a kind that is taken in.</summary>
    public bool IsTaken => MediaType.Length > 0;

    /// <summary>The kinds a form's file means by a word: <c>pdf</c>, or <c>image</c> for every picture that is taken in. Empty for any other word. SVG is no picture here: it can hold scripts.</summary>
    /// <param name="word">As it stands in the form.</param>
    public static IReadOnlyList<FileKind> Meant(string word) => word switch
    {
        "pdf" => [Pdf],
        "image" => [Jpeg, Png, Webp, Heic],
        _ => [],
    };

    /// <summary>The kind with that media type; null when none that is taken in has it.</summary>
    public static FileKind? OfMediaType(string? mediaType) => Taken.FirstOrDefault(kind => string.Equals(kind.MediaType, mediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>A kind that is known and not taken in.</summary>
    internal static FileKind Refused(string key, string arabic, string english) => new(key, new(arabic, english), "", [], IsShown: false);
}
