using CaseWorkflows.Engine.Models;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Extensions;

namespace CaseWorkflows.Activities.Tasks;

/// <summary>How the task comes into the inbox.</summary>
public abstract partial class UserTaskActivity
{
    private const string TaskBookmark = "CaseWorkflows.UserTask";
    private const string TaskBookmarkProperty = "TaskBookmarkId";
    private const string DueProperty = "TaskDueAt";

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
        context.SetProperty(DueProperty, DueAt(context));
        if (Step.About.Stage != CaseStage.Opened)
        {
            context.Request(origin => new StageReached(origin, Step.About.Stage));
        }

        context.Request(origin => Describe(context, Task(context, origin, bookmark.Id)));
        SetAlarms(context, Alarms(context));
    }

    /// <summary>What a step adds to its task, such as the words to be signed.</summary>
    protected virtual TaskOpened Describe(ActivityExecutionContext context, TaskOpened task) => task;

    /// <summary>The open task's bookmark.</summary>
    protected static string TaskBookmarkId(ActivityExecutionContext context) => context.GetProperty<string>(TaskBookmarkProperty) ?? "";

    /// <summary>When the open task is due, as it was told to people; null when nothing presses.</summary>
    protected static DateTimeOffset? TaskDueAt(ActivityExecutionContext context) => context.GetProperty<DateTimeOffset?>(DueProperty);

    /// <summary>Both readers' words, or null when a designer wrote neither.</summary>
    protected static LocalizedText? Words(string? arabic, string? english)
        => string.IsNullOrEmpty(arabic) && string.IsNullOrEmpty(english) ? null : new(arabic ?? "", english ?? "");

    private TaskOpened Task(ActivityExecutionContext context, StepOrigin origin, string bookmarkId) => new(origin)
    {
        BookmarkId = bookmarkId,
        Title = Title.GetOrDefault(context) is { Length: > 0 } title ? LocalizedText.Written(title, Step.About.Name.English) : Step.About.Name,
        Summary = Summary.GetOrDefault(context),
        Instructions = Instructions.GetOrDefault(context),
        Reference = Reference.GetOrDefault(context),
        Form = Form.GetOrDefault(context),
        Priority = Math.Clamp(Priority.GetOrDefault(context), 0, 100),
        CandidateRoles = CandidateGroups.GetOrDefault(context) is { Count: > 0 } roles ? [.. roles] : Step.About.Roles,
        CandidateUsers = [.. CandidateUsers.GetOrDefault(context) ?? []],
        ExcludedUsers = [.. (ExcludedUsers.GetOrDefault(context) ?? []).Concat(AlsoExcluded(context))],
        Assignee = Assignee.GetOrDefault(context) is { Length: > 0 } person ? person : null,
        DueAt = TaskDueAt(context),
        EscalateTo = EscalateTo.GetOrDefault(context) is { Length: > 0 } role ? role : null,
        Actions = [.. Actions(context)],
    };
}
