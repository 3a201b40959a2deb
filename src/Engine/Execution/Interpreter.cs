using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine;

/// <summary>
/// The engine's one entry. No clock, no I/O, no chance: the same graph, instance, stimulus and instant give the same bytes.
/// Nothing it reports has happened yet; the host applies a result in one transaction or not at all.
/// </summary>
public static class Interpreter
{
    /// <summary>
    /// Activities one burst may run. A circle without a wait would never end; whatever is queued beyond this number becomes an incident instead,
    /// and can be retried.
    /// </summary>
    public const int MaxActivitiesPerBurst = 2000;

    public static StepResult Step(WorkflowGraph graph, WorkflowState instance, Stimulus stimulus, DateTimeOffset now)
    {
        if (Refuse(instance, stimulus) is { } verdict)
        {
            return StepResult.Nothing(verdict, instance);
        }

        if (stimulus is Stimulus.TakeOver takeOver)
        {
            return StepResult.Nothing(StepVerdict.Applied, takeOver.State);
        }

        var context = new WorkflowExecutionContext(graph, instance, now);
        if (!StateMapper.Load(context, instance) || !Schedule(context, stimulus))
        {
            return StepResult.Nothing(StepVerdict.StepMissing, instance);
        }

        var run = NoContinuations.Run(() => RunAsync(context));
        if (!run.IsCompleted)
        {
            throw new InvalidOperationException("An activity waited for something outside. Activities record effects; the host carries them out.");
        }

        run.GetAwaiter().GetResult();
        return Result(context, instance);
    }

    private static StepVerdict? Refuse(WorkflowState instance, Stimulus stimulus) => (instance, stimulus) switch
    {
        ({ Status: WorkflowStatus.Finished }, _) => StepVerdict.AlreadyFinished,
        ({ SubStatus: not WorkflowSubStatus.Pending }, Stimulus.Start) => StepVerdict.AlreadyStarted,
        ({ SubStatus: WorkflowSubStatus.Pending }, Stimulus.ResumeBookmark or Stimulus.Retry or Stimulus.Skip) => StepVerdict.NotStarted,
        (_, Stimulus.ResumeBookmark resume) when instance.Bookmarks.All(bookmark => bookmark.Id != resume.BookmarkId) => StepVerdict.BookmarkNotFound,
        (_, Stimulus.Retry retry) when instance.ActivityExecutionContexts.All(
            context => context.Id != retry.ActivityInstanceId || context.Status != ActivityStatus.Faulted) => StepVerdict.NothingToRetry,
        (_, Stimulus.Skip skip) when instance.ActivityExecutionContexts.All(
            context => context.Id != skip.ActivityInstanceId || context.Status != ActivityStatus.Faulted) => StepVerdict.NothingToSkip,
        _ => null,
    };

    private static bool Schedule(WorkflowExecutionContext context, Stimulus stimulus)
    {
        switch (stimulus)
        {
            case Stimulus.Start start:
                context.TriggerActivityId = start.TriggerActivityId;
                context.CorrelationId = start.CorrelationId ?? context.CorrelationId;
                context.Name = start.Name ?? context.Name;
                context.Accept(start.Input);
                context.Scheduler.Schedule(new ActivityWorkItem(context.Graph.Root.Activity, null));
                return true;

            case Stimulus.ResumeBookmark resume:
                context.Accept(resume.Input);
                return context.ScheduleBookmark(resume.BookmarkId);

            case Stimulus.Retry retry:
                context.ScheduleRetry(retry.ActivityInstanceId);
                return true;

            case Stimulus.Skip skip:
                context.ScheduleSkip(skip.ActivityInstanceId, skip.Outcomes);
                return true;

            case Stimulus.Cancel cancel:
                context.CancelEverything(cancel.Reason);
                return true;

            default:
                throw new ArgumentOutOfRangeException(nameof(stimulus), stimulus, "Unknown stimulus.");
        }
    }

    private static async ValueTask RunAsync(WorkflowExecutionContext context)
    {
        context.TransitionTo(WorkflowSubStatus.Executing);
        while (context.Scheduler.HasAny)
        {
            await ActivityInvoker.InvokeAsync(context, context.Scheduler.Take());
        }

        if (context.Status == WorkflowStatus.Running)
        {
            context.TransitionTo(context.AllActivitiesCompleted() ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended);
        }
    }

    private static StepResult Result(WorkflowExecutionContext context, WorkflowState before)
    {
        var after = StateMapper.Save(context, before);
        var bookmarks = BookmarkChanges.Between(before.Bookmarks, after.Bookmarks);
        return new StepResult(StepVerdict.Applied, after, [.. context.Effects], context.Journal)
        {
            CreatedBookmarks = bookmarks.Created,
            BurnedBookmarkIds = bookmarks.BurnedIds,
            NewIncidents = context.Incidents.Count == 0 ? [] : [.. context.Incidents.Where(incident => !before.Incidents.Contains(incident, ReferenceEqualityComparer.Instance))],
        };
    }
}
