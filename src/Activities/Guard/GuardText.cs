using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Cases.Policies;

namespace CaseWorkflows.Activities.Guard;

/// <summary>Findings as one line of text, for Studio's message, a terminal or a log.</summary>
public static class GuardText
{
    /// <summary>Longest path that is written out; of a longer one the beginning and the end.</summary>
    private const int MostSteps = 14;

    /// <summary>The clause with its number and wording, what is wrong, and the path.</summary>
    /// <param name="finding">What to say.</param>
    /// <param name="policy">For the clause; null leaves it out.</param>
    /// <param name="language">A language tag; anything that is not English is Arabic.</param>
    public static string Line(GuardFinding finding, Policy? policy, string? language)
    {
        var english = IsEnglish(language);
        var clause = policy?.Find(finding.Clause) is { } found
            ? (english ? $"Clause {found.Number} “{found.Text.English}” " : $"البند \u2068{found.Number}\u2069 «{found.Text.Arabic}» ")
            : "";
        var path = finding.Path.Count == 0 ? "" : (english ? " Path: " : " المسار: ") + Path(finding.Path, language);
        return clause + finding.Message.In(language) + path;
    }

    /// <summary>The path as steps with their outcomes, in reading direction; empty for an empty one.</summary>
    public static string Path(IReadOnlyList<PathStep> path, string? language)
    {
        var arrow = IsEnglish(language) ? " → " : " ← ";
        var steps = path.Select(step => Step(step, language)).ToList();
        return string.Join(arrow, steps.Count <= MostSteps ? steps : [.. steps.Take(2), "…", .. steps.Skip(steps.Count - MostSteps + 3)]);
    }

    private static string Step(PathStep step, string? language)
        => RuleTexts.Isolated(step.Label) + (step.Outcome is null or "Done" ? "" : $" ({RuleTexts.Isolated(step.OutcomeLabel?.In(language) ?? step.Outcome)})");

    private static bool IsEnglish(string? language) => language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true;
}
