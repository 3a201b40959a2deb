using CaseWorkflows.Cases.Committee;

namespace CaseWorkflows.Cases.Tests.Committee;

/// <summary>
/// The same question answered the long way: person by person, every combination of what those who have not voted may do, and each counted out in words of its
/// own. Shares nothing with the product but the descriptions of rules and votes.
/// </summary>
internal static class IndependentCount
{
    private const string Nothing = "none";

    /// <summary><c>Approved</c>, <c>Rejected</c>, <c>none</c> for no decision, or <c>open</c>.</summary>
    public static string Of(CommitteeRules rules, IReadOnlyList<CommitteeMember> members, IReadOnlyList<Recusal> recusals, IReadOnlyList<Vote> votes)
    {
        var seated = members.Where(member => !recusals.Any(recusal => recusal.Member == member.Id)).ToList();
        var said = votes.ToDictionary(vote => vote.Member, vote => (VoteChoice?)vote.Choice, StringComparer.Ordinal);
        var silent = seated.Where(member => !said.ContainsKey(member.Id)).ToList();
        var ends = new HashSet<string>(StringComparer.Ordinal);
        Walk(0);
        var only = ends.Count == 1 ? ends.Single() : "open";
        return only is Nothing or "open" || said.Count >= Needed(rules.Quorum.ToString(), seated.Count) ? only : "open";

        void Walk(int next)
        {
            if (next == silent.Count)
            {
                var away = silent.Where(member => said[member.Id] is null).ToList();
                if ((rules.MostAbsent is null || away.Count <= rules.MostAbsent) && (rules.ChairMayBeAbsent || away.TrueForAll(member => !member.IsChair)))
                {
                    ends.Add(Result(rules, seated, said));
                }

                return;
            }

            foreach (var choice in new VoteChoice?[] { null, VoteChoice.Approve, VoteChoice.Reject, VoteChoice.Abstain })
            {
                said[silent[next].Id] = choice;
                Walk(next + 1);
            }

            said.Remove(silent[next].Id);
        }
    }

    private static string Result(CommitteeRules rules, List<CommitteeMember> seated, Dictionary<string, VoteChoice?> said)
    {
        var yes = seated.Where(member => said[member.Id] == VoteChoice.Approve).ToList();
        var no = seated.Where(member => said[member.Id] == VoteChoice.Reject).ToList();
        var there = seated.Count(member => said[member.Id] is not null);
        if (there < Needed(rules.Quorum.ToString(), seated.Count) || yes.Count + no.Count < rules.LeastVotes)
        {
            return Nothing;
        }

        var openEnd = rules.Otherwise == Otherwise.Rejected ? "Rejected" : Nothing;
        switch (rules.Method)
        {
            case VotingMethod.Consensus:
                return no.Count == 0 ? (yes.Count == 0 ? openEnd : "Approved") : yes.Count == 0 ? "Rejected" : openEnd;
            case VotingMethod.Threshold:
                var needed = Needed(rules.Threshold!.Value.ToString(), seated.Count);
                return needed > seated.Count ? Nothing : yes.Count < needed ? "Rejected" : "Approved";
            case VotingMethod.Veto when rules.VetoBy == VetoRight.Anybody ? no.Count > 0 : no.Exists(member => member.IsChair):
                return "Rejected";
        }

        if (yes.Count != no.Count)
        {
            return yes.Count > no.Count ? "Approved" : "Rejected";
        }

        var chairs = yes.Concat(no).Where(member => member.IsChair).Select(member => said[member.Id]).Distinct().ToList();
        return rules.CastingVote && chairs.Count == 1 ? (chairs[0] == VoteChoice.Approve ? "Approved" : "Rejected") : openEnd;
    }

    private static int Needed(string share, int size)
    {
        if (share == "more-than-half")
        {
            var half = 0;
            while (half * 2 <= size)
            {
                half++;
            }

            return half;
        }

        return share[^1] == '%'
            ? Math.Max(1, (int)Math.Ceiling(size * decimal.Parse(share[..^1], System.Globalization.CultureInfo.InvariantCulture) / 100))
            : int.Parse(share, System.Globalization.CultureInfo.InvariantCulture);
    }
}
