using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.People;

/// <summary>Days on which somebody does not work for an association, and who stands in for them.</summary>
/// <param name="Person">Who is away.</param>
/// <param name="Deputy">Who may act in their name on these days; null when nobody does.</param>
/// <param name="From">First day, in the association's own time.</param>
/// <param name="To">Last day; the same as <paramref name="From"/> for a single day.</param>
public sealed record Absence(string Person, string? Deputy, DateOnly From, DateOnly To)
{
    /// <summary>The longest absence, in days; whoever stays away longer hands over the role.</summary>
    public const int LongestDays = 366;

    /// <summary>True on its days.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= To;

    /// <summary>Looks at an absence that somebody plans. Nothing is remembered.</summary>
    /// <param name="planned">As asked for.</param>
    /// <param name="others">Those of the same association that still count, the person's and the deputy's at least.</param>
    /// <param name="deputyWorksHere">True when the deputy holds a role in the association.</param>
    /// <param name="today">The day it is there.</param>
    /// <returns>
    /// The absence, or <c>absence-ends-before-it-begins</c>, <c>absence-over</c>, <c>absence-too-long</c>, <c>absence-overlaps</c>, <c>deputy-is-self</c>,
    /// <c>deputy-not-staff</c>, <c>deputy-absent</c>.
    /// </returns>
    public static Outcome<Absence> Plan(Absence planned, IReadOnlyList<Absence> others, bool deputyWorksHere, DateOnly today) =>
        planned.To < planned.From ? Refused("to", "absence-ends-before-it-begins", "آخر يوم قبل أول يوم. صحّح أحد التاريخين.", "The last day is before the first. Correct one of the two.")
        : planned.To < today ? Refused("to", "absence-over", "انقضت هذه الأيام. سجّل غيابًا قائمًا أو قادمًا.", "These days are over. Enter an absence that is or is to come.")
        : planned.To.DayNumber - planned.From.DayNumber >= LongestDays ? Refused(
            "to", "absence-too-long", $"أطول غياب {LongestDays} يومًا. لما هو أطول يُسند الدور إلى غيره.", $"An absence has at most {LongestDays} days. For longer ones somebody else gets the role.")
        : others.Any(other => other.Person == planned.Person && Overlap(other, planned)) ? Refused(
            "from", "absence-overlaps", "سُجّل غياب آخر في هذه الأيام. أنهه أولًا أو اختر أيامًا أخرى.", "Another absence covers these days. End that one first, or choose other days.")
        : planned.Deputy == planned.Person ? Refused("deputy", "deputy-is-self", "اختر نائبًا غير الغائب نفسه.", "Choose a deputy other than the absent person.")
        : planned.Deputy is not null && !deputyWorksHere ? Refused(
            "deputy", "deputy-not-staff", "ليس للنائب دور في هذه الجمعية. اختر من العاملين فيها.", "The deputy holds no role in this association. Choose one of its staff.")
        : others.Any(other => other.Person == planned.Deputy && Overlap(other, planned)) ? Refused(
            "deputy", "deputy-absent", "النائب غائب في بعض هذه الأيام. اختر نائبًا آخر.", "The deputy is away on some of these days. Choose another.")
        : planned;

    private static bool Overlap(Absence one, Absence other) => one.From <= other.To && other.From <= one.To;

    private static Refusal Refused(string field, string code, string arabic, string english) => new(RefusalKind.RuleBroken, code, new(arabic, english)) { Field = field };
}
