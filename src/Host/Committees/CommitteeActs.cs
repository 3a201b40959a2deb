using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Committees;

/// <summary>
/// What members do with a case put before them. Each act is one unit of work that has the case in hand, so two votes at once are two votes, one after the other,
/// and the one that makes the decision certain ends the task in the same commit.
/// </summary>
internal sealed class CommitteeActs(UnitOfWork unitOfWork, SittingChanges changes, OperationLedger operations, TimeProvider clock)
{
    /// <summary>The step a committee may vote on.</summary>
    public const string StepType = "CaseWorkflows.CommitteeReview";

    public Task<Outcome<TaskChanged>> VoteAsync(CurrentCaller caller, string taskId, VoteRequest request, CancellationToken ct)
        => EnumNames.TryRead<VoteChoice>(request.Choice, out var choice)
            ? ActAsync(caller, taskId, "vote", request, request.OperationId, (hand, token) => changes.VoteAsync(hand, choice, Said(request.Reason), token), ct)
            : Task.FromResult<Outcome<TaskChanged>>(UnknownChoice());

    public Task<Outcome<TaskChanged>> RecuseAsync(CurrentCaller caller, string taskId, RecusalRequest request, CancellationToken ct)
        => ActAsync(caller, taskId, "recuse", request, request.OperationId, (hand, token) => changes.RecuseAsync(hand, request.Member ?? hand.Actor.Id, Said(request.Reason), token), ct);

    /// <summary>Whoever has not voted stayed away.</summary>
    public Task<Outcome<TaskChanged>> CloseAsync(CurrentCaller caller, string taskId, BallotRequest request, CancellationToken ct)
        => ActAsync(caller, taskId, "close", request, request.OperationId, changes.CloseAsync, ct);

    /// <summary>After a ballot without a decision: whoever holds the role now votes afresh.</summary>
    public Task<Outcome<TaskChanged>> VoteAgainAsync(CurrentCaller caller, string taskId, BallotRequest request, CancellationToken ct)
        => ActAsync(caller, taskId, "again", request, request.OperationId, changes.VoteAgainAsync, ct);

    public Task<Outcome<TaskChanged>> DiscussAsync(CurrentCaller caller, string taskId, DiscussionRequest request, CancellationToken ct)
        => ActAsync(caller, taskId, "discuss", request, request.OperationId, (hand, token) => SittingChanges.DiscussAsync(hand, Said(request.Text), token), ct);

    /// <summary>
    /// Completing a task a committee votes on is voting, as far as the caller is concerned: yes or no is the caller's vote and the task stays open until the
    /// decision is certain. Sending the case back is for whoever leads the committee and ends the task at once.
    /// </summary>
    public Task<Outcome<TaskChanged>> CompleteInTx(
        CaseTransaction tx, StoredTask stored, CaseFile file, StoredSitting sitting, CurrentCaller caller, CompleteTaskRequest request, CancellationToken ct)
        => OnceInTx(tx, stored, file, sitting, caller, "complete", request, request.OperationId, (hand, token) => request.Action switch
        {
            nameof(CommitteeAnswer.Approved) => changes.VoteAsync(hand, VoteChoice.Approve, Said(request.Reason), token),
            nameof(CommitteeAnswer.Rejected) => changes.VoteAsync(hand, VoteChoice.Reject, Said(request.Reason), token),
            _ => changes.SendBackAsync(hand, request.Action, Said(request.Reason), token),
        }, ct);

    private Task<Outcome<TaskChanged>> ActAsync(
        CurrentCaller caller, string taskId, string kind, object request, string? operationId, Func<SittingInHand, CancellationToken, Task<Outcome<UserTask>>> act, CancellationToken ct)
        => unitOfWork.WriteAsync<TaskChanged>(async (tx, token) =>
            await TaskStore.LoadInTx(tx, taskId, token) is not var (stored, file) ? TaskChanges.NoSuchTask()
            : await SittingStore.FindInTx(tx, taskId, file.Association, token) is { } sitting ? await OnceInTx(tx, stored, file, sitting, caller, kind, request, operationId, act, token)
            : caller.IsIn(file.Association) ? CommitteeRefusals.NoSuchSitting() : TaskChanges.NoSuchTask(), ct);

    private async Task<Outcome<TaskChanged>> OnceInTx(
        CaseTransaction tx, StoredTask stored, CaseFile file, StoredSitting sitting, CurrentCaller caller, string kind, object request, string? operationId,
        Func<SittingInHand, CancellationToken, Task<Outcome<UserTask>>> act, CancellationToken ct)
    {
        // What is kept of a request to know it again is a hash, and three choices are quickly tried: of a secret vote nothing is kept but that there was one.
        var now = clock.GetUtcNow();
        object kept = sitting.State.Rules.Secret ? new { stored.Task.Id, kind } : new { stored.Task.Id, kind, request };
        var answer = await operations.OnceInTx(tx, caller.Id, operationId, kept, now, async () =>
        {
            if (!caller.IsIn(file.Association))
            {
                return TaskChanges.NoSuchTask();
            }

            if (UserTaskRules.WhyClosed(stored.Task) is { } closed)
            {
                return closed;
            }

            var outcome = await act(new SittingInHand(tx, stored, file, sitting, caller.ActorFor(file.Association), now), ct);
            return outcome.Map(task => operations.Answer(StatusCodes.Status200OK, TaskChanged.Of(task, file.Stage)));
        }, ct);
        return answer.Map(operations.Read<TaskChanged>);
    }

    /// <summary>Null for a text of nothing but blanks and invisible marks.</summary>
    private static string? Said(string? text) => text is null || ArabicText.Fold(text).Length == 0 ? null : text.Trim();

    private static Refusal UnknownChoice() => new(RefusalKind.RuleBroken, "unknown-choice", new(
        "الصوت أحد ثلاثة: Approve أو Reject أو Abstain.", "A vote is one of Approve, Reject and Abstain."))
    {
        Field = "choice",
    };
}
