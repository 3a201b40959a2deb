namespace CaseWorkflows.Engine.Execution;

/// <summary>
/// Where a burst runs. Nothing that yields is ever continued, so an activity that waits for something outside is found every time,
/// not only when the thread pool happens to be slower.
/// </summary>
internal sealed class NoContinuations : SynchronizationContext
{
    private static readonly NoContinuations Instance = new();

    public static ValueTask Run(Func<ValueTask> burst)
    {
        var outer = Current;
        SetSynchronizationContext(Instance);
        try
        {
            return burst();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
    }

    public override SynchronizationContext CreateCopy() => this;
}
