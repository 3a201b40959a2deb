using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseWorkflows.Cases.Committee;

/// <summary>How many of a committee: a number, a percentage rounded up, or more than half. The default is more than half.</summary>
[JsonConverter(typeof(ShareJson))]
[StructLayout(LayoutKind.Auto)]
public readonly record struct Share
{
    private const string MoreThanHalfWord = "more-than-half";

    private readonly int _number;
    private readonly int _percent;

    private Share(int number, int percent) => (_number, _percent) = (number, percent);

    /// <summary>More than half: 2 of 3, 3 of 4.</summary>
    public static Share MoreThanHalf => default;

    /// <summary>That many, however many there are.</summary>
    /// <param name="number">One or more.</param>
    public static Share Number(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return new(number, 0);
    }

    /// <summary>That part of them, rounded up.</summary>
    /// <param name="percent">1 to 100.</param>
    public static Share Percent(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return new(0, percent);
    }

    /// <summary>How many that is of so many; at least one, and more than there are when a number asks for more.</summary>
    /// <param name="members">Zero or more.</param>
    public int Of(int members) => _number > 0 ? _number : _percent > 0 ? Math.Max(1, ((members * _percent) + 99) / 100) : (members / 2) + 1;

    /// <summary>Reads <c>3</c>, <c>60%</c> or <c>more-than-half</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Share share)
    {
        share = default;
        if (text == MoreThanHalfWord)
        {
            return true;
        }

        var isPercent = text?.EndsWith('%') == true;
        if (!int.TryParse(isPercent ? text![..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1 || (isPercent && value > 100))
        {
            return false;
        }

        share = isPercent ? Percent(value) : Number(value);
        return true;
    }

    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => _number > 0 ? _number.ToString(CultureInfo.InvariantCulture)
        : _percent > 0 ? string.Create(CultureInfo.InvariantCulture, $"{_percent}%")
        : MoreThanHalfWord;
}

/// <summary>A share as its text.</summary>
internal sealed class ShareJson : JsonConverter<Share>
{
    public override Share Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => Share.TryParse(reader.GetString(), out var share) ? share : throw new JsonException("This is no share of a committee.");

    public override void Write(Utf8JsonWriter writer, Share value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
