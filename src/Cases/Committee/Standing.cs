namespace CaseWorkflows.Cases.Committee;

/// <summary>How many votes there are of each kind.</summary>
/// <param name="For">Votes to approve.</param>
/// <param name="Against">Votes to reject.</param>
/// <param name="Abstained">Members who were present and voted neither way.</param>
public sealed record Tally(int For, int Against, int Abstained)
{
    /// <summary>Votes for and against.</summary>
    public int Cast => For + Against;

    /// <summary>Everybody who voted or abstained.</summary>
    public int Present => Cast + Abstained;
}

/// <summary>Where a ballot stands, as far as the decision depends on it: numbers, no names.</summary>
public sealed record Standing
{
    /// <summary>Members who did not recuse themselves.</summary>
    public required int Size { get; init; }

    /// <summary>What was voted so far.</summary>
    public required Tally Tally { get; init; }

    /// <summary>Chairs among the votes for; zero where the rules do not ask.</summary>
    public int ChairsFor { get; init; }

    /// <summary>Chairs among the votes against; zero where the rules do not ask.</summary>
    public int ChairsAgainst { get; init; }

    /// <summary>Chairs who may still vote.</summary>
    public int ChairsWaiting { get; init; }

    /// <summary>Other members who may still vote.</summary>
    public int OthersWaiting { get; init; }

    /// <summary>Everybody who may still vote.</summary>
    public int Waiting => ChairsWaiting + OthersWaiting;

    /// <summary>
    /// Counts an open ballot. Votes of people who are no members or recused themselves count nowhere, and of several of one member the first.
    /// </summary>
    /// <param name="members">Who sits, each once.</param>
    /// <param name="recusals">Who stays out.</param>
    /// <param name="votes">In any order.</param>
    /// <param name="closed">True once the ballot is closed: whoever has not voted stayed away.</param>
    public static Standing Of(IReadOnlyCollection<CommitteeMember> members, IEnumerable<Recusal> recusals, IEnumerable<Vote> votes, bool closed = false)
    {
        var sitting = Sitting(members, recusals);
        var counted = votes.Where(vote => sitting.ContainsKey(vote.Member)).GroupBy(vote => vote.Member, StringComparer.Ordinal)
            .Select(own => own.OrderBy(vote => vote.At).ThenBy(vote => vote.Choice).First()).ToList();
        return Counted(sitting, counted.ConvertAll(vote => vote.Member), counted.ConvertAll(vote => new Ballot(vote.Choice, sitting[vote.Member].IsChair)), closed);
    }

    /// <summary>Counts a secret ballot: who voted, and apart from that what was voted.</summary>
    /// <param name="members">Who sits, each once.</param>
    /// <param name="recusals">Who stays out; nobody who has voted.</param>
    /// <param name="voters">Who has voted, each once, all of them members.</param>
    /// <param name="box">As many ballots as voters.</param>
    /// <param name="closed">True once the ballot is closed.</param>
    public static Standing Of(
        IReadOnlyCollection<CommitteeMember> members, IEnumerable<Recusal> recusals, IReadOnlyCollection<string> voters, IReadOnlyCollection<Ballot> box, bool closed = false)
        => voters.Count == box.Count
            ? Counted(Sitting(members, recusals), voters, box, closed)
            : throw new ArgumentException("There are not as many ballots as voters.", nameof(box));

    private static Dictionary<string, CommitteeMember> Sitting(IEnumerable<CommitteeMember> members, IEnumerable<Recusal> recusals)
    {
        var recused = recusals.Select(recusal => recusal.Member).ToHashSet(StringComparer.Ordinal);
        return members.Where(member => !recused.Contains(member.Id)).ToDictionary(member => member.Id, StringComparer.Ordinal);
    }

    private static Standing Counted(Dictionary<string, CommitteeMember> sitting, IReadOnlyCollection<string> voters, IReadOnlyCollection<Ballot> ballots, bool closed)
    {
        var waiting = closed ? [] : sitting.Values.ExceptBy(voters, member => member.Id, StringComparer.Ordinal).ToList();
        return new()
        {
            Size = sitting.Count,
            Tally = new(Count(VoteChoice.Approve), Count(VoteChoice.Reject), Count(VoteChoice.Abstain)),
            ChairsFor = ballots.Count(ballot => ballot is { ByChair: true, Choice: VoteChoice.Approve }),
            ChairsAgainst = ballots.Count(ballot => ballot is { ByChair: true, Choice: VoteChoice.Reject }),
            ChairsWaiting = waiting.Count(member => member.IsChair),
            OthersWaiting = waiting.Count(member => !member.IsChair),
        };

        int Count(VoteChoice choice) => ballots.Count(ballot => ballot.Choice == choice);
    }
}
