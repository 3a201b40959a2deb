namespace CaseWorkflows.Host.Tasks;

/// <summary>One way along an index through the tasks an inbox is made of.</summary>
/// <param name="Association">Whose tasks.</param>
/// <param name="DueBy">Only what is due by then, soonest first; null for everything, the overdue first and then what waits longest.</param>
/// <param name="DueAfter">Only what is not due until after then; null for no such limit.</param>
internal abstract record InboxWalk(string Association, DateTimeOffset? DueBy, DateTimeOffset? DueAfter)
{
    /// <summary>What is offered to a role or a person, without what some people are excluded from: whoever looks, and whose deputy they look as.</summary>
    internal sealed record Offered(string Association, string Kind, string Value, IReadOnlyList<string> Excluding, DateTimeOffset? DueBy = null) : InboxWalk(Association, DueBy, null)
    {
        /// <summary>True for a deputy, whom nothing is offered that the other is to vote on.</summary>
        public bool WithoutVotes { get; init; }
    }

    /// <summary>Every open task.</summary>
    internal sealed record Open(string Association, DateTimeOffset? DueBy = null) : InboxWalk(Association, DueBy, null);

    /// <summary>What one person holds.</summary>
    internal sealed record HeldBy(string Association, string Person, DateTimeOffset? DueBy = null, DateTimeOffset? DueAfter = null) : InboxWalk(Association, DueBy, DueAfter);
}
