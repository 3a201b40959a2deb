using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Unicode;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// Text as the value of an attribute of XML 1.0. A character XML cannot hold (section 2.2: controls but tab, line feed and carriage return, U+FFFE, U+FFFF,
/// half a surrogate pair) is written <c>_xHHHH_</c>, its UTF-16 code in hex, as ECMA-376 part 1, 22.9.2.19 (ST_Xstring) has it; an underscore that would read as
/// the beginning of such an escape is written <c>_x005F_</c>. So nothing is lost, and any decoder of that convention gives the text back.
/// </summary>
internal static class XmlText
{
    private static readonly SearchValues<byte> Special = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (byte)code), .. "&<>\"_\u00EF".Select(code => (byte)code)]);

    public static void Write(Utf8Output output, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var status = Utf8.FromUtf16(text, output.Room(text.Length * 3), out var read, out var written, replaceInvalidSequences: false);
            Settle(output, written);
            if (status != OperationStatus.InvalidData)
            {
                return;
            }

            Escape(output, text[read]);
            text = text[(read + 1)..];
        }
    }

    public static void Write(Utf8Output output, ReadOnlySpan<byte> utf8)
    {
        for (var at = utf8.IndexOfAny(Special); at >= 0; at = utf8.IndexOfAny(Special))
        {
            output.Raw(utf8[..at]);
            utf8 = utf8[(at + Replace(output, utf8[at..]))..];
        }

        output.Raw(utf8);
    }

    public static void Escape(Utf8Output output, char character)
    {
        output.Raw("_x"u8);
        ((int)character).TryFormat(output.Room(4), out var written, "X4", CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Raw("_"u8);
    }

    /// <summary>True where the text, which begins with an underscore, would be read as an escape.</summary>
    public static bool LooksEscaped<T>(ReadOnlySpan<T> text)
        where T : unmanaged, IBinaryInteger<T>
        => text.Length > 5
            && (At(text, 1) | 0x20) == 'x'
            && char.IsAsciiHexDigit(At(text, 2)) && char.IsAsciiHexDigit(At(text, 3)) && char.IsAsciiHexDigit(At(text, 4)) && char.IsAsciiHexDigit(At(text, 5));

    private static char At<T>(ReadOnlySpan<T> text, int index)
        where T : unmanaged, IBinaryInteger<T>
        => (char)ushort.CreateTruncating(text[index]);

    // Most texts need nothing: they were transcoded straight into the output and stay there.
    private static void Settle(Utf8Output output, int written)
    {
        var text = output.Room(0)[..written];
        if (!text.ContainsAny(Special))
        {
            output.Advance(written);
            return;
        }

        var aside = ArrayPool<byte>.Shared.Rent(written);
        text.CopyTo(aside);
        Write(output, aside.AsSpan(0, written));
        ArrayPool<byte>.Shared.Return(aside);
    }

    /// <summary>Writes the special character at the beginning and says how many bytes it was.</summary>
    private static int Replace(Utf8Output output, ReadOnlySpan<byte> utf8)
    {
        switch (utf8)
        {
            case [(byte)'&', ..]: output.Raw("&amp;"u8); break;
            case [(byte)'<', ..]: output.Raw("&lt;"u8); break;
            case [(byte)'>', ..]: output.Raw("&gt;"u8); break;
            case [(byte)'"', ..]: output.Raw("&quot;"u8); break;

            // Written plainly, a reader would take them for blanks (XML 1.0, section 3.3.3).
            case [(byte)'\t', ..]: output.Raw("&#9;"u8); break;
            case [(byte)'\n', ..]: output.Raw("&#10;"u8); break;
            case [(byte)'\r', ..]: output.Raw("&#13;"u8); break;
            case [(byte)'_', ..] when !LooksEscaped(utf8): output.Raw("_"u8); break;
            case [0xEF, 0xBF, 0xBE, ..]: Escape(output, '\uFFFE'); return 3;
            case [0xEF, 0xBF, 0xBF, ..]: Escape(output, '\uFFFF'); return 3;
            case [0xEF, ..]: output.Raw(utf8[..3]); return 3;
            default: Escape(output, (char)utf8[0]); break;
        }

        return 1;
    }
}
