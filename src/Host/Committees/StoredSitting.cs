using CaseWorkflows.Cases.Committee;

namespace CaseWorkflows.Host.Committees;

/// <summary>A sitting in the hands of a unit of work, as the rules see it, with what the database keeps beside.</summary>
/// <param name="TaskId">The task it is about.</param>
/// <param name="CommitteeKey">Which committee.</param>
/// <param name="Round">How often it has voted, this time included.</param>
/// <param name="State">Who sits, who voted, what comes of it.</param>
/// <param name="Votes">The votes of an open ballot; none of a secret one.</param>
/// <param name="Box">The ballots of a secret one; none of an open one.</param>
internal sealed record StoredSitting(string TaskId, string CommitteeKey, int Round, Sitting State, IReadOnlyList<Vote> Votes, IReadOnlyList<Ballot> Box)
{
    public static StoredSitting Of(SittingFacts facts)
    {
        var rules = CommitteeRules.FromJson(facts.Rules);

        // A role that was taken away takes the seat along, but no vote that was given before.
        var members = facts.Members
            .Where(member => member.HoldsRole || facts.Voters.Exists(vote => vote.Member == member.Id))
            .Select(member => new CommitteeMember(member.Id, member.IsChair)).ToList();
        var voters = facts.Voters.ConvertAll(vote => vote.Member);
        var votes = facts.Voters.Where(vote => vote.Choice is not null).Select(vote => new Vote(vote.Member, vote.Choice!.Value, vote.Reason, vote.At)).ToList();
        return new(facts.TaskId, facts.CommitteeKey, facts.Round, new()
        {
            Rules = rules,
            Members = members,
            Recusals = facts.Recusals,
            Voters = voters,
            IsClosed = facts.IsClosed,
            Decision = rules.Secret
                ? CommitteeDecision.OfSecret(rules, members, facts.Recusals, voters, facts.Box, facts.IsClosed)
                : CommitteeDecision.Of(rules, members, facts.Recusals, votes, facts.IsClosed),
        }, votes, facts.Box);
    }

    /// <summary>The reasons of those who voted as it was decided, each once: in the order they were given, or sorted where that order is nobody's business.</summary>
    public string? ReasonsFor(CommitteeAnswer answer)
    {
        var meant = answer == CommitteeAnswer.Approved ? VoteChoice.Approve : VoteChoice.Reject;
        var reasons = State.Rules.Secret
            ? Box.Where(ballot => ballot.Choice == meant).Select(ballot => ballot.Reason).Order(StringComparer.Ordinal)
            : Votes.Where(vote => vote.Choice == meant).OrderBy(vote => vote.At).ThenBy(vote => vote.Member, StringComparer.Ordinal).Select(vote => vote.Reason);
        return string.Join('\n', reasons.Where(reason => !string.IsNullOrWhiteSpace(reason)).Distinct(StringComparer.Ordinal)) is { Length: > 0 } all ? all : null;
    }
}

/// <summary>What the database knows of a sitting.</summary>
internal sealed record SittingFacts(string TaskId, string CommitteeKey, string Rules, int Round, bool IsClosed)
{
    public List<SeatFact> Members { get; init; } = [];

    public List<VoteFact> Voters { get; init; } = [];

    public List<Recusal> Recusals { get; init; } = [];

    public IReadOnlyList<Ballot> Box { get; init; } = [];
}

/// <summary>A seat, and whether its holder has the role now.</summary>
internal sealed record SeatFact(string Id, bool IsChair, bool HoldsRole);

/// <summary>A vote; its choice is null in a secret ballot.</summary>
internal sealed record VoteFact(string Member, DateTimeOffset At, VoteChoice? Choice, string? Reason);
