using CaseWorkflows.Cases.Committee;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Cases.Tests.Committee;

/// <summary>What holds for every committee, whatever its rules, its members and what they say.</summary>
public sealed class DecisionProperties
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void Once_certain_the_result_never_changes_whatever_votes_follow() => Check(sitting =>
    {
        var results = Enumerable.Range(0, sitting.Votes.Count + 1).Select(votes => Result(sitting.Decision(votes))).SkipWhile(result => result == "open").ToList();
        return results.Distinct(StringComparer.Ordinal).Count() <= 1 && (results.Count == 0 || results[^1] == Result(sitting.Decision(sitting.Votes.Count, closed: true)));
    });

    [Fact]
    public void Once_certain_closing_the_ballot_changes_nothing() => Check(sitting => Enumerable.Range(0, sitting.Votes.Count + 1).All(votes =>
        Result(sitting.Decision(votes)) is var result && (result == "open" || !MayClose(sitting, votes) || result == Result(sitting.Decision(votes, closed: true)))));

    [Fact]
    public void The_order_of_votes_does_not_matter() => Check(sitting =>
    {
        var (there, back) = (sitting, sitting with { Votes = [.. sitting.Votes.Reverse()] });
        return there.Decision(sitting.Votes.Count) == back.Decision(sitting.Votes.Count)
            && there.Decision(sitting.Votes.Count / 2) == (sitting with { Votes = [.. sitting.Votes.Take(sitting.Votes.Count / 2).OrderByDescending(vote => vote.Member, StringComparer.Ordinal)] }).Decision(sitting.Votes.Count);
    });

    [Fact]
    public void A_recused_member_counts_nowhere() => Check(sitting =>
    {
        var without = sitting with { Members = [.. sitting.Members.Where(member => !sitting.Recusals.Any(recusal => recusal.Member == member.Id))], Recusals = [] };
        var voting = sitting with { Votes = [.. sitting.Recusals.Select(recusal => new Vote(recusal.Member, VoteChoice.Reject, null, DateTimeOffset.UnixEpoch)), .. sitting.Votes] };
        return Enumerable.Range(0, sitting.Votes.Count + 1).All(votes => sitting.Decision(votes) == without.Decision(votes) && sitting.Decision(votes) == voting.Decision(votes + sitting.Recusals.Count));
    });

    [Fact]
    public void Nothing_is_decided_below_the_quorum() => Check(sitting => Enumerable.Range(0, sitting.Votes.Count + 1).All(votes =>
        sitting.Decision(votes) is not CommitteeDecision.Decided || votes >= sitting.Rules.Quorum.Of(sitting.Members.Count - sitting.Recusals.Count)));

    [Fact]
    public void The_chairs_casting_vote_speaks_only_in_a_tie() => Check(sitting =>
    {
        var (all, closed) = (sitting.Votes.Count, sitting.Decision(sitting.Votes.Count, closed: true));
        var mute = (sitting with { Rules = sitting.Rules with { CastingVote = false } }).Decision(all, closed: true);
        return closed is CommitteeDecision.Decided { Why: DecisionGround.CastingVote } ? closed.Tally.For == closed.Tally.Against && sitting.Rules.CastingVote : Result(mute) == Result(closed);
    });

    [Fact]
    public void It_comes_to_what_counting_out_every_way_it_may_end_comes_to()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        Prop.ForAll(Ballots.Sittings(5).ToArbitrary(), sitting => Enumerable.Range(0, sitting.Votes.Count + 1).All(votes =>
        {
            var result = Result(sitting.Decision(votes));
            seen[result] = seen.GetValueOrDefault(result) + 1;
            return result == IndependentCount.Of(sitting.Rules, sitting.Members, sitting.Recusals, [.. sitting.Votes.Take(votes)]);
        })).Check(Often);

        Assert.All(new[] { "open", "none", "Approved", "Rejected" }, result => Assert.True(seen.GetValueOrDefault(result) > 100, result));
    }

    [Fact]
    public void A_secret_box_counts_as_the_open_votes_it_was_made_of() => Check(sitting =>
    {
        var box = sitting.Votes.Select(vote => new Ballot(vote.Choice, sitting.Rules.NeedsChairsChoice && sitting.Members.Single(member => member.Id == vote.Member).IsChair)).Reverse().ToList();
        var standing = Standing.Of(sitting.Members, sitting.Recusals, [.. sitting.Votes.Select(vote => vote.Member)], box, closed: true);
        return Result(CommitteeDecision.Of(sitting.Rules, standing)) == Result(sitting.Decision(sitting.Votes.Count, closed: true));
    });

    private static bool MayClose(MadeUp sitting, int votes) =>
        CommitteeDecision.MayClose(sitting.Rules, Standing.Of(sitting.Members, sitting.Recusals, sitting.Votes.Take(votes)));

    private static string Result(CommitteeDecision decision) => decision switch
    {
        CommitteeDecision.Decided decided => decided.Answer.ToString(),
        CommitteeDecision.NoDecision => "none",
        _ => "open",
    };

    private static void Check(Func<MadeUp, bool> holds) => Prop.ForAll(Ballots.Sittings().ToArbitrary(), holds).Check(Often);
}
