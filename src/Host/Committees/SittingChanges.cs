using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Engine;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Committees;

/// <summary>Carries out what the rules of a sitting allow, and ends its task as soon as the decision is certain. Answers the task as it is afterwards.</summary>
internal sealed class SittingChanges(BurstRunner bursts)
{
    public async Task<Outcome<UserTask>> VoteAsync(SittingInHand hand, VoteChoice choice, string? reason, CancellationToken ct)
    {
        if (hand.Sitting.State.WhyNotVote(hand.Actor.Id, choice, reason) is { } refusal)
        {
            return refusal;
        }

        await SittingStore.VoteInTx(hand.Tx, hand.Sitting, new(hand.Actor.Id, choice, reason, hand.Now), ct);
        await InboxStore.WithdrawInTx(hand.Tx, hand.Stored, InboxOffer.To([hand.Actor.Id]), ct);
        await hand.RecordAsync("VoteCast", ct);
        return await SettleAsync(hand, ct);
    }

    public async Task<Outcome<UserTask>> RecuseAsync(SittingInHand hand, string member, string? reason, CancellationToken ct)
    {
        if (hand.Sitting.State.WhyNotRecuse(hand.Actor.Id, member, reason) is { } refusal)
        {
            return refusal;
        }

        await SittingStore.RecuseInTx(hand.Tx, hand.Sitting.TaskId, new(member, reason!, hand.Actor.Id, hand.Now), ct);
        await InboxStore.WithdrawInTx(hand.Tx, hand.Stored, InboxOffer.To([member]), ct);
        await hand.RecordAsync("MemberRecused", ct, reason, new JsonObject { ["member"] = member });
        return await SettleAsync(hand, ct);
    }

    public async Task<Outcome<UserTask>> CloseAsync(SittingInHand hand, CancellationToken ct)
    {
        if (hand.Sitting.State.WhyNotClose(hand.Actor) is { } refusal)
        {
            return refusal;
        }

        var absent = hand.Sitting.State.Waiting.Select(member => member.Id).ToList();
        await SittingStore.CloseInTx(hand.Tx, hand.Sitting, hand.Actor.Id, hand.Now, ct);
        await InboxStore.WithdrawInTx(hand.Tx, hand.Stored, InboxOffer.To(absent), ct);
        await hand.RecordAsync("BallotClosed", ct, data: new JsonObject { ["absent"] = absent.Count });
        return await SettleAsync(hand, ct);
    }

    public async Task<Outcome<UserTask>> VoteAgainAsync(SittingInHand hand, CancellationToken ct)
    {
        if (hand.Sitting.State.WhyNotVoteAgain(hand.Actor) is { } refusal)
        {
            return refusal;
        }

        var (sitting, task) = (hand.Sitting, hand.Stored.Task);
        var members = (await SittingStore.HoldersInTx(hand.Tx, hand.Stored.Association, ct)).Where(member => !task.ExcludedUsers.Contains(member.Id, StringComparer.Ordinal)).ToList();
        await SittingStore.BeginRoundInTx(hand.Tx, sitting, ct);
        await SittingStore.SeatInTx(hand.Tx, sitting.TaskId, sitting.Round + 1, sitting.State.Rules.Secret, members, ct);

        // Those of the round before are taken out of the inboxes, and those who vote now put in; a recusal is for the whole case.
        await InboxStore.WithdrawInTx(hand.Tx, hand.Stored, InboxOffer.To(task.CandidateUsers), ct);
        var people = members.Select(member => member.Id).Where(member => !sitting.State.IsRecused(member)).ToList();
        await SittingStore.OfferInsteadInTx(hand.Tx, hand.Stored, people, ct);
        await InboxStore.OfferInTx(hand.Tx, hand.Stored.Association, task.Id, hand.Stored.Place, InboxOffer.To(people), ct);
        await hand.RecordAsync("CommitteeVotesAgain", ct, data: new JsonObject { ["round"] = sitting.Round + 1, ["members"] = members.Count });
        return await SettleAsync(hand, ct);
    }

    public static async Task<Outcome<UserTask>> DiscussAsync(SittingInHand hand, string? text, CancellationToken ct)
    {
        if (hand.Sitting.State.WhyNotDiscuss(hand.Actor.Id, text) is { } refusal)
        {
            return refusal;
        }

        await SittingStore.SayInTx(hand.Tx, new() { Id = Guid.NewGuid().ToString("N"), TaskId = hand.Sitting.TaskId, AuthorId = hand.Actor.Id, Text = text!, At = hand.Now }, ct);
        await hand.RecordAsync("CommitteeDiscussed", ct);
        await CaseStore.SaveInTx(hand.Tx, hand.File, hand.Now, ct);
        return hand.Stored.Task;
    }

    /// <summary>Whoever leads the committee ends the task by what is no decision: the case goes back.</summary>
    public async Task<Outcome<UserTask>> SendBackAsync(SittingInHand hand, string action, string? reason, CancellationToken ct)
    {
        if (!UserTaskRules.EndByCommittee(hand.Stored.Task, hand.Actor.Id, action, hand.Now, reason).Succeeded(out var task, out var refusal)
            || (refusal = hand.Sitting.State.WhyNotSendBack(hand.Actor.Id)) is not null)
        {
            return refusal;
        }

        await hand.RecordAsync("TaskCompleted", ct, reason, TaskMove.Of(hand.Stored.Task, task).Into(new() { ["action"] = task.Action }));
        await TaskStore.UpdateInTx(hand.Tx, hand.Stored, task, ct, reason);
        return await GoOnAsync(hand, task, new TaskAnswer(action, hand.Actor.Id, reason, null), ct);
    }

    /// <summary>
    /// A member's role or account has changed: the case comes into their inbox or leaves it, and the ballot is counted again, for with fewer members the decision may be certain.
    /// The second time changes nothing.
    /// </summary>
    public async Task<Outcome<UserTask>> ReseatAsync(SittingInHand hand, string member, CancellationToken ct)
    {
        var after = (await SittingStore.FindInTx(hand.Tx, hand.Sitting.TaskId, hand.Stored.Association, ct))!;
        if (after.State.Waiting.Any(waiting => waiting.Id == member))
        {
            await InboxStore.OfferInTx(hand.Tx, hand.Stored.Association, hand.Stored.Task.Id, hand.Stored.Place, InboxOffer.To([member]), ct);
        }
        else
        {
            await InboxStore.WithdrawInTx(hand.Tx, hand.Stored, InboxOffer.To([member]), ct);
        }

        return after.State.Decision is CommitteeDecision.Undecided ? hand.Stored.Task : await SettleAsync(hand, ct);
    }

    /// <summary>Counts again after an act, and does what that comes to.</summary>
    private async Task<Outcome<UserTask>> SettleAsync(SittingInHand hand, CancellationToken ct)
    {
        var after = (await SittingStore.FindInTx(hand.Tx, hand.Sitting.TaskId, hand.Stored.Association, ct))!;
        if (after.State.Decision is CommitteeDecision.Decided decided)
        {
            return await DecideAsync(hand, after, decided, ct);
        }

        if (after.State.Decision is CommitteeDecision.NoDecision && hand.Sitting.State.Decision is not CommitteeDecision.NoDecision)
        {
            await hand.RecordAsync("BallotWithoutDecision", ct); // why would tell how was voted
        }

        await CaseStore.SaveInTx(hand.Tx, hand.File, hand.Now, ct);
        return hand.Stored.Task;
    }

    /// <summary>
    /// Ends the task in the committee's name. The step holds the decision until its floor whatever it does with one person's; until it is released neither the task nor
    /// the history says what it is.
    /// </summary>
    private async Task<Outcome<UserTask>> DecideAsync(SittingInHand hand, StoredSitting sitting, CommitteeDecision.Decided decided, CancellationToken ct)
    {
        // Nobody is named for a secret decision but its chair, who is named whatever it is.
        var by = sitting.State.Rules.Secret ? sitting.State.Seated.FirstOrDefault(member => member.IsChair)?.Id ?? hand.Actor.Id : hand.Actor.Id;
        if (!UserTaskRules.EndByCommittee(hand.Stored.Task, by, null, hand.Now).Succeeded(out var task, out var refusal))
        {
            return refusal;
        }

        var ballot = BallotReport.Of(sitting, decided);
        var reason = sitting.ReasonsFor(decided.Answer) ?? (decided.Answer == CommitteeAnswer.Rejected ? DecisionTexts.Of(decided.Why).Arabic : null);
        await SittingStore.DecideInTx(hand.Tx, sitting, decided, ballot.ToJsonString(), reason, by, hand.Now, ct);
        await TaskStore.UpdateInTx(hand.Tx, hand.Stored, task, ct);
        await hand.RecordAsync("CommitteeDecided", ct, data: TaskMove.Of(hand.Stored.Task, task).Into(new() { ["committee"] = sitting.CommitteeKey, ["members"] = sitting.State.Seated.Count(), ["voted"] = sitting.State.Voters.Count }));
        var outcome = await GoOnAsync(hand, task, new TaskAnswer(decided.Answer.ToString(), by, reason, new JsonObject { ["ballot"] = ballot }), ct);
        return outcome.Refusal is null && await SittingStore.IsReleasedInTx(hand.Tx, sitting.TaskId, ct) ? task with { Action = decided.Answer.ToString() } : outcome;
    }

    private async Task<Outcome<UserTask>> GoOnAsync(SittingInHand hand, UserTask task, TaskAnswer answer, CancellationToken ct)
    {
        var burst = await bursts.StepInTx(hand.Tx, hand.File, new Stimulus.ResumeBookmark(task.Id, answer.ToInput()), hand.Actor, hand.Now, ct, answeredTask: task.Id);
        return burst.Refusal is { } over ? over : task;
    }
}
