using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Designer.Instances;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Stimuli;

namespace CaseWorkflows.Host.Workflows;

/// <summary>
/// Runs one stimulus: loads the instance, asks the engine, and writes everything it said in the caller's transaction. Whatever happens, either all
/// of it is there afterwards or nothing is.
/// </summary>
internal sealed class BurstRunner(
    DefinitionCatalogue definitions, AssociationRegistry associations, EffectApplier effects, AlarmClock alarms, OutboxSignal outbox, InstanceWatch watch, ILogger<BurstRunner> logger)
{
    /// <summary>Starts a new case's workflow on its version. The case's own row is written by the caller, afterwards, as the burst left it.</summary>
    public Task StartInTx(
        CaseTransaction tx, CaseFile opened, Association association, JsonObject input, Actor actor, DateTimeOffset now, CancellationToken ct)
        => StartInTx(tx, opened, association, new Stimulus.Start(input, CorrelationId: opened.Id), actor, now, ct);

    /// <summary>Starts any new instance. Its case, if it has one, is saved by the caller.</summary>
    public async Task StartInTx(
        CaseTransaction tx, CaseFile opened, Association association, Stimulus.Start stimulus, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var graph = await definitions.GraphAsync(opened.DefinitionVersionId, ct);
        var result = Interpreter.Step(graph, WorkflowState.New(opened.InstanceId, graph, now), stimulus, now);
        opened.State = result.State;
        await InstanceStore.InsertInTx(tx, opened, ct);
        await ApplyAsync(new Burst(tx, association, opened, actor, now), [], stimulus, result, ct);
    }

    /// <summary>As the other, for whoever knows the instance only.</summary>
    public async Task<Outcome<StepVerdict>> StepInTx(CaseTransaction tx, string instanceId, Stimulus stimulus, Actor actor, DateTimeOffset now, CancellationToken ct)
        => await CaseStore.LoadOfInstanceInTx(tx, instanceId, ct) is { } file
            ? await StepInTx(tx, file, stimulus, actor, now, ct)
            : BurstRefusals.NoSuchInstance();

    /// <summary>Runs the stimulus and saves the case. Refuses <c>step-is-over</c> when the instance no longer waits for it; nothing is written then.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="file">The case.</param>
    /// <param name="stimulus">What sets the burst off.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="now">The instant.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <param name="answeredTask">The task whose completion this is, which the caller writes; null when a task that goes is to be cancelled.</param>
    public async Task<Outcome<StepVerdict>> StepInTx(
        CaseTransaction tx, CaseFile file, Stimulus stimulus, Actor actor, DateTimeOffset now, CancellationToken ct, string? answeredTask = null)
    {
        if (associations.Find(file.Association) is not { } association)
        {
            return BurstRefusals.AssociationUnavailable();
        }

        var graph = await definitions.GraphAsync(file.DefinitionVersionId, ct);
        var result = Interpreter.Step(graph, file.State, stimulus, now);
        if (!result.Applied)
        {
            return BurstRefusals.For(result.Verdict);
        }

        var before = file.State.Bookmarks;
        file.State = result.State;
        await InstanceStore.UpdateInTx(tx, file, ct);
        await ApplyAsync(new Burst(tx, association, file, actor, now) { AnsweredTask = answeredTask }, before, stimulus, result, ct);
        await CaseStore.SaveInTx(tx, file, now, ct);
        if (result.State.SubStatus == WorkflowSubStatus.Cancelled)
        {
            await CancelChildrenInTx(tx, file, actor, now, ct);
        }

        return result.Verdict;
    }

    /// <summary>What an instance that is cancelled asked for is cancelled with it. One that is over in the ordinary way leaves its children running.</summary>
    private async Task CancelChildrenInTx(CaseTransaction tx, CaseFile parent, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var child in await InstanceStore.RunningChildrenInTx(tx, parent, ct))
        {
            await StepInTx(tx, child, new Stimulus.Cancel($"Cancelled with {parent.InstanceId}"), actor, now, ct);
        }
    }

    private async Task ApplyAsync(Burst burst, IReadOnlyList<Bookmark> before, Stimulus stimulus, StepResult result, CancellationToken ct)
    {
        using var scope = burst.File.CaseId is { } caseId ? logger.ForCase(caseId) : null;
        burst.File.Went(StepsOfBurst.Of(result.Journal, result.State));
        foreach (var burned in result.BurnedBookmarkIds)
        {
            await BookmarkStore.DeleteInTx(burst.Tx, burst.File.InstanceId, burned, ct);
            if (burned != burst.AnsweredTask)
            {
                await EffectApplier.EndWaitAsync(burst, before.First(bookmark => bookmark.Id == burned), ct);
            }
        }

        var sends = false;
        foreach (var bookmark in result.CreatedBookmarks)
        {
            await BookmarkStore.InsertInTx(burst.Tx, burst.File.InstanceId, bookmark, result.State.CorrelationId, ct);
            sends |= await EarlyAnswers.TakeInTx(burst, bookmark, ct);
        }

        await JournalStore.AppendInTx(burst.Tx, burst.File.InstanceId, burst.File.InstanceRevision, burst.Now, stimulus, result.Journal, ct);
        sends |= await effects.ApplyAsync(burst, result.Effects, ct);
        sends |= await ChildWorkflows.TellParentInTx(burst, ct);
        foreach (var incident in result.NewIncidents)
        {
            await EffectApplier.RecordIncidentAsync(burst, incident, ct);
            // The message may quote what somebody typed; type and place in the code cannot.
            logger.LogError("Step {ActivityId} failed: {ExceptionType}{NewLine}{StackTrace}", incident.ActivityId, incident.Exception?.Type, Environment.NewLine, incident.Exception?.StackTrace);
        }

        SignalInTx(burst.Tx, burst.File.InstanceId, result, sends);
    }

    private void SignalInTx(CaseTransaction tx, string instanceId, StepResult result, bool sends)
    {
        if (watch.IsWatched(instanceId))
        {
            tx.AfterCommit(() => watch.Changed(instanceId));
        }

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
