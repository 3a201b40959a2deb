namespace CaseWorkflows.Cases.Intake.Duplicates;

/// <summary>A slip of one letter, told from two names that merely look alike.</summary>
internal static class NameSlip
{
    private const int Shortest = 4;

    /// <summary>Names of their own that are a letter apart. A slip between two of these is never assumed.</summary>
    private static readonly HashSet<string> OwnNames = new(
    [
        "محمد", "احمد", "حمد", "محمود", "حامد", "حماد", "حميد", "حمود", "حمدان", "حسن", "حسين", "حسان", "سعد", "سعيد", "سعود", "سعاد", "ساعد", "مساعد", "مسعد", "فهد", "فهيد", "فاهد", "سالم", "سليم",
        "سلمان", "سليمان", "سلمي", "سلوي", "صالح", "صلاح", "ناصر", "نصر", "نصار", "عمر", "عمرو", "عامر", "عمار", "علي", "عالي", "علا", "زيد", "زياد", "يزيد", "زايد", "جمال", "جميل", "كريم", "كرم", "كرام", "مريم",
        "مرام", "مرح", "ريم", "ريما", "رامي", "ماجد", "مجد", "امجد", "مجيد", "بدر", "بندر", "بدور", "خالد", "خلد", "خلود", "خليل", "راشد", "رشيد", "رشاد", "رائد", "رايد", "فارس", "فراس", "فايز", "فواز",
        "نايف", "نواف", "نوف", "نوره", "نور", "نورا", "منال", "منار", "منيره", "منير", "امل", "امال", "امين", "ايمن", "ايمان", "هند", "هدي", "مها", "مني", "هيا", "هيفا", "لينا", "ليان", "لين", "ليلي",
        "وليد", "وائل", "وايل", "طلال", "طارق", "عادل", "عدل", "عدنان", "فيصل", "فصل", "تركي", "جابر", "جبر", "جبار", "ياسر", "يسر", "ساره", "ساميه", "سميه", "سامي", "سمير", "سمر", "سحر", "عبير", "عهود", "عهد",
        "عبدالملك", "عبدالمالك", "عبدالكريم", "عبدالكرم", "عبدالحكيم", "عبدالحكم", "عبدالله", "عبيدالله",
    ],
    StringComparer.Ordinal);

    /// <summary>True when two plain words are one word with one letter wrong, as far as can be told.</summary>
    public static bool IsBetween(string one, string other)
    {
        if (Math.Max(one.Length, other.Length) < Shortest || (OwnNames.Contains(one) && OwnNames.Contains(other)) || DiffersInEndingAlone(one, other))
        {
            return false;
        }

        return one.Length == other.Length ? IsOneChangedOrTwoSwapped(one, other) : IsOneLetterMore(one, other) || IsOneLetterMore(other, one);
    }

    /// <summary>خالد and خالدة, حمد and حمدي: an ending makes another name of it.</summary>
    private static bool DiffersInEndingAlone(string one, string other)
    {
        var (shorter, longer) = one.Length < other.Length ? (one, other) : (other, one);
        return longer.Length == shorter.Length + 1 && longer.StartsWith(shorter, StringComparison.Ordinal) && longer[^1] is 'ه' or 'ي' or 'ا';
    }

    private static bool IsOneChangedOrTwoSwapped(string one, string other)
    {
        var wrong = Enumerable.Range(0, one.Length).Where(at => one[at] != other[at]).ToList();
        return wrong.Count == 1 || (wrong is [var first, var second] && second == first + 1 && one[first] == other[second] && one[second] == other[first]);
    }

    private static bool IsOneLetterMore(string longer, string shorter)
        => longer.Length == shorter.Length + 1 && Enumerable.Range(0, longer.Length).Any(at => longer.Remove(at, 1) == shorter);
}
