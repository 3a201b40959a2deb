using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Cases;

/// <summary>Why somebody steps in. The same operation id again gets the same answer and does nothing.</summary>
internal sealed record CaseInterventionRequest(string Reason, string? OperationId = null);

/// <summary>Which failed steps count as done, and why.</summary>
/// <param name="Reason">Stays in the history.</param>
/// <param name="Steps">Ids of activities; null means every failed step.</param>
/// <param name="Outcomes">The outcomes they end with; null or empty is Done.</param>
/// <param name="OperationId">The same one again gets the same answer and does nothing.</param>
internal sealed record CaseSkipRequest(string Reason, IReadOnlyList<string>? Steps = null, IReadOnlyList<string>? Outcomes = null, string? OperationId = null);

/// <summary>A case after somebody stepped in.</summary>
internal sealed record CaseChanged(string Id, string Number, string Stage, int IncidentCount);

/// <summary>
/// What a supervisor or administrator may do to a case from outside its procedure: end it, let failed steps try again once their cause is repaired, or go on without them.
/// A reason is always asked, and stands in the history.
/// </summary>
internal sealed class CaseChanges(UnitOfWork unitOfWork, BurstRunner bursts, DefinitionCatalogue definitions, OperationLedger operations, TimeProvider clock)
{
    private static readonly Role[] StepsIn = [Role.RelationsSupervisor, Role.Administrator];

    /// <summary>Ends the case and everything open on it. Refuses <c>case-already-closed</c>.</summary>
    public Task<Outcome<Answer>> CancelAsync(CurrentCaller caller, string caseId, CaseInterventionRequest request, CancellationToken ct)
        => StepInAsync(caller, caseId, request.Reason, "cancel", request.OperationId, request, async (tx, file, actor, now, token) =>
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

    /// <summary>Runs every failed step again, those of instances beside the procedure as well. Refuses <c>nothing-to-retry</c>.</summary>
    public Task<Outcome<Answer>> RetryAsync(CurrentCaller caller, string caseId, CaseInterventionRequest request, CancellationToken ct)
        => StepInAsync(caller, caseId, request.Reason, "retry", request.OperationId, request, async (tx, file, actor, now, token) =>
        {
            await RecordInTx(tx, file, actor, "StepsRetried", request.Reason, now, token);
            return await RepairInTx(tx, await InstancesInTx(tx, file, token), _ => true, failed => new Stimulus.Retry(failed.Id), CaseAnswers.NothingToRetry(), actor, now, token);
        }, ct);

    /// <summary>Lets failed steps count as done. Refuses <c>nothing-to-skip</c>, and <c>outcome-unknown</c> where a step has no such way out.</summary>
    public Task<Outcome<Answer>> SkipAsync(CurrentCaller caller, string caseId, CaseSkipRequest request, CancellationToken ct)
        => StepInAsync(caller, caseId, request.Reason, "skip", request.OperationId, request, async (tx, file, actor, now, token) =>
        {
            var instances = await InstancesInTx(tx, file, token);
            var meant = Meant(instances, request);
            if (await NoWayOutAsync(instances, meant, request.Outcomes, token) is { } refusal)
            {
                return refusal;
            }

            await RecordInTx(tx, file, actor, "StepsSkipped", request.Reason, now, token, new()
            {
                ["steps"] = new JsonArray([.. meant.Select(step => (JsonNode)step)]),
                ["outcomes"] = new JsonArray([.. (request.Outcomes ?? []).Select(outcome => (JsonNode)outcome)]),
            });
            return await RepairInTx(
                tx, instances, failed => meant.Contains(StepsOfBurst.StepOf(failed)), failed => new Stimulus.Skip(failed.Id, request.Outcomes), CaseAnswers.NothingToSkip(), actor, now, token);
        }, ct);

    /// <summary>The ids of the failed steps a request means, each once.</summary>
    private static IReadOnlyList<string> Meant(IReadOnlyList<CaseFile> instances, CaseSkipRequest request)
        => [.. instances.SelectMany(Failed).Select(StepsOfBurst.StepOf).Distinct(StringComparer.Ordinal)
            .Where(step => request.Steps is null || request.Steps.Contains(step, StringComparer.Ordinal))];

    /// <summary>An outcome a step does not have would leave its case standing there with nothing to wait for. Null when all have them.</summary>
    private async Task<Refusal?> NoWayOutAsync(IReadOnlyList<CaseFile> instances, IReadOnlyList<string> meant, IReadOnlyList<string>? outcomes, CancellationToken ct)
    {
        foreach (var instance in instances)
        {
            var graph = await definitions.GraphAsync(instance.DefinitionVersionId, ct);
            foreach (var failed in Failed(instance).Where(failed => meant.Contains(StepsOfBurst.StepOf(failed))))
            {
                if (graph.FindNode(failed.ScheduledActivityNodeId) is { } step && !StepOutcomes.Allow(step, outcomes))
                {
                    return CaseAnswers.OutcomeUnknown(StepsOfBurst.StepOf(failed), StepOutcomes.Of(step));
                }
            }
        }

        return null;
    }

    private async Task<Outcome<StepVerdict>> RepairInTx(
        CaseTransaction tx, IReadOnlyList<CaseFile> instances, Func<ActivityExecutionContextState, bool> meant, Func<ActivityExecutionContextState, Stimulus> stimulus, Refusal nothing,
        Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        Outcome<StepVerdict> outcome = nothing;
        foreach (var instance in instances)
        {
            foreach (var failed in Failed(instance).Where(meant).ToList())
            {
                if (!Failed(instance).Any(still => still.Id == failed.Id))
                {
                    continue; // it stood inside one that was just repaired
                }

                outcome = await bursts.StepInTx(tx, instance, stimulus(failed), actor, now, ct);
                if (outcome.Refusal is not null)
                {
                    return outcome;
                }
            }
        }

        return outcome;
    }

    /// <summary>The procedure's instance first.</summary>
    private static async Task<IReadOnlyList<CaseFile>> InstancesInTx(CaseTransaction tx, CaseFile file, CancellationToken ct)
        => [file, .. await InstanceStore.RunningBesideInTx(tx, file, ct)];

    private static IEnumerable<ActivityExecutionContextState> Failed(CaseFile instance) => instance.State.ActivityExecutionContexts.Where(context => context.Status == ActivityStatus.Faulted);

    private Task<Outcome<Answer>> StepInAsync(
        CurrentCaller caller, string caseId, string reason, string kind, string? operationId, object request,
        Func<CaseTransaction, CaseFile, Actor, DateTimeOffset, CancellationToken, Task<Outcome<StepVerdict>>> act, CancellationToken ct)
        => unitOfWork.WriteAsync<Answer>(async (tx, token) =>
        {
            if (await CaseStore.LoadInTx(tx, caseId, token) is not { } file || !caller.IsIn(file.Association))
            {
                return CaseAnswers.NoSuchCase();
            }

            var actor = caller.ActorFor(file.Association).Standing(StepsIn);
            if (!StepsIn.Any(actor.Has))
            {
                return CaseAnswers.MayNotStepIn();
            }

            if (string.IsNullOrWhiteSpace(reason))
            {
                return CaseAnswers.ReasonRequired();
            }

            if (reason.Length > UserTaskRules.MaximumReasonLength)
            {
                return CaseAnswers.ReasonTooLong(); // the history keeps it for ever
            }

            var now = clock.GetUtcNow();
            return await operations.OnceInTx(
                tx, caller.Id, operationId, new { caseId, kind, request }, now, async () => (await act(tx, file, actor, now, token)).Refusal is { } refusal
                    ? refusal
                    : operations.Answer(StatusCodes.Status200OK, new CaseChanged(caseId, file.Number, file.Stage.ToString(), file.State.Incidents.Count)) with { CaseId = caseId }, token);
        }, ct);

    private static ValueTask RecordInTx(CaseTransaction tx, CaseFile file, Actor actor, string action, string reason, DateTimeOffset now, CancellationToken ct, JsonObject? more = null)
        => HistoryStore.AppendInTx(tx, file, file.Event(action, actor, now) with
        {
            Reason = reason.Trim(),
            Data = new JsonObject([new("stage", file.Stage.ToString()), .. (more ?? []).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))]).ToJsonString(),
        }, ct);
}
