using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Activities;

/// <summary>A bookmark payload the clock resumes.</summary>
internal interface ITimedStimulus
{
    DateTimeOffset DueAt { get; }
}

internal sealed record DelayPayload(DateTimeOffset ResumeAt) : ITimedStimulus
{
    DateTimeOffset ITimedStimulus.DueAt => ResumeAt;
}

internal sealed record StartAtPayload(DateTimeOffset ExecuteAt) : ITimedStimulus
{
    DateTimeOffset ITimedStimulus.DueAt => ExecuteAt;
}

/// <summary>Waits for a span of time. The instant is fixed when the activity starts.</summary>
[Activity("Elsa", "Scheduling", "Delay execution for the specified amount of time.")]
public sealed class Delay : Activity
{
    public const string BookmarkName = "Elsa.Delay";

    [Input(DisplayName = "Duration", Description = "The amount of time to delay, as d.hh:mm:ss.")]
    public Input<TimeSpan> TimeSpan { get; set; } = new(default(TimeSpan));

    protected override void Execute(ActivityExecutionContext context) => context.DelayFor(TimeSpan.GetOrDefault(context));
}

/// <summary>Waits until an instant; one already past is no wait at all.</summary>
[Activity("Elsa", "Scheduling", "Trigger execution at a specific time in the future.")]
public sealed class StartAt : Trigger, Graphs.IClockTrigger
{
    public const string BookmarkName = "Elsa.StartAt";

    [Input(Description = "The date and time at which to go on.")]
    public Input<DateTimeOffset> DateTime { get; set; } = new(default(DateTimeOffset));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var at = DateTime.GetOrDefault(context);
        if (context.IsTriggerOfWorkflow() || at <= context.WorkflowExecutionContext.Now)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = BookmarkName,
            Stimulus = new StartAtPayload(at),
            IncludeActivityInstanceId = true,
        });
    }

    protected override object GetTriggerPayload(TriggerIndexingContext context) => new StartAtPayload(context.Get(DateTime));

    Graphs.ClockTime Graphs.IClockTrigger.NextAfter(TriggerIndexingContext context) => new(context.Get(DateTime), Recurs: false);
}
