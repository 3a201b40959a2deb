using CaseWorkflows.Engine.Signals;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Runs its body again and again. A break inside lets the round under way end and begins no other.</summary>
public abstract class Loop : Activity
{
    private protected const string BreakingProperty = "IsBreaking";

    private protected Loop() => OnSignalReceived<BreakSignal>(OnBreak);

    private protected static bool IsBreaking(ActivityExecutionContext context) => context.GetProperty<bool>(BreakingProperty);

    private static ValueTask OnBreak(BreakSignal signal, SignalContext context)
    {
        context.StopPropagation(); // the nearest loop only
        context.ReceiverActivityExecutionContext.SetProperty(BreakingProperty, true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Ends the nearest loop once its round is over. A terminal activity as well, so nothing after it in its container runs.</summary>
[Attributes.Activity("Elsa", "Looping", "Break out of a loop.")]
public sealed class Break : CodeActivity, ITerminalNode
{
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.SendSignalAsync(new BreakSignal());
}
