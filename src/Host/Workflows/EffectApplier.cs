using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Activities;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Stimuli;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.WorkflowTasks;

namespace CaseWorkflows.Host.Workflows;

/// <summary>Carries out what the activities of a burst asked for.</summary>
internal sealed class EffectApplier(ILogger<EffectApplier> logger)
{
    /// <summary>True when something has to leave the process after the commit.</summary>
    public async Task<bool> ApplyAsync(Burst burst, IReadOnlyList<object> effects, CancellationToken ct)
    {
        var sends = false;
        for (var index = 0; index < effects.Count; index++)
        {
            switch (effects[index])
            {
                case TaskOpened opened:
                    await OpenedTasks.OpenInTx(burst, opened, ct);
                    break;
                case TaskReminded reminded:
                    sends |= await OpenedTasks.RemindInTx(burst, reminded, ct);
                    break;
                case TaskEscalated escalated:
                    sends |= await OpenedTasks.EscalateInTx(burst, escalated, ct);
                    break;
                case StageReached stage:
                    burst.File.MoveTo(stage.Stage);
                    break;
                case EventRecorded recorded:
                    var told = recorded.Action == CommitteeReview.Released ? await ReleaseInTx(burst, recorded, ct) : recorded.Data;
                    await burst.RecordAsync(Of(burst, recorded, recorded.Action, recorded.ByCaller) with
                    {
                        Reason = recorded.Reason,
                        Data = told?.ToJsonString(JsonSerializerOptions.Web),
                    }, ct);
                    break;
                case CaseFactLearned fact:
                    Learn(burst.File.Change, fact);
                    break;
                case BeneficiaryNotified notified:
                    await OutboxStore.InsertInTx(burst.Tx, NotificationMessage.Of(burst, notified, index), burst.Now, ct);
                    sends = true;
                    break;
                case CaseClosed closed:
                    await CloseAsync(burst, closed, ct);
                    break;
                case EventPublished published:
                    await OutboxStore.InsertInTx(burst.Tx, PublishedEvent.Of(burst, published, index), burst.Now, ct);
                    sends = true;
                    break;
                case TaskRequested requested:
                    await OutboxStore.InsertInTx(burst.Tx, WorkflowTaskMessage.Of(burst, requested), burst.Now, ct);
                    sends = true;
                    break;
                case WorkflowDispatched dispatched:
                    await OutboxStore.InsertInTx(burst.Tx, ChildDispatch.Of(burst, dispatched), burst.Now, ct);
                    sends = true;
                    break;
                case HttpResponseWritten response:
                    burst.File.Response ??= response; // the first answer stands, as over a wire
                    break;
                case TextWritten line:
                    logger.LogDebug("Workflow {InstanceId} wrote a line of {Length} characters", burst.File.InstanceId, line.Text.Length);
                    break;
                default:
                    throw new InvalidOperationException($"Nobody carries out {effects[index].GetType().Name}.");
            }
        }

        return sends;
    }

    /// <summary>A wait that is over takes along whoever was asked: the person with the open task, or the program. Who just answered is not undone by this.</summary>
    public static async Task EndWaitAsync(Burst burst, Bookmark over, CancellationToken ct)
    {
        if (over.Name == RunTask.BookmarkName)
        {
            await WorkflowTaskStore.CloseInTx(burst.Tx, over, burst.Now, ct);
        }
        else if (over.DueAt is null && await TaskStore.FindOpenInTx(burst.Tx, over.Id, ct) is { } open)
        {
            await TaskStore.CancelInTx(burst.Tx, open, ct);
            await burst.RecordAsync(burst.Event("TaskCancelled") with
            {
                ActivityType = open.ActivityType, ActivityId = open.ActivityId, Clause = open.Clause,
                Data = TaskMove.Of(open.Task, open.Task with { Status = UserTaskStatus.Cancelled }).Into(null).ToJsonString(),
            }, ct);
        }
    }

    /// <summary>The message may quote what people typed, so the history says where and what kind only; the instance keeps the rest.</summary>
    public static ValueTask RecordIncidentAsync(Burst burst, ActivityIncident incident, CancellationToken ct)
        => burst.File.CaseId is null ? ValueTask.CompletedTask : burst.RecordAsync(burst.Event("StepFailed") with
        {
            ActivityType = incident.ActivityType,
            ActivityId = incident.ActivityId,
            Data = new JsonObject { ["exception"] = incident.Exception?.Type }.ToJsonString(),
        }, ct);

    internal static CaseEvent Of(Burst burst, CaseEffect effect, string action, bool byActor = false) => burst.Event(action, byActor) with
    {
        ActivityType = effect.Origin.ActivityType,
        ActivityId = effect.Origin.ActivityId,
        Clause = effect.Origin.Clause,
    };

    /// <summary>What the event of a released decision tells: where a committee voted, also how its task stands from now on.</summary>
    private static async ValueTask<JsonObject?> ReleaseInTx(Burst burst, EventRecorded recorded, CancellationToken ct)
        => await SittingStore.ReleaseInTx(burst.Tx, burst.File.InstanceId, recorded.Origin.ActivityInstanceId, burst.Now, ct) is var (task, decision)
            && await TaskStore.LoadInTx(burst.Tx, task, ct) is var (stored, _)
            ? TaskMove.Of(stored.Task with { Action = null }, stored.Task with { Action = decision }).Into((JsonObject?)recorded.Data?.DeepClone())
            : recorded.Data;

    private static async Task CloseAsync(Burst burst, CaseClosed closed, CancellationToken ct)
    {
        if (burst.File.Stage == CaseStage.Closed)
        {
            return; // the first result stands
        }

        burst.File.MoveTo(CaseStage.Closed);
        burst.File.Change.Result = closed.Result;
        await burst.RecordAsync(Of(burst, closed, "CaseClosed") with
        {
            Reason = closed.Reason,
            Data = new JsonObject { ["result"] = closed.Result.ToString() }.ToJsonString(),
        }, ct);
    }

    private static void Learn(CaseChange change, CaseFactLearned learned)
    {
        switch (learned.Fact)
        {
            case CaseFact.InformedAt:
                change.InformedAt = ValueConverter.ConvertTo<DateTimeOffset>(learned.Value);
                break;
            case CaseFact.RegistrationNumber:
                change.RegistrationNumber = ValueConverter.ConvertTo<string>(learned.Value);
                break;
            case CaseFact.SatisfactionScore:
                change.SatisfactionScore = ValueConverter.ConvertTo<int>(learned.Value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(learned), learned.Fact, "Unknown fact.");
        }
    }
}
