using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// The way to a value in a JSON text, as bytes that may follow in a name of XML: for each step inwards a dot and the member's name or the item's index. In a
/// member's name every character that no XML name may have (XML 1.0, 4th edition, production 4), every dot and colon, and the first digit where all are digits
/// are written <c>_xHHHH_</c> as <see cref="XmlText"/> does. Different ways give different paths.
/// </summary>
internal sealed class LeafPath
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"u8);

    private byte[] _buffer = new byte[256];
    private char[] _scratch = new char[64];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void Begin(ReadOnlySpan<byte> name)
    {
        Length = 0;
        Add(name);
    }

    public void CutTo(int length) => Length = length;

    public void Index(int index)
    {
        Add("."u8);
        Number(index);
    }

    public void Member(ReadOnlySpan<byte> rawName)
    {
        Add("."u8);
        if (!rawName.ContainsAnyExcept(Plain) && !IsNumber(rawName))
        {
            Add(rawName);
            return;
        }

        var name = JsonText.Unescape(rawName, ref _scratch);
        var isNumber = name.Length > 0 && !name.ContainsAnyExceptInRange('0', '9');
        for (var i = 0; i < name.Length; i++)
        {
            Add(name, i, isNumber && i == 0);
        }
    }

    /// <summary>A mark after the path: no path has a colon.</summary>
    public void Mark(ReadOnlySpan<byte> mark)
    {
        Add(":"u8);
        Add(mark);
    }

    public void Mark(int number)
    {
        Add(":"u8);
        Number(number);
    }

    private static bool IsNumber(ReadOnlySpan<byte> name) => name.Length > 0 && !name.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private void Add(ReadOnlySpan<char> name, int index, bool mustEscape)
    {
        var character = name[index];
        if (!mustEscape && XmlConvert.IsNCNameChar(character) && character != '.' && (character != '_' || !XmlText.LooksEscaped(name[index..])))
        {
            Length += Encoding.UTF8.GetBytes(name.Slice(index, 1), Room(3));
            return;
        }

        Add("_x"u8);
        ((int)character).TryFormat(Room(4), out var written, "X4", CultureInfo.InvariantCulture);
        Length += written;
        Add("_"u8);
    }

    private void Number(int number)
    {
        number.TryFormat(Room(11), out var written, provider: CultureInfo.InvariantCulture);
        Length += written;
    }

    private void Add(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Length += utf8.Length;
    }

    private Span<byte> Room(int atLeast)
    {
        if (_buffer.Length - Length < atLeast)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + atLeast));
        }

        return _buffer.AsSpan(Length);
    }
}
