using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Committee;

/// <summary>
/// A committee over one case, and who may do what there. Each question is answered with the refusal, or null for a yes; nothing is written here. A vote is
/// final: it is neither changed nor taken back, by nobody.
/// </summary>
public sealed record Sitting
{
    /// <summary>The rules as they stood when the sitting began.</summary>
    public required CommitteeRules Rules { get; init; }

    /// <summary>Who sits: whoever held the role when the sitting began and holds it still, or has voted before losing it.</summary>
    public required IReadOnlyList<CommitteeMember> Members { get; init; }

    /// <summary>Who stays out.</summary>
    public IReadOnlyList<Recusal> Recusals { get; init; } = [];

    /// <summary>Ids of those who have voted or abstained.</summary>
    public IReadOnlyList<string> Voters { get; init; } = [];

    /// <summary>What comes of the ballot as it stands.</summary>
    public required CommitteeDecision Decision { get; init; }

    /// <summary>True once the ballot is closed.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Members who did not recuse themselves.</summary>
    public IEnumerable<CommitteeMember> Seated => Members.Where(member => !IsRecused(member.Id));

    /// <summary>Members who may still vote.</summary>
    public IEnumerable<CommitteeMember> Waiting => IsClosed ? [] : Seated.Where(member => !HasVoted(member.Id));

    /// <summary>True for those who recused themselves, or were recused.</summary>
    public bool IsRecused(string person) => Recusals.Any(recusal => recusal.Member == person);

    /// <summary>True once the person has voted or abstained.</summary>
    public bool HasVoted(string person) => Voters.Contains(person, StringComparer.Ordinal);

    /// <summary>True for the chair; where no chair sits, for every member who does.</summary>
    public bool IsLedBy(string person) => Seated.Any(member => member.IsChair)
        ? Seated.Any(member => member.IsChair && member.Id == person)
        : Seated.Any(member => member.Id == person);

    /// <summary>Whether the person may vote this way.</summary>
    /// <returns>Null, or <c>not-a-member</c>, <c>recused</c>, <c>already-voted</c>, <c>ballot-closed</c>, <c>reason-required</c>, <c>text-too-long</c>.</returns>
    public Refusal? WhyNotVote(string person, VoteChoice choice, string? reason) =>
        WhyNotSeated(person)
        ?? (HasVoted(person) ? CommitteeRefusals.AlreadyVoted() : null)
        ?? (IsClosed ? CommitteeRefusals.BallotClosed() : null)
        ?? (choice == VoteChoice.Reject ? WhyNoReason(reason) : TooLong(reason));

    /// <summary>Whether the person may recuse a member: oneself, or another when leading the committee.</summary>
    /// <returns>Null, or <c>not-a-member</c>, <c>not-the-chair</c>, <c>recused</c>, <c>already-voted</c>, <c>reason-required</c>, <c>text-too-long</c>.</returns>
    public Refusal? WhyNotRecuse(string by, string member, string? reason) =>
        (by != member && !IsLedBy(by) ? CommitteeRefusals.NotTheChair() : null)
        ?? WhyNotSeated(member)
        ?? (HasVoted(member) ? CommitteeRefusals.AlreadyVoted() : null)
        ?? WhyNoReason(reason);

    /// <summary>Whether the person may close the ballot, so that whoever has not voted stayed away: who leads the committee, or an administrator.</summary>
    /// <returns>Null, or <c>not-the-chair</c>, <c>ballot-closed</c>, <c>members-missing</c>.</returns>
    public Refusal? WhyNotClose(Actor by) =>
        WhyNotLeading(by)
        ?? (IsClosed ? CommitteeRefusals.BallotClosed() : null)
        ?? (CommitteeDecision.MayClose(Rules, new() { Size = Seated.Count(), Tally = new(0, 0, 0), ChairsWaiting = Waiting.Count(member => member.IsChair), OthersWaiting = Waiting.Count(member => !member.IsChair) })
            ? null
            : CommitteeRefusals.MembersMissing(Rules, Waiting.Select(member => member.Id)));

    /// <summary>Whether the person may have the committee vote again, after a ballot that led to no decision.</summary>
    /// <returns>Null, or <c>not-the-chair</c>, <c>ballot-open</c>.</returns>
    public Refusal? WhyNotVoteAgain(Actor by) =>
        WhyNotLeading(by) ?? (Decision is CommitteeDecision.NoDecision ? null : CommitteeRefusals.BallotOpen());

    /// <summary>Whether the person may send the case back for more information: who leads the committee.</summary>
    /// <returns>Null, or <c>not-the-chair</c>.</returns>
    public Refusal? WhyNotSendBack(string person) => IsLedBy(person) ? null : CommitteeRefusals.NotTheChair();

    /// <summary>Whether the person may say something to the other members: those who sit.</summary>
    /// <returns>Null, or <c>not-a-member</c>, <c>recused</c>, <c>text-required</c>, <c>text-too-long</c>.</returns>
    public Refusal? WhyNotDiscuss(string person, string? text) =>
        WhyNotSeated(person)
        ?? (ArabicText.Fold(text ?? string.Empty).Length == 0 ? CommitteeRefusals.TextRequired()
            : text!.Length > UserTaskRules.MaximumReasonLength ? IntakeRefusals.TextTooLong("text", UserTaskRules.MaximumReasonLength)
            : null);

    private Refusal? WhyNotLeading(Actor by) => IsLedBy(by.Id) || by.Has(Role.Administrator) ? null : CommitteeRefusals.NotTheChair();

    private Refusal? WhyNotSeated(string person) =>
        Members.All(member => member.Id != person) ? CommitteeRefusals.NotAMember() : IsRecused(person) ? CommitteeRefusals.Recused() : null;

    private static Refusal? WhyNoReason(string? reason) => ArabicText.Fold(reason ?? string.Empty).Length == 0 ? CommitteeRefusals.ReasonRequired() : TooLong(reason);

    private static Refusal? TooLong(string? reason) =>
        reason?.Length > UserTaskRules.MaximumReasonLength ? IntakeRefusals.TextTooLong("reason", UserTaskRules.MaximumReasonLength) : null;
}
