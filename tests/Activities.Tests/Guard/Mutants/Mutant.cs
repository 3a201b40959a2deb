namespace CaseWorkflows.Activities.Tests.Guard.Mutants;

/// <summary>A procedure that somebody changed.</summary>
/// <param name="Kind">What sort of change.</param>
/// <param name="About">What was changed, for whoever reads a failure.</param>
/// <param name="Drawing">The outcome.</param>
/// <param name="Rule">Id of a rule that is broken now; null when none is.</param>
internal sealed record Mutant(string Kind, string About, Drawing Drawing, string? Rule = null)
{
    public override string ToString() => $"{Kind}: {About}{(Rule is null ? "" : $" breaks {Rule}")}";
}
