using CaseWorkflows.Cases.Calendars;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>The attributes of XES (IEEE 1849-2016, 4.2). Keys are given as they stand in the file.</summary>
internal sealed class XesOutput(Utf8Output output)
{
    public Utf8Output Bytes => output;

    public void Text(ReadOnlySpan<byte> key, ReadOnlySpan<char> value)
    {
        Open("string"u8, key);
        XmlText.Write(output, value);
        output.Raw(Close);
    }

    public void Token(ReadOnlySpan<byte> type, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Open(type, key);
        output.Raw(value);
        output.Raw(Close);
    }

    public void TextOrNothing(ReadOnlySpan<byte> key, string? value)
    {
        if (value is not null)
        {
            Text(key, value);
        }
    }

    public void Number(ReadOnlySpan<byte> key, long value)
    {
        Open("int"u8, key);
        value.TryFormat(output.Room(20), out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Raw(Close);
    }

    /// <summary>In UTC, as <see cref="Instant.ToText"/> writes it.</summary>
    public void Time(ReadOnlySpan<byte> key, DateTimeOffset value)
    {
        Open("date"u8, key);
        value.UtcDateTime.TryFormat(output.Room(28), out var written, "O", System.Globalization.CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Raw(Close);
    }

    public void TimeOrNothing(ReadOnlySpan<byte> key, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            Time(key, time);
        }
    }

    public void Open(ReadOnlySpan<byte> type, ReadOnlySpan<byte> key)
    {
        output.Raw("<"u8);
        output.Raw(type);
        output.Raw(" key=\""u8);
        output.Raw(key);
        output.Raw("\" value=\""u8);
    }

    public static ReadOnlySpan<byte> Close => "\"/>"u8;
}
