using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Common;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Activities;

internal sealed record TimerPayload(DateTimeOffset ResumeAt) : ITimedStimulus
{
    DateTimeOffset ITimedStimulus.DueAt => ResumeAt;
}

/// <summary>The first instant is left out of the hash: a version indexed again tomorrow has the same trigger.</summary>
internal sealed record TimerTriggerPayload([property: ExcludeFromHash] DateTimeOffset StartAt, TimeSpan Interval);

internal sealed record CronPayload(DateTimeOffset ExecuteAt, string CronExpression, string? TimeZone) : ITimedStimulus
{
    DateTimeOffset ITimedStimulus.DueAt => ExecuteAt;
}

internal sealed record CronTriggerPayload(string CronExpression, string? TimeZone);

/// <summary>Starts a workflow again and again, a span of time apart; in the middle of one it waits for one such span.</summary>
[Activity("Elsa", "Scheduling", "Trigger workflow execution at a specific interval.")]
public sealed class Timer : Trigger, IClockTrigger
{
    public const string BookmarkName = "Elsa.Timer";

    [Input(Description = "The interval at which the timer should execute, as d.hh:mm:ss.", DefaultValue = "00:01:00")]
    public Input<TimeSpan> Interval { get; set; } = new(TimeSpan.FromMinutes(1));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = BookmarkName,
            Stimulus = new TimerPayload(context.WorkflowExecutionContext.Now + Interval.GetOrDefault(context)),
            IncludeActivityInstanceId = true,
        });
    }

    protected override object GetTriggerPayload(TriggerIndexingContext context) => new TimerTriggerPayload(context.Now + Every(context), Every(context));

    ClockTime IClockTrigger.NextAfter(TriggerIndexingContext context) => new(context.Now + Every(context), Recurs: true);

    /// <summary>A workflow that starts without a pause between is nobody's wish.</summary>
    private TimeSpan Every(TriggerIndexingContext context) => context.Get(Interval) is var interval && interval > TimeSpan.Zero
        ? interval
        : throw new InvalidOperationException($"The interval of '{Id}' is not longer than nothing.");
}

/// <summary>Starts a workflow by a cron expression; in the middle of one it waits for the expression's next time.</summary>
[Activity("Elsa", "Scheduling", "Trigger workflow execution at a specific interval using a CRON expression.")]
public sealed class Cron : Trigger, IClockTrigger, IChecksItself
{
    public const string BookmarkName = "Elsa.Cron";

    [Input(Description = "The CRON expression at which the timer should execute.")]
    public Input<string> CronExpression { get; set; } = new("");

    /// <summary>Ours: Elsa keeps it in the file and runs by UTC.</summary>
    [Input(Description = "The time zone the expression is meant in, as an IANA id such as Asia/Riyadh; empty is the association's.")]
    public Input<string?> TimeZone { get; set; } = new((string?)null);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await context.CompleteActivityAsync();
            return;
        }

        var (expression, zone) = (CronExpression.GetOrDefault(context) ?? "", Zone(TimeZone.GetOrDefault(context)));
        var next = Next(context.GetRequiredService<ICronSchedule>(), expression, zone, context.WorkflowExecutionContext.Now);
        context.JournalData["ExecuteAt"] = next;
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = BookmarkName,
            Stimulus = new CronPayload(next, expression, zone),
            IncludeActivityInstanceId = true,
        });
    }

    protected override object GetTriggerPayload(TriggerIndexingContext context) => new CronTriggerPayload(context.Get(CronExpression) ?? "", Zone(context.Get(TimeZone)));

    ClockTime IClockTrigger.NextAfter(TriggerIndexingContext context) => new(
        Next(context.GetRequiredService<ICronSchedule>(), context.Get(CronExpression) ?? "", Zone(context.Get(TimeZone)), context.Now), Recurs: true);

    IEnumerable<(string Input, string Message)> IChecksItself.Check(CompileOptions options)
    {
        if (options.Cron is { } cron && Written(CronExpression) is { } expression
            && cron.Refuse(expression, Zone(Written(TimeZone))) is { } message)
        {
            yield return ("cronExpression", message);
        }
    }

    private static string? Zone(string? zone) => string.IsNullOrWhiteSpace(zone) ? null : zone;

    private static string? Written(Input input) => input.Expression is { Type: "Literal" } literal ? literal.Value as string ?? "" : null;

    private static DateTimeOffset Next(ICronSchedule cron, string expression, string? zone, DateTimeOffset after)
        => cron.Refuse(expression, zone) is { } message ? throw new FormatException(message)
            : cron.Next(expression, zone, after) ?? throw new InvalidOperationException($"The cron expression '{expression}' never comes again.");
}
