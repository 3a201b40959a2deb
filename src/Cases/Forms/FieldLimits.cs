using System.Runtime.InteropServices;

namespace CaseWorkflows.Cases.Forms;

/// <summary>The bounds of an answer. Each is null where the field's type has no such bound, or the type's own applies.</summary>
public sealed record FieldLimits
{
    /// <summary>Characters of a line unless the form says otherwise.</summary>
    public const int UsualTextLength = 200;

    /// <summary>Characters of a long text unless the form says otherwise.</summary>
    public const int UsualLongTextLength = 4000;

    /// <summary>Characters no form can exceed.</summary>
    public const int LongestText = 10_000;

    /// <summary>Rows of a table unless the form says otherwise.</summary>
    public const int UsualRows = 20;

    /// <summary>Rows no form can exceed.</summary>
    public const int MostRows = 50;

    /// <summary>The largest number and amount, either way, whatever a form says.</summary>
    public const decimal LargestNumber = 999_999_999_999m;

    /// <summary>Decimals a form may allow in a number.</summary>
    public const int MostDecimals = 4;

    /// <summary>Decimals of an amount.</summary>
    public const int MoneyDecimals = 2;

    /// <summary>No bounds but the type's own.</summary>
    public static FieldLimits None { get; } = new();

    /// <summary>Characters a text has at least, once it is given.</summary>
    public int? MinimumLength { get; init; }

    /// <summary>Characters a text has at most.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>The smallest number or amount. Null is 0 for an amount.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The largest number or amount.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Decimals a number may have; 0 takes whole numbers only.</summary>
    public int Decimals { get; init; }

    /// <summary>The first day taken.</summary>
    public DateLimit? Earliest { get; init; }

    /// <summary>The last day taken.</summary>
    public DateLimit? Latest { get; init; }
}

/// <summary>A bound of a date: a fixed day, or whatever day it is when the form is filled in.</summary>
/// <param name="Fixed">The Gregorian day; null is today.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DateLimit(DateOnly? Fixed)
{
    /// <summary>The day meant, given what today is in the association's own time zone.</summary>
    public DateOnly On(DateOnly today) => Fixed ?? today;
}
