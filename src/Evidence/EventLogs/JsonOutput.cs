using System.Buffers;
using System.Globalization;
using System.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// JSON as fast as it can be written: its fixed parts are given as they stand, only values are escaped, and commas set themselves. Half a surrogate pair is
/// written as U+FFFD, as the history's hash has it and because most readers of JSON would refuse the whole text for it.
/// </summary>
internal sealed class JsonOutput(Utf8Output output)
{
    private static readonly SearchValues<byte> Special = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private bool _needsComma;

    /// <summary>Begins an array, whatever stands before it.</summary>
    public void Begin(ReadOnlySpan<byte> json)
    {
        output.Raw(json);
        _needsComma = false;
    }

    /// <summary>The next item of the array begins.</summary>
    public void Item(ReadOnlySpan<byte> json)
    {
        if (_needsComma)
        {
            output.Raw(","u8);
        }

        output.Raw(json);
        _needsComma = true;
    }

    /// <summary>Ends an array, which was an item of another or stood in one.</summary>
    public void End(ReadOnlySpan<byte> json)
    {
        output.Raw(json);
        _needsComma = true;
    }

    public void Raw(ReadOnlySpan<byte> json) => output.Raw(json);

    public void String(ReadOnlySpan<char> text)
    {
        output.Raw("\""u8);
        Part(text);
        output.Raw("\""u8);
    }

    public void String(ReadOnlySpan<byte> utf8)
    {
        output.Raw("\""u8);
        Part(utf8);
        output.Raw("\""u8);
    }

    public void Number(long number)
    {
        number.TryFormat(output.Room(20), out var written, provider: CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    /// <summary>An instant as <see cref="Cases.Calendars.Instant.ToText"/> writes it.</summary>
    public void Time(DateTimeOffset instant)
    {
        output.Raw("\""u8);
        instant.UtcDateTime.TryFormat(output.Room(28), out var written, "O", CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Raw("\""u8);
    }

    /// <summary>A part of a string that was begun.</summary>
    public void Part(ReadOnlySpan<char> text)
    {
        var room = output.Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        var written = room[..Encoding.UTF8.GetBytes(text, room)];
        if (!written.ContainsAny(Special))
        {
            output.Advance(written.Length);
            return;
        }

        var aside = ArrayPool<byte>.Shared.Rent(written.Length);
        written.CopyTo(aside);
        Part(aside.AsSpan(0, written.Length));
        ArrayPool<byte>.Shared.Return(aside);
    }

    private void Part(ReadOnlySpan<byte> utf8)
    {
        for (var at = utf8.IndexOfAny(Special); at >= 0; at = utf8.IndexOfAny(Special))
        {
            output.Raw(utf8[..at]);
            if (utf8[at] is (byte)'"' or (byte)'\\')
            {
                output.Raw([(byte)'\\', utf8[at]]);
            }
            else
            {
                output.Raw("\\u00"u8);
                ((int)utf8[at]).TryFormat(output.Room(2), out var written, "x2", CultureInfo.InvariantCulture);
                output.Advance(written);
            }

            utf8 = utf8[(at + 1)..];
        }

        output.Raw(utf8);
    }
}
