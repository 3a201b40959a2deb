using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Workflows;

/// <summary>
/// Runs one stimulus: loads the instance, asks the engine, and writes everything it said in the caller's transaction. Whatever happens, either all
/// of it is there afterwards or nothing is.
/// </summary>
internal sealed class BurstRunner(
    DefinitionCatalogue definitions, AssociationRegistry associations, EffectApplier effects, AlarmClock alarms, OutboxSignal outbox, ILogger<BurstRunner> logger)
{
    /// <summary>Starts a case's workflow on a version. The case row is there already.</summary>
    public async Task<Outcome<StepVerdict>> StartInTx(
        CaseTransaction tx, string caseId, string instanceId, Association association, string versionId, JsonObject input, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var graph = await definitions.GraphAsync(versionId, ct);
        var result = Interpreter.Step(graph, WorkflowState.New(instanceId, graph, now), new Stimulus.Start(input, CorrelationId: caseId), now);
        var burst = new Burst(tx, association, caseId, instanceId, versionId, 0, actor, now);
        await InstanceStore.InsertInTx(tx, new(caseId, association.Key, versionId, 0, result.State), ct);
        await ApplyAsync(burst, result, ct);
        return result.Verdict;
    }

    /// <summary>Refuses <c>step-is-over</c> when the instance no longer waits for the stimulus; nothing is written then.</summary>
    public async Task<Outcome<StepVerdict>> StepInTx(
        CaseTransaction tx, string instanceId, Stimulus stimulus, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (await InstanceStore.LoadInTx(tx, instanceId, ct) is not { } stored)
        {
            return BurstRefusals.NoSuchInstance();
        }

        if (associations.Find(stored.Association) is not { } association)
        {
            return BurstRefusals.AssociationUnavailable();
        }

        var graph = await definitions.GraphAsync(stored.DefinitionVersionId, ct);
        var result = Interpreter.Step(graph, stored.State, stimulus, now);
        if (!result.Applied)
        {
            return BurstRefusals.For(result.Verdict);
        }

        if (!await InstanceStore.UpdateIfUnchangedInTx(tx, result.State, stored.Revision, ct))
        {
            throw new RevisionConflictException($"Instance {instanceId}");
        }

        await ApplyAsync(new Burst(tx, association, stored.CaseId, instanceId, stored.DefinitionVersionId, stored.Revision + 1, actor, now), result, ct);
        return result.Verdict;
    }

    private async Task ApplyAsync(Burst burst, StepResult result, CancellationToken ct)
    {
        foreach (var burned in result.BurnedBookmarkIds)
        {
            await BookmarkStore.DeleteInTx(burst.Tx, burned, ct);
            await EffectApplier.EndTaskOfAsync(burst, burned, ct);
        }

        foreach (var bookmark in result.CreatedBookmarks)
        {
            await BookmarkStore.InsertInTx(burst.Tx, burst.InstanceId, bookmark, result.State.CorrelationId, ct);
        }

        await JournalStore.AppendInTx(burst.Tx, burst.InstanceId, result.Journal, ct);
        var sends = await effects.ApplyAsync(burst, result.Effects, ct);
        foreach (var incident in result.NewIncidents)
        {
            await EffectApplier.RecordIncidentAsync(burst, incident, ct);
            logger.LogError("Step {ActivityId} of case {CaseId} failed: {ExceptionType}", incident.ActivityId, burst.CaseId, incident.Exception?.Type);
        }

        if (!burst.Change.IsEmpty)
        {
            await CaseStore.ApplyInTx(burst.Tx, burst.CaseId, burst.Change, burst.Now, ct);
        }

        SignalInTx(burst.Tx, result, sends);
    }

    private void SignalInTx(CaseTransaction tx, StepResult result, bool sends)
    {
        if (result.CreatedBookmarks.Min(bookmark => bookmark.DueAt) is { } due)
        {
            tx.AfterCommit(() => alarms.WakeAt(due));
        }

        if (sends)
        {
            tx.AfterCommit(outbox.Wake);
        }
    }
}
