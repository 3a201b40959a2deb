using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Activities.Guard;

/// <summary>What the policy guard found out about one definition.</summary>
/// <param name="Findings">Errors first, then warnings; empty when there is nothing to say.</param>
/// <param name="States">How many different states of the procedure were looked at.</param>
/// <param name="IsBounded">True when the search gave up at a bound: what was not refuted is then not proved either.</param>
public sealed record GuardReport(IReadOnlyList<GuardFinding> Findings, int States, bool IsBounded)
{
    /// <summary>True when nothing stands in the way of publishing; warnings do not.</summary>
    public bool MayBePublished => Findings.All(finding => finding.IsWarning);
}

/// <summary>One thing the guard has to say.</summary>
/// <param name="Code">Stable name of the kind of finding; programs test for it.</param>
/// <param name="Message">For the designer, in both languages.</param>
public sealed record GuardFinding(string Code, LocalizedText Message)
{
    /// <summary>True for what is worth knowing but keeps nobody from publishing.</summary>
    public bool IsWarning { get; init; }

    /// <summary>The rule of <c>policy.json</c> that is broken; null for what no policy asks for.</summary>
    public string? Rule { get; init; }

    /// <summary>Id of the clause the rule belongs to; null together with <see cref="Rule"/>.</summary>
    public string? Clause { get; init; }

    /// <summary>The shortest way through the procedure that breaks the rule, from the start; empty where no path is at fault.</summary>
    public IReadOnlyList<PathStep> Path { get; init; } = [];

    /// <summary>The activity the finding is about; null when it is about the whole.</summary>
    public string? ActivityId { get; init; }

    /// <summary>Where it stands in the definition's JSON; null when nowhere in particular.</summary>
    public string? JsonPath { get; init; }

    /// <summary>1-based line in the file; null when the definition did not come from text.</summary>
    public int? Line { get; init; }
}

/// <summary>One step of a path: an activity and how it ended.</summary>
/// <param name="ActivityId">Id in its container.</param>
/// <param name="NodeId">Id from the root, unique in the definition.</param>
/// <param name="Label">What the designer calls it.</param>
/// <param name="Outcome">The outcome taken; null when the path ends while the activity is being worked on.</param>
public sealed record PathStep(string ActivityId, string NodeId, string Label, string? Outcome)
{
    /// <summary>The outcome as people read it; null when it has no other name than the one on the line.</summary>
    public LocalizedText? OutcomeLabel { get; init; }
}
