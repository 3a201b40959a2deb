using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;

namespace CaseWorkflows.Cases.Tests.Committee;

/// <summary>A chair and two members; whoever is in capitals has voted, and whoever stands behind a bar is recused.</summary>
public sealed class SittingTests
{
    private static readonly CommitteeRules Rules = new() { Method = VotingMethod.Majority, Quorum = Share.MoreThanHalf, MostAbsent = 1 };

    [Theory]
    [InlineData("chair,a,b", "a", VoteChoice.Approve, null, null)]
    [InlineData("chair,a,b", "a", VoteChoice.Abstain, null, null)]
    [InlineData("chair,a,b", "a", VoteChoice.Reject, "الدخل فوق الحد", null)]
    [InlineData("chair,a,b", "a", VoteChoice.Reject, " \u200f ", "reason-required")]
    [InlineData("chair,A,b", "a", VoteChoice.Approve, null, "already-voted")]
    [InlineData("chair,b|a", "a", VoteChoice.Approve, null, "recused")]
    [InlineData("chair,b", "a", VoteChoice.Approve, null, "not-a-member")]
    [InlineData("closed:chair,a,b", "a", VoteChoice.Approve, null, "ballot-closed")]
    public void Who_may_vote_and_how(string sitting, string person, VoteChoice choice, string? reason, string? refused) =>
        Assert.Equal(refused, Read(sitting).WhyNotVote(person, choice, reason)?.Code);

    [Theory]
    [InlineData("chair,a,b", "a", "a", "قرابة", null)]
    [InlineData("chair,a,b", "chair", "a", "قرابة", null)]
    [InlineData("chair,a,b", "b", "a", "قرابة", "not-the-chair")]
    [InlineData("a,b|chair", "b", "a", "قرابة", null)]
    [InlineData("chair,A,b", "a", "a", "قرابة", "already-voted")]
    [InlineData("chair,b|a", "a", "a", "قرابة", "recused")]
    [InlineData("chair,a,b", "a", "a", "", "reason-required")]
    [InlineData("chair,a,b", "stranger", "stranger", "قرابة", "not-a-member")]
    public void Who_may_be_recused_and_by_whom(string sitting, string by, string member, string reason, string? refused) =>
        Assert.Equal(refused, Read(sitting).WhyNotRecuse(by, member, reason)?.Code);

    [Theory]
    [InlineData("CHAIR,A,b", "chair", null)]
    [InlineData("CHAIR,A,b", "a", "not-the-chair")]
    [InlineData("CHAIR,A,b", "administrator", null)]
    [InlineData("CHAIR,a,b", "chair", "members-missing")]
    [InlineData("A,b|chair", "b", null)]
    [InlineData("A,b|chair", "chair", "not-the-chair")]
    [InlineData("closed:CHAIR,A,b", "chair", "ballot-closed")]
    public void Who_closes_the_ballot_and_when(string sitting, string by, string? refused) => Assert.Equal(refused, Read(sitting).WhyNotClose(ActorOf(by))?.Code);

    [Theory]
    [InlineData("chair,a,b", "chair", false, "ballot-open")]
    [InlineData("chair,a,b", "chair", true, null)]
    [InlineData("chair,a,b", "a", true, "not-the-chair")]
    [InlineData("chair,a,b", "administrator", true, null)]
    public void Who_has_the_committee_vote_again_and_when(string sitting, string by, bool withoutDecision, string? refused)
    {
        var read = Read(sitting);
        var again = withoutDecision ? read with { Decision = new CommitteeDecision.NoDecision(DecisionGround.Tie) { Tally = new(1, 1, 0) } } : read;
        Assert.Equal(refused, again.WhyNotVoteAgain(ActorOf(by))?.Code);
    }

    [Theory]
    [InlineData("chair,a", "chair", null)]
    [InlineData("chair,a", "a", "not-the-chair")]
    [InlineData("a,b|chair", "a", null)]
    public void Who_sends_the_case_back(string sitting, string by, string? refused) => Assert.Equal(refused, Read(sitting).WhyNotSendBack(by)?.Code);

    [Fact]
    public void A_reason_has_a_length() =>
        Assert.Equal("text-too-long", Read("chair,a").WhyNotVote("a", VoteChoice.Approve, new string('م', UserTaskRules.MaximumReasonLength + 1))?.Code);

    private static Actor ActorOf(string id) => new(id, "natiq", new HashSet<string>(StringComparer.Ordinal) { id == "administrator" ? Role.Administrator.Key : Role.CommitteeMember.Key });

    private static Sitting Read(string text)
    {
        var closed = text.StartsWith("closed:", StringComparison.Ordinal);
        var sides = text.Replace("closed:", "", StringComparison.Ordinal).Split('|');
        var at = DateTimeOffset.UnixEpoch;
        var members = string.Join(',', sides).Split(',').Select(name => new CommitteeMember(name.ToLowerInvariant(), name.Equals("chair", StringComparison.OrdinalIgnoreCase))).ToList();
        var votes = sides[0].Split(',').Where(name => char.IsUpper(name[0])).Select(name => new Vote(name.ToLowerInvariant(), VoteChoice.Approve, null, at)).ToList();
        List<Recusal> recusals = [.. sides.Skip(1).Select(name => new Recusal(name, "قرابة", name, at))];
        return new()
        {
            Rules = Rules, Members = members, Recusals = recusals, Voters = votes.ConvertAll(vote => vote.Member), IsClosed = closed,
            Decision = CommitteeDecision.Of(Rules, members, recusals, votes, closed),
        };
    }
}
