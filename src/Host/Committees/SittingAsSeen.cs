using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tasks;

namespace CaseWorkflows.Host.Committees;

/// <summary>One sitting before one reader: what of it is shown.</summary>
internal sealed class SittingAsSeen(CurrentCaller caller, SittingRow row, StoredSitting stored, UserTaskRow task, CaseRow @case, IReadOnlyDictionary<string, LocalizedText> names)
{
    private readonly Sitting _sitting = stored.State;

    public CommitteeView View(LocalizedText committee, IReadOnlyList<DiscussionRow> remarks)
    {
        var (rights, shown) = (Rights(), Outcome());
        return new(
            row.TaskId, row.CaseId, @case.Number, row.AssociationKey, row.CommitteeKey, committee, CommitteeRulesView.Of(_sitting.Rules), row.Round, State(), Quorum(), _sitting.Waiting.Count(),
            [.. _sitting.Members.Select(Seat)], shown ? Tally() : null, shown ? row.Decision : null, shown ? row.Ground ?? (_sitting.Decision as CommitteeDecision.NoDecision)?.Why : null,
            shown ? row.Reason : null, row.OpenedAt, task.DueAt, row.DecidedAt, row.ReleasedAt,
            new(row.ReleasableAt, row.CountedFrom, row.CountedFromAt, row.MinimumPeriod, row.WorkingDays, task.Clause), rights,
            rights.IsInside ? [.. remarks.Select(remark => new RemarkView(remark.AuthorId, NameOf(remark.AuthorId), remark.Text, remark.At))] : []);
    }

    public SittingState State() => row.ReleasedAt is not null ? SittingState.Released
        : row.DecidedAt is not null ? SittingState.Held
        : !IsOpen ? SittingState.Over
        : _sitting.Decision is CommitteeDecision.NoDecision ? SittingState.NoDecision
        : SittingState.Voting;

    public CommitteeRights Rights()
    {
        var (person, actor) = (caller.Id, caller.ActorFor(row.AssociationKey));
        var sits = _sitting.Seated.Any(member => member.Id == person);
        return new(
            _sitting.Members.Any(member => member.Id == person), _sitting.IsLedBy(person),
            MayVote: IsOpen && _sitting.WhyNotVote(person, VoteChoice.Approve, null) is null,
            MayRecuse: IsOpen && sits && !_sitting.HasVoted(person),
            MayClose: IsOpen && _sitting.WhyNotClose(actor) is null && _sitting.Decision is CommitteeDecision.Undecided,
            MayVoteAgain: IsOpen && _sitting.WhyNotVoteAgain(actor) is null,
            MaySendBack: IsOpen && _sitting.WhyNotSendBack(person) is null && TaskJsonActions().Contains("MoreInformation", StringComparer.Ordinal),
            MayDiscuss: IsOpen && sits)
        {
            IsInside = sits,
        };
    }

    private bool IsOpen => task.Status is UserTaskStatus.Available or UserTaskStatus.Claimed;

    private bool IsInside => _sitting.Seated.Any(member => member.Id == caller.Id);

    /// <summary>Whether the reader may know the outcome: everybody once it is released, those who sit as soon as there is one.</summary>
    private bool Outcome() => row.ReleasedAt is not null || IsInside;

    /// <summary>A secret box is counted once: before that even a number would tell.</summary>
    private Tally? Tally() => _sitting.Rules.Secret && _sitting.Decision is CommitteeDecision.Undecided ? null : _sitting.Decision.Tally;

    public QuorumView Quorum()
    {
        var needed = _sitting.Rules.Quorum.Of(_sitting.Seated.Count());
        var present = _sitting.Seated.Count(member => _sitting.HasVoted(member.Id));
        return new(needed, present, Math.Max(0, needed - present));
    }

    private SeatView Seat(CommitteeMember member)
    {
        var vote = stored.Votes.FirstOrDefault(vote => vote.Member == member.Id);
        var readsReasons = IsInside || (row.ReleasedAt is not null && caller.RolesIn(row.AssociationKey).Contains(Role.Auditor.Key));
        return new(
            member.Id, NameOf(member.Id), member.IsChair,
            _sitting.IsRecused(member.Id) ? SeatState.Recused : _sitting.HasVoted(member.Id) ? SeatState.Voted : IsOpen && !_sitting.IsClosed ? SeatState.Waiting : SeatState.Absent,
            vote?.At, Outcome() ? vote?.Choice : null, readsReasons ? vote?.Reason : null);
    }

    private IEnumerable<string> TaskJsonActions() => Persistence.Bursts.TaskJson.Read<TaskAction>(task.Actions).Select(action => action.Name);

    private LocalizedText NameOf(string person) => names.GetValueOrDefault(person) ?? LocalizedText.Same(person);
}
