using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Stimuli;

namespace CaseWorkflows.Host.Workflows;

/// <summary>
/// Instances that other instances ask for. A child works on its parent's case, if there is one, and writes to that case's history. It is started by the
/// outbox, at least once and under an id its parent fixed; what it came to goes back the same way.
/// </summary>
internal sealed class ChildWorkflows(DefinitionCatalogue definitions, AssociationRegistry associations, BurstRunner bursts, ILogger<ChildWorkflows> logger)
{
    /// <summary>Starts the child on the version published now. The second time, or once the parent is cancelled, nothing happens.</summary>
    public async ValueTask StartInTx(CaseTransaction tx, ChildDispatch child, DateTimeOffset now, CancellationToken ct)
    {
        if (await CaseStore.LoadOfInstanceInTx(tx, child.ParentInstanceId, ct) is not { } parent
            || parent.State.SubStatus == WorkflowSubStatus.Cancelled
            || await InstanceStore.ExistsInTx(tx, child.ChildInstanceId, ct))
        {
            return;
        }

        var association = associations.Find(parent.Association) ?? throw new InvalidOperationException($"The files of {parent.Association} were not read.");
        var version = await DefinitionCatalogue.PublishedVersionInTx(tx, association.Key, child.DefinitionId, ct);
        if (version is null || (parent.CaseId is null && (await definitions.GraphAsync(version, ct)).NeedsCase()))
        {
            logger.LogError("Instance {ChildId} could not be started: {Reason}", child.ChildInstanceId, version is null ? "no such workflow is published" : "its workflow needs a case");
            await AnswerInTx(tx, parent, child, CannotStart(child.ChildInstanceId), now, ct);
            return;
        }

        var file = parent.Beside(child.ChildInstanceId, version, parent.InstanceId, child.Wait == ChildWait.Completion ? child.BookmarkId : null);
        await bursts.StartInTx(tx, file, association, new Stimulus.Start(child.Input, child.CorrelationId), Actor.System(association.Key), now, ct);
        await CaseStore.SaveInTx(tx, file, now, ct);
        if (child.Wait == ChildWait.FirstBurst)
        {
            await AnswerInTx(tx, parent, child, WorkflowDispatched.ResultOf(file.State), now, ct);
        }
    }

    /// <summary>Answers the parent that waits for the end of this instance. True when something has to leave after the commit.</summary>
    public static async ValueTask<bool> TellParentInTx(Burst burst, CancellationToken ct)
    {
        if (burst.File.ParentBookmarkId is not { } bookmark || burst.File.State.Status != WorkflowStatus.Finished)
        {
            return false;
        }

        var answer = new BookmarkAnswer(burst.File.ParentInstanceId!, bookmark, WorkflowDispatched.ResultOf(burst.File.State));
        await OutboxStore.InsertInTx(burst.Tx, answer.Message($"child:{burst.File.InstanceId}:over", burst.Association.Key, burst.File.CaseId), burst.Now, ct);
        return true;
    }

    private static ValueTask AnswerInTx(CaseTransaction tx, CaseFile parent, ChildDispatch child, JsonObject result, DateTimeOffset now, CancellationToken ct)
        => child.BookmarkId is not { } bookmark
            ? ValueTask.CompletedTask
            : OutboxStore.InsertInTx(
                tx, new BookmarkAnswer(parent.InstanceId, bookmark, result).Message($"child:{child.ChildInstanceId}:over", parent.Association, parent.CaseId), now, ct);

    private static JsonObject CannotStart(string childId) => new()
    {
        [WorkflowDispatched.ResultInput] = new JsonObject
        {
            ["WorkflowInstanceId"] = childId,
            ["Status"] = nameof(WorkflowStatus.Finished),
            ["SubStatus"] = nameof(WorkflowSubStatus.Faulted),
            ["Output"] = new JsonObject(),
        },
    };
}
