using System.Globalization;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Committees;

/// <summary>How long a committee has at the least, and from when, in words.</summary>
internal static class PeriodWords
{
    public static LocalizedText Of(string period, bool workingDays)
    {
        var span = TimeSpan.ParseExact(period, "c", CultureInfo.InvariantCulture);
        var days = span.Days;
        var words = span != TimeSpan.FromDays(days) || days == 0 ? LocalizedText.Same(span.ToString("c", CultureInfo.InvariantCulture))
            : days == 14 && !workingDays ? new("أسبوعان", "two weeks")
            : new(Arabic(days), days == 1 ? "one day" : string.Create(CultureInfo.InvariantCulture, $"{days} days"));
        return workingDays ? new($"{words.Arabic} (أيام عمل)", $"{words.English} (working days)") : words;
    }

    public static LocalizedText Of(CountFrom from) => from switch
    {
        CountFrom.ApplicantInformed => new("إبلاغ مقدّم الطلب بعرضه على اللجنة", "the applicant was told of the study"),
        CountFrom.DeclarationSigned => new("توقيع الإقرار", "the declaration was signed"),
        CountFrom.CaseOpened => new("ورود الطلب", "the request came in"),
        CountFrom.ReviewStarted => new("بدء الدراسة", "the study began"),
        _ => throw new ArgumentOutOfRangeException(nameof(from), from, "Unknown beginning."),
    };

    private static string Arabic(int days) => days switch
    {
        1 => "يوم واحد",
        2 => "يومان",
        _ when days % 100 is >= 3 and <= 10 => string.Create(CultureInfo.InvariantCulture, $"{days} أيام"),
        _ when days % 100 is >= 11 and <= 99 => string.Create(CultureInfo.InvariantCulture, $"{days} يومًا"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{days} يوم"),
    };
}
