namespace CaseWorkflows.Host.Cases;

/// <summary>A way through one association's cases along an index, newest first; what does not match is left out in passing.</summary>
internal abstract record CaseWalk(string Association)
{
    /// <summary>True when the index has the newest last, so that a walk can stop as soon as a page is full; else all entries are looked at and then sorted.</summary>
    public abstract bool IsInOrder { get; }

    /// <summary>What else must hold of a case; looked up case by case, in passing.</summary>
    public CaseConditions And { get; init; } = CaseConditions.None;

    /// <summary>Along the association's cases, or those in one stage.</summary>
    /// <param name="Association">Whose cases.</param>
    /// <param name="Stage">Null for every stage.</param>
    /// <param name="Terms">Looked for in the name of each case; may be none.</param>
    internal sealed record Staged(string Association, string? Stage, IReadOnlyList<SearchTerm> Terms) : CaseWalk(Association)
    {
        public override bool IsInOrder => true;
    }

    /// <summary>Along the cases under one word, or under all that begin alike.</summary>
    /// <param name="Association">Whose cases.</param>
    /// <param name="From">The word, or the first of them; <see cref="CaseWordRow.Every"/> for every case.</param>
    /// <param name="To">The last of them.</param>
    /// <param name="Stage">Looked up case by case; null for every stage.</param>
    /// <param name="Terms">Looked for in the name beside the word.</param>
    internal sealed record Worded(string Association, string From, string To, string? Stage, IReadOnlyList<SearchTerm> Terms) : CaseWalk(Association)
    {
        public override bool IsInOrder => From == To;
    }

    /// <summary>Straight to the one case of a number.</summary>
    internal sealed record Numbered(string Association, string Number, string? Stage) : CaseWalk(Association)
    {
        public override bool IsInOrder => true;
    }

    /// <summary>Straight to the cases of the people with a national id or a mobile.</summary>
    /// <param name="Association">Whose cases.</param>
    /// <param name="NationalIdHash">As the register keeps it; null when it is about a mobile.</param>
    /// <param name="Mobile">In its international form; null when it is about a national id.</param>
    /// <param name="Stage">Null for every stage.</param>
    internal sealed record OfPerson(string Association, string? NationalIdHash, string? Mobile, string? Stage) : CaseWalk(Association)
    {
        public override bool IsInOrder => false;
    }

    /// <summary>Along the cases that ended within some weeks, then sorted.</summary>
    internal sealed record Ended(string Association, string? Stage) : CaseWalk(Association)
    {
        public override bool IsInOrder => false;
    }

    /// <summary>Along the open tasks, for what is asked of them: the cases they belong to, then sorted. There are never more of them than open cases.</summary>
    internal sealed record Waiting(string Association, string? Stage) : CaseWalk(Association)
    {
        public override bool IsInOrder => false;
    }
}

/// <summary>What must hold of a case beside its stage and its person's name. Null asks for nothing.</summary>
internal sealed record CaseConditions
{
    public static readonly CaseConditions None = new();

    private static readonly TimeSpan MostEnds = TimeSpan.FromDays(100);

    public string? Result { get; init; }

    public string? Service { get; init; }

    public string? Channel { get; init; }

    public string? Branch { get; init; }

    /// <summary>An open task's activity type, such as <c>CaseWorkflows.VerifyInformation</c>, or the id of its step.</summary>
    public string? Step { get; init; }

    /// <summary>An open task was due by then.</summary>
    public DateTimeOffset? DueBy { get; init; }

    public DateTimeOffset? OpenedFrom { get; init; }

    /// <summary>Not at that instant any more.</summary>
    public DateTimeOffset? OpenedBefore { get; init; }

    public DateTimeOffset? ClosedFrom { get; init; }

    /// <summary>Not at that instant any more.</summary>
    public DateTimeOffset? ClosedBefore { get; init; }

    /// <summary>True for open cases, false for those that are over.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>True when the ends asked for lie so near each other that walking along them is soonest.</summary>
    public bool AreOfEnds => ClosedFrom is { } from && ClosedBefore is { } before && before - from <= MostEnds;

    /// <summary>True when an open task is asked for.</summary>
    public bool AreOfTasks => Step is not null || DueBy is not null;
}
