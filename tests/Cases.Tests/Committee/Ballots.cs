using CaseWorkflows.Cases.Committee;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Cases.Tests.Committee;

/// <summary>A committee over a case, made up: who sits, who stays out, who votes what, in what order.</summary>
internal sealed record MadeUp(CommitteeRules Rules, IReadOnlyList<CommitteeMember> Members, IReadOnlyList<Recusal> Recusals, IReadOnlyList<Vote> Votes)
{
    public CommitteeDecision Decision(int votes, bool closed = false) => CommitteeDecision.Of(Rules, Members, Recusals, Votes.Take(votes), closed);

    public override string ToString() =>
        $"{Rules.ToJson()} members {Members.Count} chairs {Members.Count(member => member.IsChair)} out [{string.Join(' ', Recusals.Select(recusal => recusal.Member))}] "
        + $"votes [{string.Join(' ', Votes.Select(vote => $"{vote.Member}:{vote.Choice}"))}]";
}

/// <summary>Committees of every kind, up to seven members.</summary>
internal static class Ballots
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 7, 0, 0, TimeSpan.Zero);

    public static Gen<CommitteeRules> Rules { get; } =
        from method in Gen.Elements(Enum.GetValues<VotingMethod>())
        from quorum in Shares()
        from threshold in Shares()
        from least in Gen.Choose(1, 3)
        from veto in Gen.Elements(Enum.GetValues<VetoRight>())
        from absent in Gen.Choose(-1, 3)
        from flags in Gen.Choose(0, 7)
        select new CommitteeRules
        {
            Method = method,
            Quorum = quorum,
            Threshold = method == VotingMethod.Threshold ? threshold : null,
            VetoBy = method == VotingMethod.Veto ? veto : null,
            LeastVotes = least,
            MostAbsent = absent < 0 ? null : absent,
            ChairMayBeAbsent = (flags & 1) == 0,
            CastingVote = (flags & 2) == 0 && method is VotingMethod.Majority or VotingMethod.Veto,
            Otherwise = (flags & 4) == 0 ? Otherwise.NoDecision : Otherwise.Rejected,
        };

    /// <summary>Everybody who is not recused votes once, in some order.</summary>
    public static Gen<MadeUp> Sittings(int most = 7) =>
        from rules in Rules
        from size in Gen.Choose(0, most)
        from chairs in Gen.Frequency((1, Gen.Constant(0)), (6, Gen.Constant(1)), (1, Gen.Constant(2)))
        from recused in Gen.Choose(0, 2)
        from choices in Gen.Elements(Enum.GetValues<VoteChoice>()).ListOf(size)
        from order in Gen.Shuffle(Enumerable.Range(0, size))
        from outside in Gen.Shuffle(Enumerable.Range(0, size))
        let members = Enumerable.Range(0, size).Select(number => new CommitteeMember($"m{number}", number < chairs)).ToList()
        let recusals = outside.Take(Math.Min(recused, size)).Select(number => new Recusal($"m{number}", "قرابة", $"m{number}", Start)).ToList()
        let votes = order.Select((number, turn) => new Vote($"m{number}", choices[number], null, Start.AddMinutes(turn))).Where(vote => recusals.TrueForAll(recusal => recusal.Member != vote.Member)).ToList()
        select new MadeUp(rules, members, recusals, votes);

    private static Gen<Share> Shares() => Gen.OneOf(
        Gen.Constant(Share.MoreThanHalf), Gen.Choose(1, 4).Select(Share.Number), Gen.Elements(1, 50, 60, 67, 75, 100).Select(Share.Percent));
}
