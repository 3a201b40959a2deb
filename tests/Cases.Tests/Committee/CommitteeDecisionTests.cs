using CaseWorkflows.Cases.Committee;

namespace CaseWorkflows.Cases.Tests.Committee;

/// <summary>Each rule by cases a reader can count out. Members are letters, the chair the first; A approves, R rejects, - abstains, a dot has not voted, x is recused.</summary>
public sealed class CommitteeDecisionTests
{
    private static readonly CommitteeRules Majority = new() { Method = VotingMethod.Majority, Quorum = Share.MoreThanHalf, LeastVotes = 2, CastingVote = true };

    [Theory]
    [InlineData("...", "open")]
    [InlineData("A..", "open")]
    [InlineData("AA.", "Approved MoreFor")]
    [InlineData("RR.", "Rejected MoreAgainst")]
    [InlineData("AR.", "open")]
    [InlineData("AR-", "Approved CastingVote")]
    [InlineData("RA-", "Rejected CastingVote")]
    [InlineData("-RA", "none Tie")]
    [InlineData("A--", "none TooFewVotes")]
    [InlineData("AA..", "open")] // 2:2 would be the chair's, but quorum is 3 of 4
    [InlineData("AAR.", "Approved MoreFor")] // at worst 2:2, and the chair is for
    [InlineData(".AAR", "open")]
    [InlineData("xAR", "none Tie")]
    [InlineData("xxA", "none TooFewVotes")]
    [InlineData("xAA", "Approved MoreFor")]
    [InlineData("", "none TooFewMembers")]
    public void A_majority_of_the_votes_cast(string votes, string expected) => Assert.Equal(expected, Outcome(Majority, votes));

    [Theory]
    [InlineData("-RA", "Rejected Tie")]
    [InlineData("A--", "none TooFewVotes")]
    public void A_tie_may_be_a_rejection(string votes, string expected) => Assert.Equal(expected, Outcome(Majority with { Otherwise = Otherwise.Rejected }, votes));

    [Theory]
    [InlineData("AA.", "open")]
    [InlineData("AAA", "Approved AllFor")]
    [InlineData("AA-", "Approved AllFor")]
    [InlineData("RR-", "Rejected AllAgainst")]
    [InlineData("AR.", "none NotOfOneMind")]
    public void A_consensus(string votes, string expected) =>
        Assert.Equal(expected, Outcome(new() { Method = VotingMethod.Consensus, Quorum = Share.MoreThanHalf }, votes));

    [Theory]
    [InlineData("AAA..", "67%", "open")] // four of five
    [InlineData("AAAA.", "67%", "Approved ThresholdReached")]
    [InlineData("AAARR", "67%", "Rejected ThresholdMissed")]
    [InlineData("RR...", "67%", "open")] // certain, but without a quorum
    [InlineData("RR-..", "67%", "Rejected ThresholdMissed")]
    [InlineData("AA-..", "2", "Approved ThresholdReached")]
    [InlineData("xxAAA", "67%", "Approved ThresholdReached")] // three of three: rounded up
    [InlineData("xxAA-", "67%", "Rejected ThresholdMissed")]
    [InlineData("AA", "3", "none TooFewMembers")]
    public void A_threshold_of_all_who_sit(string votes, string threshold, string expected)
    {
        Assert.True(Share.TryParse(threshold, out var share));
        Assert.Equal(expected, Outcome(new() { Method = VotingMethod.Threshold, Quorum = Share.MoreThanHalf, Threshold = share }, votes));
    }

    [Theory]
    [InlineData(".AAA.", "open")] // the chair may still say no
    [InlineData("AAA..", "Approved MoreFor")]
    [InlineData("R....", "open")] // certain, but without a quorum
    [InlineData("RAA..", "Rejected Vetoed")]
    [InlineData("-ARA.", "open")]
    [InlineData("-ARAA", "Approved MoreFor")]
    public void A_veto_of_the_chair(string votes, string expected) =>
        Assert.Equal(expected, Outcome(new() { Method = VotingMethod.Veto, VetoBy = VetoRight.Chair, Quorum = Share.MoreThanHalf }, votes));

    [Theory]
    [InlineData("AAAA.", "open")]
    [InlineData("AAAA-", "Approved MoreFor")]
    [InlineData("AAR..", "Rejected Vetoed")]
    public void A_veto_of_anybody(string votes, string expected) =>
        Assert.Equal(expected, Outcome(new() { Method = VotingMethod.Veto, VetoBy = VetoRight.Anybody, Quorum = Share.MoreThanHalf }, votes));

    [Theory]
    [InlineData("AA...", null, true, true)]
    [InlineData("AA...", 3, true, true)]
    [InlineData("AA...", 2, true, false)]
    [InlineData(".AAAA", 1, true, true)]
    [InlineData(".AAAA", 1, false, false)]
    [InlineData("AAAAx", 0, false, true)]
    public void A_ballot_is_closed_when_those_who_are_missing_may_stay_away(string votes, int? mostAbsent, bool chairToo, bool mayClose)
    {
        var (members, recusals, cast) = Read(votes);
        Assert.Equal(mayClose, CommitteeDecision.MayClose(Majority with { MostAbsent = mostAbsent, ChairMayBeAbsent = chairToo }, Standing.Of(members, recusals, cast)));
    }

    [Fact]
    public void Nobody_may_stay_away_and_yet_the_last_vote_cannot_matter() =>
        Assert.Equal("Approved MoreFor", Outcome(Majority with { MostAbsent = 0 }, "AAA.."));

    [Fact]
    public void What_is_missing_is_told()
    {
        var (members, recusals, votes) = Read("A-...");
        var undecided = Assert.IsType<CommitteeDecision.Undecided>(CommitteeDecision.Of(Majority, members, recusals, votes));
        Assert.Equal((3, 1, 1, 3, new Tally(1, 0, 1)), (undecided.Quorum, undecided.QuorumMissing, undecided.VotesMissing, undecided.Waiting, undecided.Tally));
    }

    [Fact]
    public void Votes_of_strangers_and_second_votes_count_nowhere()
    {
        var (members, _, votes) = Read("AR.");
        List<Vote> more = [.. votes, new("stranger", VoteChoice.Approve, null, votes[0].At), new(votes[1].Member, VoteChoice.Approve, null, votes[1].At.AddHours(1))];
        Assert.Equal(new Tally(1, 1, 0), CommitteeDecision.Of(Majority, members, [], more).Tally);
    }

    [Theory]
    [InlineData("more-than-half", 4, 3)]
    [InlineData("more-than-half", 0, 1)]
    [InlineData("60%", 4, 3)]
    [InlineData("50%", 4, 2)]
    [InlineData("1%", 4, 1)]
    [InlineData("100%", 7, 7)]
    [InlineData("3", 2, 3)]
    public void A_share_is_rounded_up(string text, int members, int expected)
    {
        Assert.True(Share.TryParse(text, out var share));
        Assert.Equal((expected, text), (share.Of(members), share.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("101%")]
    [InlineData("0%")]
    [InlineData("half")]
    [InlineData("2.5")]
    [InlineData(null)]
    public void What_is_no_share_is_none(string? text) => Assert.False(Share.TryParse(text, out _));

    [Fact]
    public void Rules_come_back_as_they_were_kept()
    {
        var rules = new CommitteeRules
        {
            Method = VotingMethod.Veto, VetoBy = VetoRight.Chair, Quorum = Share.Percent(60), LeastVotes = 2, MostAbsent = 1, ChairMayBeAbsent = false, CastingVote = true,
            Otherwise = Otherwise.Rejected, Secret = true,
        };
        Assert.Equal(rules, CommitteeRules.FromJson(rules.ToJson()));
        Assert.Equal(Majority, CommitteeRules.FromJson(Majority.ToJson()));
    }

    private static string Outcome(CommitteeRules rules, string votes)
    {
        var (members, recusals, cast) = Read(votes);
        return CommitteeDecision.Of(rules, members, recusals, cast) switch
        {
            CommitteeDecision.Decided decided => $"{decided.Answer} {decided.Why}",
            CommitteeDecision.NoDecision none => $"none {none.Why}",
            _ => "open",
        };
    }

    private static (List<CommitteeMember> Members, List<Recusal> Recusals, List<Vote> Votes) Read(string votes)
    {
        var at = new DateTimeOffset(2026, 3, 1, 7, 0, 0, TimeSpan.Zero);
        var members = votes.Select((_, place) => new CommitteeMember($"{(char)('a' + place)}", place == 0)).ToList();
        return (
            members,
            [.. members.Where((_, place) => votes[place] == 'x').Select(member => new Recusal(member.Id, "قرابة", member.Id, at))],
            [.. members.Where((_, place) => votes[place] is not ('x' or '.')).Select(member => new Vote(
                member.Id, votes[member.Id[0] - 'a'] switch { 'A' => VoteChoice.Approve, 'R' => VoteChoice.Reject, _ => VoteChoice.Abstain }, null, at))]);
    }
}
