namespace CaseWorkflows.Host.Cases;

/// <summary>A way through one association's cases along an index, newest first; what does not match is left out in passing.</summary>
internal abstract record CaseWalk(string Association)
{
    /// <summary>True when the index has the newest last, so that a walk can stop as soon as a page is full; else all entries are looked at and then sorted.</summary>
    public abstract bool IsInOrder { get; }

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
}
