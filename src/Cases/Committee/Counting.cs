using System.Runtime.InteropServices;

namespace CaseWorkflows.Cases.Committee;

/// <summary>How a ballot may end.</summary>
/// <param name="Answer">What it comes to; null for no decision.</param>
/// <param name="Ground">What that rests on.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BallotEnd(CommitteeAnswer? Answer, DecisionGround Ground);

/// <summary>Counts a ballot to its end, and walks through every end it may still have.</summary>
internal static class Counting
{
    /// <summary>True when the rules let these stay away together.</summary>
    public static bool MayStayAway(CommitteeRules rules, int chairs, int others) =>
        (rules.MostAbsent is not { } most || chairs + others <= most) && (chairs == 0 || rules.ChairMayBeAbsent);

    /// <summary>
    /// Every way the ballot may still end. Members differ by being the chair and by nothing else, so it is enough to say how many of each kind do what:
    /// hundreds of ways where persons would make millions.
    /// </summary>
    public static IEnumerable<BallotEnd> EveryEnd(CommitteeRules rules, Standing now) =>
        from chairs in Splits(now.ChairsWaiting)
        from others in Splits(now.OthersWaiting)
        where MayStayAway(rules, chairs.Away, others.Away)
        select End(
            rules, now,
            new(now.Tally.For + chairs.For + others.For, now.Tally.Against + chairs.Against + others.Against, now.Tally.Abstained + chairs.Abstaining + others.Abstaining),
            now.ChairsFor + chairs.For, now.ChairsAgainst + chairs.Against);

    /// <summary>What a ballot comes to when nobody votes any more.</summary>
    public static BallotEnd End(CommitteeRules rules, Standing of, Tally tally, int chairsFor, int chairsAgainst) =>
        rules.Threshold is { } least && least.Of(of.Size) > of.Size ? new(null, DecisionGround.TooFewMembers)
        : rules.Quorum.Of(of.Size) > of.Size ? new(null, DecisionGround.TooFewMembers)
        : tally.Present < rules.Quorum.Of(of.Size) ? new(null, DecisionGround.QuorumMissed)
        : tally.Cast < rules.LeastVotes ? new(null, DecisionGround.TooFewVotes)
        : rules.Method switch
        {
            VotingMethod.Consensus => Consensus(rules, tally),
            VotingMethod.Threshold => tally.For >= rules.Threshold!.Value.Of(of.Size)
                ? new(CommitteeAnswer.Approved, DecisionGround.ThresholdReached)
                : new(CommitteeAnswer.Rejected, DecisionGround.ThresholdMissed),
            VotingMethod.Veto when (rules.VetoBy == VetoRight.Chair ? chairsAgainst : tally.Against) > 0 => new(CommitteeAnswer.Rejected, DecisionGround.Vetoed),
            _ => Majority(rules, tally, chairsFor, chairsAgainst),
        };

    private static BallotEnd Consensus(CommitteeRules rules, Tally tally) =>
        tally.Against == 0 && tally.For > 0 ? new(CommitteeAnswer.Approved, DecisionGround.AllFor)
        : tally.For == 0 && tally.Against > 0 ? new(CommitteeAnswer.Rejected, DecisionGround.AllAgainst)
        : Open(rules, DecisionGround.NotOfOneMind);

    private static BallotEnd Majority(CommitteeRules rules, Tally tally, int chairsFor, int chairsAgainst) =>
        tally.For > tally.Against ? new(CommitteeAnswer.Approved, DecisionGround.MoreFor)
        : tally.Against > tally.For ? new(CommitteeAnswer.Rejected, DecisionGround.MoreAgainst)
        : rules.CastingVote && chairsFor > 0 && chairsAgainst == 0 ? new(CommitteeAnswer.Approved, DecisionGround.CastingVote)
        : rules.CastingVote && chairsAgainst > 0 && chairsFor == 0 ? new(CommitteeAnswer.Rejected, DecisionGround.CastingVote)
        : Open(rules, DecisionGround.Tie);

    private static BallotEnd Open(CommitteeRules rules, DecisionGround why) => new(rules.Otherwise == Otherwise.Rejected ? CommitteeAnswer.Rejected : null, why);

    private static IEnumerable<Split> Splits(int people) =>
        from @for in Enumerable.Range(0, people + 1)
        from against in Enumerable.Range(0, people - @for + 1)
        from abstaining in Enumerable.Range(0, people - @for - against + 1)
        select new Split(@for, against, abstaining, people - @for - against - abstaining);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Split(int For, int Against, int Abstaining, int Away);
}
