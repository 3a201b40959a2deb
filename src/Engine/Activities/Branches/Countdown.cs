namespace CaseWorkflows.Engine.Activities;

/// <summary>How many children an activity still waits for, kept with its state.</summary>
internal static class Countdown
{
    private const string Property = "Remaining";

    public static void Begin(ActivityExecutionContext owner, int children) => owner.SetProperty(Property, children);

    /// <summary>What is left after one more child.</summary>
    public static int Next(ActivityExecutionContext owner)
    {
        var remaining = owner.GetProperty<int>(Property) - 1;
        owner.SetProperty(Property, remaining);
        return remaining;
    }

    /// <summary>Completes the owner with its last child.</summary>
    public static ValueTask CompleteWithLastAsync(ActivityExecutionContext owner)
        => Next(owner) == 0 ? owner.CompleteActivityAsync() : ValueTask.CompletedTask;
}
