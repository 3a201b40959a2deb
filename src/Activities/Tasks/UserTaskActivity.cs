using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Options;

namespace CaseWorkflows.Activities.Tasks;

/// <summary>
/// A step a person does. It opens one task, waits, and leaves by the action the person chose. While it waits the clock may remind, escalate or end it.
/// The task's outcomes are the class's <see cref="OutcomeAttribute"/>s.
/// </summary>
public abstract partial class UserTaskActivity : Activity
{
    private const string TaskBookmark = "CaseWorkflows.UserTask";
    private const string TaskBookmarkProperty = "TaskBookmarkId";

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        OpenTask(context);
        return ValueTask.CompletedTask;
    }

    /// <summary>The ways this execution offers to end the task; a step may narrow them or set times.</summary>
    protected virtual IEnumerable<TaskAction> Actions(ActivityExecutionContext context)
        => Step.Outcomes.Where(outcome => !outcome.ByClock).Select(outcome => new TaskAction(outcome.Name, outcome.DisplayName)
        {
            NeedsReason = outcome.NeedsReason,
            NeedsData = outcome.NeedsData,
        });

    /// <summary>What the clock sees to: by default the reminder and, once overdue, the escalation.</summary>
    protected virtual IEnumerable<Alarm> Alarms(ActivityExecutionContext context)
    {
        if (DueAt(context) is not { } due)
        {
            yield break;
        }

        if (RemindBefore.GetOrDefault(context) is { } before && due - before > context.Now())
        {
            yield return new Alarm(AlarmKinds.Reminder, due - before);
        }

        if (!string.IsNullOrEmpty(EscalateTo.GetOrDefault(context)))
        {
            yield return new Alarm(AlarmKinds.Escalation, due);
        }
    }

    /// <summary>When the task is due; null when nothing presses. Asked only while the task is being opened.</summary>
    protected virtual DateTimeOffset? DueAt(ActivityExecutionContext context) => context.Now() + DueIn.GetOrDefault(context);

    /// <summary>People who may not take this task, beside those a designer excluded.</summary>
    protected virtual IEnumerable<string> AlsoExcluded(ActivityExecutionContext context) => [];

    /// <summary>What a step does with the answer; by default it leaves by the action chosen.</summary>
    protected virtual ValueTask OnAnsweredAsync(ActivityExecutionContext context, TaskAnswer answer)
        => context.CompleteActivityWithOutcomesAsync(answer.Action);

    /// <summary>Opens the task and sets the alarms.</summary>
    protected void OpenTask(ActivityExecutionContext context)
    {
        var bookmark = context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = TaskBookmark,
            Callback = OnTaskCompletedAsync,
            IncludeActivityInstanceId = true,
        });
        context.SetProperty(TaskBookmarkProperty, bookmark.Id);
        if (Step.About.Stage != CaseStage.Opened)
        {
            context.Request(origin => new StageReached(origin, Step.About.Stage));
        }

        context.Request(origin => Describe(context, origin, bookmark.Id));
        SetAlarms(context, Alarms(context));
    }

    /// <summary>This step's class as people know it.</summary>
    protected ProcedureStep Step => ProcedureSteps.Of(GetType());

    /// <summary>The open task's bookmark.</summary>
    protected static string TaskBookmarkId(ActivityExecutionContext context) => context.GetProperty<string>(TaskBookmarkProperty) ?? "";

    private TaskOpened Describe(ActivityExecutionContext context, StepOrigin origin, string bookmarkId) => new(origin)
    {
        BookmarkId = bookmarkId,
        Title = Title.GetOrDefault(context) is { Length: > 0 } title ? LocalizedText.Same(title) : Step.About.Name,
        Summary = Summary.GetOrDefault(context),
        Instructions = Instructions.GetOrDefault(context),
        Reference = Reference.GetOrDefault(context),
        Form = Form.GetOrDefault(context),
        Priority = Math.Clamp(Priority.GetOrDefault(context), 0, 100),
        CandidateRoles = CandidateGroups.GetOrDefault(context) is { Count: > 0 } roles ? [.. roles] : Step.About.Roles,
        CandidateUsers = [.. CandidateUsers.GetOrDefault(context) ?? []],
        ExcludedUsers = [.. (ExcludedUsers.GetOrDefault(context) ?? []).Concat(AlsoExcluded(context))],
        Assignee = Assignee.GetOrDefault(context) is { Length: > 0 } person ? person : null,
        DueAt = DueAt(context),
        EscalateTo = EscalateTo.GetOrDefault(context) is { Length: > 0 } role ? role : null,
        Actions = [.. Actions(context)],
    };

    private async ValueTask OnTaskCompletedAsync(ActivityExecutionContext context)
    {
        var answer = TaskAnswer.From(context);
        Action.Set(context, answer.Action);
        CompletedBy.Set(context, answer.CompletedBy);
        Reason.Set(context, answer.Reason);
        Data.Set(context, answer.Data);
        await OnAnsweredAsync(context, answer);
    }
}
