namespace CaseWorkflows.Cases.Committee;

/// <summary>What a committee may say. Sent by name; the names of the step's outcomes.</summary>
public enum CommitteeAnswer
{
    /// <summary>The request is granted.</summary>
    Approved,

    /// <summary>The request is refused.</summary>
    Rejected,
}

/// <summary>What a decision rests on, or why there is none. Stored and sent by name.</summary>
public enum DecisionGround
{
    /// <summary>More votes for than against.</summary>
    MoreFor,

    /// <summary>More votes against than for.</summary>
    MoreAgainst,

    /// <summary>As many for as against, and the chair's vote decides.</summary>
    CastingVote,

    /// <summary>All votes cast are for.</summary>
    AllFor,

    /// <summary>All votes cast are against.</summary>
    AllAgainst,

    /// <summary>As many votes for as asked.</summary>
    ThresholdReached,

    /// <summary>Fewer votes for than asked.</summary>
    ThresholdMissed,

    /// <summary>Somebody with the right of veto voted against.</summary>
    Vetoed,

    /// <summary>As many for as against, and nobody whose vote decides it.</summary>
    Tie,

    /// <summary>A consensus is asked for and there are votes both ways.</summary>
    NotOfOneMind,

    /// <summary>Too few voted or abstained.</summary>
    QuorumMissed,

    /// <summary>Too few votes were cast.</summary>
    TooFewVotes,

    /// <summary>Fewer sit than the rules need.</summary>
    TooFewMembers,
}

/// <summary>
/// What comes of a ballot. The result is certain as soon as the quorum is reached and nothing that those who may still vote can do, staying away as far as the
/// rules allow it included, changes it.
/// </summary>
public abstract record CommitteeDecision
{
    private CommitteeDecision()
    {
    }

    /// <summary>What was voted so far.</summary>
    public required Tally Tally { get; init; }

    /// <summary>Nothing is certain yet.</summary>
    /// <param name="Quorum">How many must have voted or abstained.</param>
    /// <param name="QuorumMissing">How many of them are missing; zero when the quorum is reached.</param>
    /// <param name="VotesMissing">How many votes are missing to the least that must be cast.</param>
    /// <param name="Waiting">How many may still vote; at least one.</param>
    public sealed record Undecided(int Quorum, int QuorumMissing, int VotesMissing, int Waiting) : CommitteeDecision;

    /// <summary>The result is certain.</summary>
    /// <param name="Answer">What it is.</param>
    /// <param name="Why">What it rests on.</param>
    public sealed record Decided(CommitteeAnswer Answer, DecisionGround Why) : CommitteeDecision;

    /// <summary>It is certain that there will be no result: the chair sends the case back, or has the committee vote again.</summary>
    /// <param name="Why">Why there is none.</param>
    public sealed record NoDecision(DecisionGround Why) : CommitteeDecision;

    /// <summary>What comes of an open ballot.</summary>
    /// <param name="rules">The rules as they stood when the sitting began.</param>
    /// <param name="members">Who sits, each once.</param>
    /// <param name="recusals">Who stays out.</param>
    /// <param name="votes">In any order.</param>
    /// <param name="closed">True once the ballot is closed: whoever has not voted stayed away.</param>
    public static CommitteeDecision Of(
        CommitteeRules rules, IReadOnlyCollection<CommitteeMember> members, IEnumerable<Recusal> recusals, IEnumerable<Vote> votes, bool closed = false)
        => Of(rules, Standing.Of(members, recusals, votes, closed));

    /// <summary>
    /// What comes of a secret ballot. Nothing is counted until nobody may vote any more: a result that falls with somebody's vote, and even a number, would
    /// tell how that person voted. Until then the tally is all zero.
    /// </summary>
    /// <param name="rules">The rules as they stood when the sitting began.</param>
    /// <param name="members">Who sits, each once.</param>
    /// <param name="recusals">Who stays out; nobody who has voted.</param>
    /// <param name="voters">Who has voted, each once, all of them members.</param>
    /// <param name="box">As many ballots as voters.</param>
    /// <param name="closed">True once the ballot is closed.</param>
    public static CommitteeDecision OfSecret(
        CommitteeRules rules, IReadOnlyCollection<CommitteeMember> members, IEnumerable<Recusal> recusals, IReadOnlyCollection<string> voters, IReadOnlyCollection<Ballot> box,
        bool closed = false)
    {
        var standing = Standing.Of(members, recusals, voters, box, closed);
        var quorum = rules.Quorum.Of(standing.Size);
        return standing.Waiting == 0
            ? Of(rules, standing)
            : new Undecided(quorum, Math.Max(0, quorum - voters.Count), 0, standing.Waiting) { Tally = new(0, 0, 0) };
    }

    /// <summary>What comes of a ballot as it stands.</summary>
    public static CommitteeDecision Of(CommitteeRules rules, Standing standing)
    {
        // Whoever may vote may abstain, so this is one of the ways it may end, and the one that rests on what was really said.
        var abstaining = Counting.End(rules, standing, standing.Tally with { Abstained = standing.Tally.Abstained + standing.Waiting }, standing.ChairsFor, standing.ChairsAgainst);
        var quorum = rules.Quorum.Of(standing.Size);
        var missing = Math.Max(0, quorum - standing.Tally.Present);
        if (Counting.EveryEnd(rules, standing).Any(end => end.Answer != abstaining.Answer) || (abstaining.Answer is not null && missing > 0))
        {
            return new Undecided(quorum, missing, Math.Max(0, rules.LeastVotes - standing.Tally.Cast), standing.Waiting) { Tally = standing.Tally };
        }

        return abstaining.Answer is { } answer
            ? new Decided(answer, abstaining.Ground) { Tally = standing.Tally }
            : new NoDecision(abstaining.Ground) { Tally = standing.Tally };
    }

    /// <summary>True when the rules let everybody who has not voted stay away, so that the ballot may be closed.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="standing">The ballot as it stands, not closed.</param>
    public static bool MayClose(CommitteeRules rules, Standing standing) => Counting.MayStayAway(rules, standing.ChairsWaiting, standing.OthersWaiting);
}
