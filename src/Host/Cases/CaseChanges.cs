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
        => StepInAsync(caller, caseId, request, async (tx, instance, actor, now, token) =>
        {
            var outcome = await bursts.StepInTx(tx, instance.State.Id, new Stimulus.Cancel(), actor, now, token);
            if (outcome.Refusal is null)
            {
                await RecordInTx(tx, instance, actor, "CaseCancelled", request.Reason, now, token);
                await CaseStore.ApplyInTx(tx, caseId, new CaseChange { Stage = CaseStage.Closed, Result = CaseResult.Cancelled }, now, token);
            }

            return outcome;
        }, ct);

    /// <summary>Runs every failed step again. Refuses <c>nothing-to-retry</c>.</summary>
    public Task<Outcome<CaseChanged>> RetryAsync(CurrentCaller caller, string caseId, CaseInterventionRequest request, CancellationToken ct)
        => StepInAsync(caller, caseId, request, async (tx, instance, actor, now, token) =>
        {
            Outcome<StepVerdict> outcome = CaseAnswers.NothingToRetry();
            await RecordInTx(tx, instance, actor, "StepsRetried", request.Reason, now, token);
            foreach (var failed in instance.State.ActivityExecutionContexts.Where(context => context.Status == ActivityStatus.Faulted))
            {
                outcome = await bursts.StepInTx(tx, instance.State.Id, new Stimulus.Retry(failed.Id), actor, now, token);
                if (outcome.Refusal is not null)
                {
                    break;
                }
            }

            return outcome;
        }, ct);

    private Task<Outcome<CaseChanged>> StepInAsync(
        CurrentCaller caller, string caseId, CaseInterventionRequest request,
        Func<CaseTransaction, StoredInstance, Actor, DateTimeOffset, CancellationToken, Task<Outcome<StepVerdict>>> act, CancellationToken ct)
        => unitOfWork.WriteAsync<CaseChanged>(async (tx, token) =>
        {
            if (await InstanceStore.LoadOfCaseInTx(tx, caseId, token) is not { } instance || !caller.IsIn(instance.Association))
            {
                return CaseAnswers.NoSuchCase();
            }

            var actor = caller.ActorFor(instance.Association);
            if (!actor.Has(Role.RelationsSupervisor) && !actor.Has(Role.Administrator))
            {
                return CaseAnswers.MayNotStepIn();
            }

            if (string.IsNullOrWhiteSpace(request.Reason))
            {
                return CaseAnswers.ReasonRequired();
            }

            if ((await act(tx, instance, actor, clock.GetUtcNow(), token)).Refusal is { } refusal)
            {
                return refusal;
            }

            var after = (await InstanceStore.LoadOfCaseInTx(tx, caseId, token))!;
            return new CaseChanged(caseId, after.CaseNumber, after.Stage.ToString(), after.State.Incidents.Count);
        }, ct);

    private static Task RecordInTx(CaseTransaction tx, StoredInstance instance, Actor actor, string action, string reason, DateTimeOffset now, CancellationToken ct)
        => HistoryStore.AppendInTx(tx, new CaseEvent
        {
            CaseId = instance.CaseId,
            At = now,
            Actor = actor.Id,
            Action = action,
            DefinitionVersion = instance.DefinitionVersionId,
            Reason = reason.Trim(),
            Data = new JsonObject { ["stage"] = instance.Stage.ToString() }.ToJsonString(),
        }, ct);
}
