using CaseWorkflows.Cases.Tasks;

namespace CaseWorkflows.Cases.Figures;

/// <summary>
/// How satisfied people said they were, told only of groups in which nobody can be made out (clause quality.rating-is-a-right: a tool for improvement, never for shaming).
/// </summary>
/// <param name="Counts">How often each rating was given, from the lowest to the highest.</param>
/// <param name="Mean">Their mean.</param>
public sealed record Satisfaction(IReadOnlyList<int> Counts, double Mean)
{
    /// <summary>The fewest answers that are told together.</summary>
    public const int SmallestGroup = 5;

    /// <summary>Answers in all.</summary>
    public int Answers => Counts.Sum();

    /// <summary>Null when there are too few answers to be told.</summary>
    /// <param name="given">How often each rating was given; one that is no rating is left out.</param>
    public static Satisfaction? Of(IReadOnlyDictionary<int, int> given)
    {
        var counts = Enumerable.Range(Rating.Lowest, Rating.Highest - Rating.Lowest + 1).Select(rating => given.GetValueOrDefault(rating)).ToList();
        var answers = counts.Sum();
        return answers < SmallestGroup ? null : new(counts, counts.Select((count, index) => (double)count * (Rating.Lowest + index)).Sum() / answers);
    }
}
