using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CaseWorkflows.Cases.History;

/// <summary>
/// Writes canonical JSON into a pooled buffer. It escapes by its own short list and not by a framework encoder's: which characters those
/// escape depends on the Unicode version they were built with, and a hash must come out the same in twenty years.
/// </summary>
internal sealed class CanonicalWriter(int capacity) : IDisposable
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\']);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    public void Raw(scoped ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        _length += utf8.Length;
    }

    /// <summary>A JSON string, or null. Half a surrogate pair is written as U+FFFD, as every database writes it.</summary>
    public void Text(string? text)
    {
        if (text is null)
        {
            Raw("null"u8);
            return;
        }

        Raw("\""u8);
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            Plain(rest[..at]);
            Escape(rest[at]);
            rest = rest[(at + 1)..];
        }

        Plain(rest);
        Raw("\""u8);
    }

    public void Number(long number)
    {
        number.TryFormat(Room(20), out var written, provider: CultureInfo.InvariantCulture);
        _length += written;
    }

    public void Element(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Members(element);
                break;
            case JsonValueKind.Array:
                Items(element);
                break;
            case JsonValueKind.String when JsonMarshal.GetRawUtf8Value(element) is var quoted && quoted.Contains((byte)'\\'):
                Text(Unescape(quoted[1..^1]));
                break;
            default:
                Raw(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }

    private void Items(JsonElement array)
    {
        var separator = "["u8;
        foreach (var item in array.EnumerateArray())
        {
            Raw(separator);
            Element(item);
            separator = ","u8;
        }

        Raw(separator is [(byte)'['] ? "[]"u8 : "]"u8);
    }

    private void Members(JsonElement element)
    {
        var separator = "{"u8;
        if (IsSorted(element))
        {
            foreach (var member in element.EnumerateObject())
            {
                Raw(separator);
                Raw("\""u8);
                Raw(JsonMarshal.GetRawUtf8PropertyName(member));
                Raw("\":"u8);
                Element(member.Value);
                separator = ","u8;
            }
        }
        else
        {
            foreach (var (name, value) in Sorted(element))
            {
                Raw(separator);
                Text(name);
                Raw(":"u8);
                Element(value);
                separator = ","u8;
            }
        }

        Raw(separator is [(byte)'{'] ? "{}"u8 : "}"u8);
    }

    // What was canonical when stored is copied. Bytes order as UTF-16 does unless a name reaches beyond the basic plane (lead byte F0 and up).
    private static bool IsSorted(JsonElement element)
    {
        var before = ReadOnlySpan<byte>.Empty;
        var first = true;
        foreach (var member in element.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (name.Contains((byte)'\\') || name.ContainsAnyInRange((byte)0xF0, (byte)0xFF) || (!first && before.SequenceCompareTo(name) >= 0))
            {
                return false;
            }

            before = name;
            first = false;
        }

        return true;
    }

    // A stable sort: a name that stands twice keeps its order, so that no two different objects look alike.
    private static IEnumerable<(string Name, JsonElement Value)> Sorted(JsonElement element) =>
        element.EnumerateObject()
            .Select(member => (Name: Unescape(JsonMarshal.GetRawUtf8PropertyName(member)), member.Value))
            .OrderBy(member => member.Name, StringComparer.Ordinal);

    // JsonElement.GetString throws on an escaped half of a surrogate pair; what once was stored must still be hashed.
    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        var escaped = Encoding.UTF8.GetString(raw);
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                text.Append(escaped[i]);
                continue;
            }

            i++;
            text.Append(escaped[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(escaped.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var itself => itself,
            });
            i += escaped[i] == 'u' ? 4 : 0;
        }

        return text.ToString();
    }

    private void Plain(ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    private void Escape(char character)
    {
        switch (character)
        {
            case '"': Raw("\\\""u8); break;
            case '\\': Raw("\\\\"u8); break;
            case '\b': Raw("\\b"u8); break;
            case '\f': Raw("\\f"u8); break;
            case '\n': Raw("\\n"u8); break;
            case '\r': Raw("\\r"u8); break;
            case '\t': Raw("\\t"u8); break;
            default:
                Raw("\\u00"u8);
                Raw([HexDigit(character >> 4), HexDigit(character & 15)]);
                break;
        }
    }

    private static byte HexDigit(int value) => (byte)"0123456789abcdef"[value];

    private Span<byte> Room(int length)
    {
        if (_buffer.Length - _length < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + length));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsSpan(_length);
    }
}
