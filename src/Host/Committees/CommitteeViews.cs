using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Committees;

/// <summary>Where a sitting stands. Sent by name.</summary>
public enum SittingState
{
    /// <summary>Nothing is certain yet.</summary>
    Voting,

    /// <summary>The ballot is over without a decision: the chair sends the case back or has the committee vote again.</summary>
    NoDecision,

    /// <summary>Decided, and held until the floor.</summary>
    Held,

    /// <summary>Decided, and out of the house.</summary>
    Released,

    /// <summary>Over without a decision: sent back, or the case was closed.</summary>
    Over,
}

/// <summary>Where a member stands. Sent by name.</summary>
public enum SeatState
{
    Waiting,
    Voted,
    Recused,
    Absent,
}

/// <summary>A committee's rules as they are kept with the sitting.</summary>
public sealed record CommitteeRulesView(
    VotingMethod Method, string Quorum, int LeastVotes, string? Threshold, VetoRight? VetoBy, int? MostAbsent, bool ChairMayBeAbsent, bool CastingVote, Otherwise Otherwise, bool Secret)
{
    internal static CommitteeRulesView Of(CommitteeRules rules) => new(
        rules.Method, rules.Quorum.ToString(), rules.LeastVotes, rules.Threshold?.ToString(), rules.VetoBy, rules.MostAbsent, rules.ChairMayBeAbsent, rules.CastingVote, rules.Otherwise, rules.Secret);
}

/// <summary>A member. Choice and reason are null for whoever may not know them, and always in a secret ballot.</summary>
public sealed record SeatView(string Id, LocalizedText Name, bool IsChair, SeatState State, DateTimeOffset? VotedAt, VoteChoice? Choice, string? Reason);

/// <summary>How far a ballot is from its quorum.</summary>
public sealed record QuorumView(int Needed, int Present, int Missing);

/// <summary>When the decision leaves the house at the earliest, and why then.</summary>
public sealed record ReleaseView(DateTimeOffset ReleasableAt, CountFrom CountedFrom, DateTimeOffset CountedFromAt, string MinimumPeriod, bool WorkingDays, string? Clause);

/// <summary>What the caller may do.</summary>
public sealed record CommitteeRights(bool IsMember, bool Leads, bool MayVote, bool MayRecuse, bool MayClose, bool MayVoteAgain, bool MaySendBack, bool MayDiscuss)
{
    /// <summary>True for somebody who sits or sat and is not recused: such a person sees the votes of an open ballot and the discussion.</summary>
    public bool IsInside { get; init; }
}

/// <summary>Something said among the members.</summary>
public sealed record RemarkView(string Author, LocalizedText AuthorName, string Text, DateTimeOffset At);

/// <summary>A sitting as the caller may see it.</summary>
public sealed record CommitteeView(
    string TaskId, string CaseId, string CaseNumber, string Association, string Committee, LocalizedText CommitteeName, CommitteeRulesView Rules, int Round, SittingState State,
    QuorumView Quorum, int Waiting, IReadOnlyList<SeatView> Members, Tally? Tally, CommitteeAnswer? Decision, DecisionGround? Why, string? Reason,
    DateTimeOffset OpenedAt, DateTimeOffset? DueAt, DateTimeOffset? DecidedAt, DateTimeOffset? ReleasedAt, ReleaseView Release, CommitteeRights Me, IReadOnlyList<RemarkView> Discussion);
