using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Tests.Execution;

/// <summary>Does nothing but pass.</summary>
[Activity("Test")]
public sealed class Probe : CodeActivity;

/// <summary>Waits; ends with the outcome the resume brings along (several parted by commas), Done when it brings none.</summary>
[Activity("Test")]
public sealed class Wait : Activity
{
    public const string OutcomeInput = "outcome";

    protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(OnAnsweredAsync);

    private static ValueTask OnAnsweredAsync(ActivityExecutionContext context)
        => context.TryGetWorkflowInput<string>(OutcomeInput, out var outcome) && outcome is { Length: > 0 }
            ? context.CompleteActivityWithOutcomesAsync(outcome.Split(','))
            : context.CompleteActivityAsync();
}

/// <summary>Fails every time.</summary>
[Activity("Test")]
public sealed class Throw : Activity
{
    protected override void Execute(ActivityExecutionContext context) => throw new InvalidOperationException($"'{Id}' fails on purpose.");
}

/// <summary>Is never ready.</summary>
[Activity("Test")]
public sealed class NotReady : CodeActivity
{
    protected override bool CanExecute(ActivityExecutionContext context) => false;
}

/// <summary>Completes with all the outcomes it is given, at once.</summary>
[Activity("Test")]
public sealed class Choose : Activity
{
    public Input<string> Outcomes { get; set; } = new("");

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
        => context.CompleteActivityWithOutcomesAsync(Outcomes.Get(context).Split(',', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Runs whatever a test wants to try from inside an activity.</summary>
[Activity("Test")]
public sealed class Do(Func<ActivityExecutionContext, ValueTask> what) : CodeActivity
{
    public Do()
        : this(static _ => ValueTask.CompletedTask)
    {
    }

    public Do(Action<ActivityExecutionContext> what)
        : this(context =>
        {
            what(context);
            return ValueTask.CompletedTask;
        })
    {
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => what(context);
}
