using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Cases;

/// <summary>Why somebody steps in.</summary>
internal sealed record CaseInterventionRequest(string Reason);

/// <summary>A case after somebody stepped in.</summary>
internal sealed record CaseChanged(string Id, string Number, string Stage, int IncidentCount);

/// <summary>
/// What a supervisor or administrator may do to a case from outside its procedure: end it, or let failed steps try again once their cause is repaired.
/// A reason is always asked, and stands in the history.
/// </summary>
internal sealed class CaseChanges(UnitOfWork unitOfWork, BurstRunner bursts, TimeProvider clock)
{
    /// <summary>Ends the case and everything open on it. Refuses <c>case-already-closed</c>.</summary>
    public Task<Outcome<CaseChanged>> CancelAsync(CurrentCaller caller, string caseId, CaseInterventionRequest request, CancellationToken ct)
        => StepInAsync(caller, caseId, request, async (tx, file, actor, now, token) =>
        {
            var outcome = await bursts.StepInTx(tx, file, new Stimulus.Cancel(), actor, now, token);
            if (outcome.Refusal is null)
            {
                await RecordInTx(tx, file, actor, "CaseCancelled", request.Reason, now, token);
                file.MoveTo(CaseStage.Closed);
                file.Change.Result = CaseResult.Cancelled;
                await CaseStore.SaveInTx(tx, file, now, token);
            }

            return outcome;
        }, ct);

    /// <summary>Runs every failed step again. Refuses <c>nothing-to-retry</c>.</summary>
    public Task<Outcome<CaseChanged>> RetryAsync(CurrentCaller caller, string caseId, CaseInterventionRequest request, CancellationToken ct)
        => StepInAsync(caller, caseId, request, async (tx, file, actor, now, token) =>
        {
            Outcome<StepVerdict> outcome = CaseAnswers.NothingToRetry();
            await RecordInTx(tx, file, actor, "StepsRetried", request.Reason, now, token);
            foreach (var failed in file.State.ActivityExecutionContexts.Where(context => context.Status == ActivityStatus.Faulted).ToList())
            {
                outcome = await bursts.StepInTx(tx, file, new Stimulus.Retry(failed.Id), actor, now, token);
                if (outcome.Refusal is not null)
                {
                    break;
                }
            }

            return outcome;
        }, ct);

    private Task<Outcome<CaseChanged>> StepInAsync(
        CurrentCaller caller, string caseId, CaseInterventionRequest request,
        Func<CaseTransaction, CaseFile, Actor, DateTimeOffset, CancellationToken, Task<Outcome<StepVerdict>>> act, CancellationToken ct)
        => unitOfWork.WriteAsync<CaseChanged>(async (tx, token) =>
        {
            if (await CaseStore.LoadInTx(tx, caseId, token) is not { } file || !caller.IsIn(file.Association))
            {
                return CaseAnswers.NoSuchCase();
            }

            var actor = caller.ActorFor(file.Association);
            if (!actor.Has(Role.RelationsSupervisor) && !actor.Has(Role.Administrator))
            {
                return CaseAnswers.MayNotStepIn();
            }

            if (string.IsNullOrWhiteSpace(request.Reason))
            {
                return CaseAnswers.ReasonRequired();
            }

            if ((await act(tx, file, actor, clock.GetUtcNow(), token)).Refusal is { } refusal)
            {
                return refusal;
            }

            return new CaseChanged(caseId, file.Number, file.Stage.ToString(), file.State.Incidents.Count);
        }, ct);

    private static ValueTask RecordInTx(CaseTransaction tx, CaseFile file, Actor actor, string action, string reason, DateTimeOffset now, CancellationToken ct)
        => HistoryStore.AppendInTx(tx, file, new CaseEvent
        {
            CaseId = file.Id,
            At = now,
            Actor = actor.Id,
            Action = action,
            DefinitionVersion = file.DefinitionVersionId,
            Reason = reason.Trim(),
            Data = new JsonObject { ["stage"] = file.Stage.ToString() }.ToJsonString(),
        }, ct);
}
