using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Stimuli;

/// <summary>An event for one case. The same operation id again gets the same answer and does nothing.</summary>
internal sealed record CaseEventRequest(string Name, JsonNode? Payload = null, string? OperationId = null);

/// <summary>What became of an event.</summary>
/// <param name="Id">The case.</param>
/// <param name="Name">The event.</param>
/// <param name="Heard">How many places waited for it and went on. With 0 it is kept for the next one that waits.</param>
/// <param name="Stage">Where the case stands now.</param>
internal sealed record CaseEventTaken(string Id, string Name, int Heard, string Stage);

/// <summary>Tells the workflows of one case that something happened outside.</summary>
internal sealed class CaseEvents(UnitOfWork unitOfWork, BurstRunner bursts, OperationLedger operations, TimeProvider clock)
{
    private const int LongestName = 200;

    public Task<Outcome<Answer>> TakeAsync(CurrentCaller caller, string caseId, CaseEventRequest request, CancellationToken ct)
        => unitOfWork.WriteAsync<Answer>(async (tx, token) =>
        {
            if (await CaseStore.LoadInTx(tx, caseId, token) is not { } file || !caller.IsIn(file.Association))
            {
                return CaseAnswers.NoSuchCase();
            }

            var now = clock.GetUtcNow();
            return !caller.MayAnswerWorkflows(file.Association) ? StimulusAnswers.MayNotAnswer()
                : request.Name.Trim().Length is 0 or > LongestName ? StimulusAnswers.EventNameInvalid(LongestName)
                : await operations.OnceInTx(tx, caller.Id, request.OperationId, new { caseId, request }, now, () => TakeInTx(tx, file, caller, request, now, token), token);
        }, ct);

    private async Task<Outcome<Answer>> TakeInTx(CaseTransaction tx, CaseFile file, CurrentCaller caller, CaseEventRequest request, DateTimeOffset now, CancellationToken ct)
    {
        if (file.Stage == CaseStage.Closed)
        {
            return BurstRefusals.For(StepVerdict.AlreadyFinished);
        }

        await HistoryStore.AppendInTx(tx, file, file.Event("EventReceived", caller.ActorFor(file.Association), now) with
        {
            Data = new JsonObject { ["event"] = request.Name }.ToJsonString(),
        }, ct);
        var (hash, heard) = (Event.HashOf(request.Name), 0);
        JsonObject Input() => new() { [Event.PayloadInput] = request.Payload?.DeepClone() };
        foreach (var instance in (List<CaseFile>)[file, .. await InstanceStore.RunningBesideInTx(tx, file, ct)])
        {
            foreach (var bookmark in instance.State.Bookmarks.Where(bookmark => bookmark.Hash == hash).ToList())
            {
                var burst = await bursts.StepInTx(tx, instance, new Stimulus.ResumeBookmark(bookmark.Id, Input()), caller.ActorFor(file.Association), now, ct);
                if (burst.Refusal is { } refusal && !BurstRefusals.IsForGood(refusal))
                {
                    return refusal;
                }

                heard += burst.Refusal is null ? 1 : 0; // the one before may have ended this wait
            }
        }

        if (heard == 0)
        {
            await EarlyAnswers.LeaveInTx(tx, hash, file.Association, file.Id, request.Name, Input(), caller.Id, now, ct);
            await CaseStore.SaveInTx(tx, file, now, ct);
        }

        return operations.Answer(heard == 0 ? StatusCodes.Status202Accepted : StatusCodes.Status200OK, new CaseEventTaken(file.Id, request.Name, heard, file.Stage.ToString())) with { CaseId = file.Id };
    }
}
