using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Signals;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Engine.Activities;

/// <summary>How many embedded branches a fork waits for.</summary>
public enum ForkJoinMode
{
    /// <summary>Every branch.</summary>
    WaitAll,

    /// <summary>The first to end; the others are cancelled.</summary>
    WaitAny,
}

/// <summary>Runs embedded branches at once and goes on when all of them, or the first, have ended.</summary>
[Activity("Elsa", "Control Flow", "Branch execution into multiple branches.")]
public sealed class Fork : Activity
{
    private const string BreakingProperty = "IsBreaking";

    public Fork() => OnSignalReceived<BreakSignal>(OnBreak);

    [Input(UIHint = InputUIHints.DropDown, Description = "Go on when all branches have ended (WaitAll) or with the first (WaitAny).")]
    public ForkJoinMode JoinMode { get; set; } = ForkJoinMode.WaitAll;

    public ICollection<IActivity> Branches { get; } = [];

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RemoveProperty(BreakingProperty);
        if (Branches.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        Countdown.Begin(context, Branches.Count);
        await context.ScheduleActivities(Branches, OnBranchCompletedAsync);
    }

    private async ValueTask OnBranchCompletedAsync(ActivityCompletedContext context)
    {
        var owner = context.TargetContext;
        if (Countdown.Next(owner) == 0 || JoinMode == ForkJoinMode.WaitAny || owner.GetProperty<bool>(BreakingProperty))
        {
            await owner.CompleteActivityAsync();
        }
    }

    /// <summary>A break in one branch ends all of them, and goes on to the loop around.</summary>
    private static ValueTask OnBreak(BreakSignal signal, SignalContext context)
    {
        context.ReceiverActivityExecutionContext.SetProperty(BreakingProperty, true);
        return ValueTask.CompletedTask;
    }
}
