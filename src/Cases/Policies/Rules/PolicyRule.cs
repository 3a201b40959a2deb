namespace CaseWorkflows.Cases.Policies.Rules;

/// <summary>
/// One thing an association's procedure must keep to, whatever its designers draw. The policy guard proves it for every way a case can go, or refuses
/// the version. Activities are meant by their full type names, so that a rule holds for every step of that kind.
/// </summary>
/// <param name="Id">Its name in <c>policy.json</c>, once in the file.</param>
/// <param name="Clause">Id of the clause it carries out; one of the policy's own.</param>
public abstract record PolicyRule(string Id, string Clause)
{
    /// <summary>The word for it in <c>policy.json</c>.</summary>
    public abstract string Kind { get; }
}

/// <summary>
/// No step of one kind begins before a step of another kind was completed in the case, however it ended. What was done once counts for good.
/// </summary>
/// <param name="Id">As in every rule.</param>
/// <param name="Clause">As in every rule.</param>
/// <param name="First">Type that must have been completed.</param>
/// <param name="Then">Type that may not begin before.</param>
public sealed record PrecedesRule(string Id, string Clause, string First, string Then) : PolicyRule(Id, Clause)
{
    /// <summary>Outcomes of the first that count; empty counts all.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <inheritdoc/>
    public override string Kind => "precedes";
}

/// <summary>
/// No step of one kind begins unless the last word of another kind was a yes: the last time it was completed before, it ended the way that
/// carries the case on. A declaration that was declined, or a study that ended with a no after an earlier yes, does not count.
/// </summary>
/// <param name="Id">As in every rule.</param>
/// <param name="Clause">As in every rule.</param>
/// <param name="Step">Type that may not be skipped.</param>
/// <param name="Before">Type that may not begin without it.</param>
public sealed record RequiredBeforeRule(string Id, string Clause, string Step, string Before) : PolicyRule(Id, Clause)
{
    /// <summary>Outcomes that are a yes; empty takes the step's first outcome, the one that carries the case on.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <inheritdoc/>
    public override string Kind => "required-before";
}

/// <summary>
/// A decision leaves the house no sooner than a period after the applicant was last informed; one that follows another decision, as on an appeal, no sooner
/// than that period after its own study began. The period must stand in the definition: what a script works out cannot be proved.
/// </summary>
/// <param name="Id">As in every rule.</param>
/// <param name="Clause">As in every rule.</param>
/// <param name="Activity">Type of the step that decides.</param>
/// <param name="Input">Its input that holds the period, with a small first letter.</param>
/// <param name="AtLeast">The shortest period allowed; more than nothing.</param>
public sealed record FloorRule(string Id, string Clause, string Activity, string Input, TimeSpan AtLeast) : PolicyRule(Id, Clause)
{
    /// <summary>Type of the step from which the period counts.</summary>
    public string After { get; init; } = "CaseWorkflows.InformApplicant";

    /// <summary>Committees, by key, whose decisions the clause does not mean, such as one that hears appeals; empty exempts none.</summary>
    public IReadOnlyList<string> ExceptCommittees { get; init; } = [];

    /// <inheritdoc/>
    public override string Kind => "floor";
}

/// <summary>Requests are taken over no other channels than these.</summary>
/// <param name="Id">As in every rule.</param>
/// <param name="Clause">As in every rule.</param>
/// <param name="Channels">Keys; at least one.</param>
public sealed record AllowedChannelsRule(string Id, string Clause, IReadOnlyList<string> Channels) : PolicyRule(Id, Clause)
{
    /// <inheritdoc/>
    public override string Kind => "allowed-channels";
}

/// <summary>Every case can come to an end from wherever it stands, and none ends without being closed with a result.</summary>
/// <param name="Id">As in every rule.</param>
/// <param name="Clause">As in every rule.</param>
public sealed record EndReachableRule(string Id, string Clause) : PolicyRule(Id, Clause)
{
    /// <inheritdoc/>
    public override string Kind => "end-reachable";
}

/// <summary>Whoever completed a step last may not take another one after it.</summary>
/// <param name="Id">As in every rule.</param>
/// <param name="Clause">As in every rule.</param>
/// <param name="First">Type of the step done first.</param>
/// <param name="Second">Type of the step somebody else has to do.</param>
public sealed record TwoPeopleRule(string Id, string Clause, string First, string Second) : PolicyRule(Id, Clause)
{
    /// <inheritdoc/>
    public override string Kind => "two-people";
}
