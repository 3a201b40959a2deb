using System.Globalization;
using CaseWorkflows.Cases.Files;

namespace CaseWorkflows.Cases.Forms;

/// <summary>The bounds of one field in a form's file.</summary>
internal static class FieldLimitsFile
{
    private const string Today = "today";

    public static FieldLimits Read(FileObject item, FieldType type) => type switch
    {
        FieldType.Text => Lengths(item, FieldLimits.UsualTextLength),
        FieldType.LongText => Lengths(item, FieldLimits.UsualLongTextLength),
        FieldType.Number => Numbers(item, item.CountOrNull("decimals", 0, FieldLimits.MostDecimals) ?? 0),
        FieldType.Money => Numbers(item, FieldLimits.MoneyDecimals),
        FieldType.Date => Days(item),
        _ => FieldLimits.None,
    };

    private static FieldLimits Lengths(FileObject item, int usual)
    {
        var (least, most) = (item.CountOrNull("minimumLength", 1, FieldLimits.LongestText), item.CountOrNull("maximumLength", 1, FieldLimits.LongestText) ?? usual);
        if (least > most)
        {
            item.Fault("minimumLength", "أكبر من الحد الأعلى؛ بدّل بينهما", "is more than the maximum: exchange the two");
        }

        return new() { MinimumLength = least, MaximumLength = most };
    }

    private static FieldLimits Numbers(FileObject item, int decimals)
    {
        var (least, most) = (Number(item, "minimum"), Number(item, "maximum"));
        if (least > most)
        {
            item.Fault("minimum", "أكبر من الحد الأعلى؛ بدّل بينهما", "is more than the maximum: exchange the two");
        }

        return new() { Minimum = least, Maximum = most, Decimals = decimals };
    }

    private static decimal? Number(FileObject item, string name)
    {
        var number = item.NumberOrNull(name);
        if (number is { } given && Math.Abs(given) > FieldLimits.LargestNumber)
        {
            item.Fault(name, "أكبر مما يمكن حفظه", "is more than can be kept");
        }

        return number;
    }

    private static FieldLimits Days(FileObject item)
    {
        var (first, last) = (Day(item, "earliest"), Day(item, "latest"));
        if (first?.Fixed > last?.Fixed)
        {
            item.Fault("earliest", "بعد آخر يوم مسموح؛ بدّل بينهما", "is after the last day: exchange the two");
        }

        return new() { Earliest = first, Latest = last };
    }

    private static DateLimit? Day(FileObject item, string name)
    {
        if (item.TextOrNull(name) is not { } text)
        {
            return null;
        }

        if (text == Today)
        {
            return new DateLimit(null);
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new DateLimit(day);
        }

        if (text.Length > 0)
        {
            item.Fault(name, "يجب أن يكون today أو تاريخًا ميلاديًا مثل 2026-02-22", "must be today or a Gregorian date such as 2026-02-22");
        }

        return null;
    }
}
