using System.Globalization;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Tasks;

/// <summary>How satisfied a person says they are: 1 (not at all) to 5 (very).</summary>
public static class Rating
{
    /// <summary>Not at all satisfied.</summary>
    public const int Lowest = 1;

    /// <summary>Very satisfied.</summary>
    public const int Highest = 5;

    /// <summary>Reads a rating as typed, in any digits. False, with 0, for anything but a whole number within the bounds.</summary>
    public static bool TryRead(string? typed, out int rating)
    {
        if (int.TryParse(Digits.ToAscii(typed ?? ""), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out rating)
            && rating is >= Lowest and <= Highest)
        {
            return true;
        }

        rating = 0;
        return false;
    }
}
