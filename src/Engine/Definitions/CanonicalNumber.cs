using System.Globalization;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>
/// One spelling for equal JSON numbers (<c>40</c>, <c>40.0</c>, <c>4e1</c>), found on the text so that no digit is lost:
/// the significant digits, then <c>E</c> and the power of ten when it is not zero.
/// </summary>
internal static class CanonicalNumber
{
    public static string Of(string number)
    {
        var sign = number.StartsWith('-') ? "-" : "";
        var parts = number[sign.Length..].Split('e', 'E');
        if (parts.Length > 1 && parts[1].Length > 9)
        {
            return number; // no number anybody computes with
        }

        var exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.');
        exponent -= point < 0 ? 0 : parts[0].Length - point - 1;
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var significant = digits.TrimEnd('0');
        exponent += digits.Length - significant.Length;
        return significant.Length == 0 ? "0"
            : exponent == 0 ? sign + significant
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{significant}E{exponent}");
    }
}
