namespace CaseWorkflows.Cases.Forms;

/// <summary>What kind of document a file is, told by its first bytes and not by its name.</summary>
public enum FileKind
{
    /// <summary>A PDF document.</summary>
    Pdf,

    /// <summary>A JPEG, PNG or WebP picture. SVG is none of them: it can hold scripts.</summary>
    Image,
}

/// <summary>Tells files apart.</summary>
public static class FileKinds
{
    /// <summary>Bytes that are enough to tell a file's kind.</summary>
    public const int HeadLength = 16;

    /// <summary>The kind by its name in form files, <c>pdf</c> or <c>image</c>; null for any other.</summary>
    public static FileKind? Find(string key) => key switch
    {
        "pdf" => FileKind.Pdf,
        "image" => FileKind.Image,
        _ => null,
    };

    /// <summary>The name in form files and among answers.</summary>
    public static string Key(this FileKind kind) => kind == FileKind.Pdf ? "pdf" : "image";

    /// <summary>
    /// The media type a file has by its first bytes: <c>application/pdf</c>, <c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>; null for anything
    /// else, whatever it is called. <see cref="HeadLength"/> bytes are looked at.
    /// </summary>
    public static string? MediaTypeOf(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF-"u8) ? "application/pdf"
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8) ? "image/webp"
        : null;

    /// <summary>The kind of a media type <see cref="MediaTypeOf"/> answers; null for every other.</summary>
    public static FileKind? Of(string? mediaType) => mediaType switch
    {
        "application/pdf" => FileKind.Pdf,
        "image/png" or "image/jpeg" or "image/webp" => FileKind.Image,
        _ => null,
    };
}

/// <summary>A file that was handed in, as far as a form asks about it.</summary>
/// <param name="Sha256">Its content's SHA-256 in small hexadecimal; that is what an answer names.</param>
/// <param name="Name">What the person called it; shown, never used as a path.</param>
/// <param name="MediaType">What it is, see <see cref="FileKinds.MediaTypeOf"/>.</param>
/// <param name="Bytes">Its size.</param>
public sealed record HandedInFile(string Sha256, string Name, string MediaType, long Bytes);
