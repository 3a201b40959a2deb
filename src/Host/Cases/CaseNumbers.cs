using System.Globalization;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Cases;

/// <summary>How cases are numbered, and what somebody means who types less than a whole number.</summary>
internal static class CaseNumbers
{
    private const int YearsBack = 2;
    private const int Figures = 6;

    /// <summary>Such as <c>NTQ-2026-000123</c>.</summary>
    public static string Of(string prefix, int year, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year}-{sequence:000000}");

    /// <summary>The numbers somebody may mean: the one typed, and for figures alone, such as 123, those of this year and the two before in each association.</summary>
    public static IEnumerable<string> Meant(string typed, IEnumerable<AssociationProfile> associations, DateTimeOffset now)
    {
        var number = ArabicText.Fold(typed).ToUpperInvariant();
        return number.Length is > 0 and <= Figures && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? associations.SelectMany(profile => Enumerable.Range(0, YearsBack + 1).Select(back => Of(profile.NumberPrefix, profile.Calendar.DayOf(now).Year - back, sequence)))
            : [number];
    }
}
