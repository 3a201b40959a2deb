using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Logging;
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
    public async Task StartInTx(
        CaseTransaction tx, CaseRow opened, Association association, JsonObject input, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var graph = await definitions.GraphAsync(opened.DefinitionVersionId, ct);
        var result = Interpreter.Step(graph, WorkflowState.New(opened.WorkflowInstanceId, graph, now), new Stimulus.Start(input, CorrelationId: opened.Id), now);
        var instance = new StoredInstance(opened.Id, association.Key, opened.DefinitionVersionId, 0, result.State) { CaseNumber = opened.Number, Stage = CaseStage.Opened };
        await InstanceStore.InsertInTx(tx, instance, ct);
        await ApplyAsync(new Burst(tx, association, instance, 0, actor, now), result, ct);
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

        await ApplyAsync(new Burst(tx, association, stored with { State = result.State }, stored.Revision + 1, actor, now), result, ct);
        return result.Verdict;
    }

    private async Task ApplyAsync(Burst burst, StepResult result, CancellationToken ct)
    {
        using var scope = logger.ForCase(burst.CaseId);
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
            // The message may quote what somebody typed; type and place in the code cannot.
            logger.LogError("Step {ActivityId} failed: {ExceptionType}{NewLine}{StackTrace}", incident.ActivityId, incident.Exception?.Type, Environment.NewLine, incident.Exception?.StackTrace);
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
