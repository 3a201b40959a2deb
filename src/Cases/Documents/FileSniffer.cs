using System.Buffers.Binary;
using System.Text;

namespace CaseWorkflows.Cases.Documents;

/// <summary>
/// Tells what a file is by its own bytes, whatever it is called. A file that is two things at once, such as a picture with an archive behind it or a PDF that begins like a page, is
/// none of them.
/// </summary>
public static class FileSniffer
{
    /// <summary>How much of a file's beginning is looked at, in bytes.</summary>
    public const int HeadBytes = 1024;

    /// <summary>How much of its end, in bytes: a zip's directory with the longest comment there may be.</summary>
    public const int TailBytes = 22 + ushort.MaxValue;

    private const int ZipEndBytes = 22;
    private const int MostBrands = 16;

    private static readonly FileKind Office = FileKind.Refused("office", "ملف Word أو Excel أو PowerPoint", "Word, Excel or PowerPoint file");
    private static readonly FileKind Archive = FileKind.Refused("archive", "ملف مضغوط", "archive");
    private static readonly FileKind Program = FileKind.Refused("program", "برنامج", "program");
    private static readonly FileKind WebPage = FileKind.Refused("web-page", "صفحة ويب أو نص برمجي", "web page or script");
    private static readonly FileKind Picture = FileKind.Refused("other-picture", "صورة بصيغة غير مقبولة", "picture of another format");
    private static readonly FileKind Film = FileKind.Refused("film", "تسجيل مرئي أو صوتي", "film or sound");
    private static readonly FileKind TwoThings = FileKind.Refused("two-things", "ملف من نوعين معًا", "file that is two things at once");
    private static readonly FileKind Unknown = FileKind.Refused("unknown", "ملف غير معروف النوع", "file of an unknown kind");

    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "mif1", "msf1"];
    private static readonly string[] Markup = ["<!doctype", "<html", "<script", "<svg", "<body", "<iframe", "<?xml", "<?php", "#!/"];

    private static readonly (byte[] Bytes, FileKind Kind)[] Signatures =
    [
        ([.. "%PDF-"u8], FileKind.Pdf),
        ([0xFF, 0xD8, 0xFF], FileKind.Jpeg),
        ([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], FileKind.Png),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], Office),
        ([.. "PK"u8, 3, 4], Archive), ([.. "PK"u8, 5, 6], Archive), ([.. "Rar!"u8], Archive), ([.. "7z"u8, 0xBC, 0xAF], Archive), ([0x1F, 0x8B], Archive), ([.. "BZh"u8], Archive),
        ([.. "MZ"u8], Program), ([0x7F, .. "ELF"u8], Program), ([0xCA, 0xFE, 0xBA, 0xBE], Program), ([0xCF, 0xFA, 0xED, 0xFE], Program),
        ([.. "GIF8"u8], Picture), ([.. "BM"u8], Picture), ([.. "II*"u8, 0], Picture), ([.. "MM"u8, 0, .. "*"u8], Picture),
        ([.. "ID3"u8], Film), ([.. "OggS"u8], Film), ([0x1A, 0x45, 0xDF, 0xA3], Film),
    ];

    /// <summary>What the file is. One that is not taken in has a name as well, to be told to whoever sent it.</summary>
    /// <param name="head">The first <see cref="HeadBytes"/>, or all of a shorter file.</param>
    /// <param name="tail">The last <see cref="TailBytes"/>, or all of a shorter file.</param>
    public static FileKind Of(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        head = head[..Math.Min(head.Length, HeadBytes)];
        var kind = ByBeginning(head);
        return kind == Archive && IsOffice(head) ? Office
            : kind.IsTaken && (EndsAsZip(tail) || HoldsMarkup(head)) ? TwoThings
            : kind == Unknown && HoldsMarkup(head) ? WebPage
            : kind;
    }

    private static FileKind ByBeginning(ReadOnlySpan<byte> head)
    {
        foreach (var (bytes, kind) in Signatures)
        {
            if (head.StartsWith(bytes))
            {
                return kind;
            }
        }

        return head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) ? (IsHeic(head) ? FileKind.Heic : Film)
            : head.Length >= 16 && head.StartsWith("RIFF"u8) ? (head[8..12].SequenceEqual("WEBP"u8) && head[12..15].SequenceEqual("VP8"u8) ? FileKind.Webp : Film)
            : Unknown;
    }

    /// <summary>The box that begins such a file names its brands; the first may be a general one.</summary>
    private static bool IsHeic(ReadOnlySpan<byte> head)
    {
        var end = (int)Math.Min(Math.Min(BinaryPrimitives.ReadUInt32BigEndian(head), (uint)head.Length), 16 + (4 * MostBrands));
        for (var at = 8; at + 4 <= end; at += at == 8 ? 8 : 4)
        {
            if (HeicBrands.Contains(Encoding.ASCII.GetString(head.Slice(at, 4)), StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOffice(ReadOnlySpan<byte> head) => head.IndexOf("[Content_Types].xml"u8) >= 0 || head.IndexOf("mimetypeapplication/vnd.oasis"u8) >= 0;

    /// <summary>A zip is read from its end: its directory's last record says how long its comment is, so that it fits the end exactly.</summary>
    private static bool EndsAsZip(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - ZipEndBytes; at >= 0; at--)
        {
            if (tail[at..].StartsWith("PK\u0005\u0006"u8) && at + ZipEndBytes + BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) == tail.Length)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsMarkup(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head);
        return Array.Exists(Markup, sign => sign is "<?xml" or "#!/" ? text.AsSpan().TrimStart("\u00EF\u00BB\u00BF \r\n\t").StartsWith(sign, StringComparison.OrdinalIgnoreCase) : text.Contains(sign, StringComparison.OrdinalIgnoreCase));
    }
}
