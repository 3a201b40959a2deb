using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Runs its body for all items at once, each run with an item and a place of its own, and waits for all of them. A break does not end it.</summary>
[Activity("Elsa", "Looping", "Schedule an activity for each item in parallel.")]
public sealed class ParallelForEach : Activity
{
    /// <summary>More rounds than this would use up what one burst may run.</summary>
    public const int MostItems = Interpreter.MaxActivitiesPerBurst / 2;

    [Input(Description = "The set of values to iterate.")]
    public Input<ICollection<object>> Items { get; set; } = new([]);

    [Port]
    public IActivity? Body { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var items = ForEach.Of(Items, context);
        if (Body is null || items.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        if (items.Count > MostItems)
        {
            throw new InvalidOperationException($"'{Id}' would begin {items.Count} rounds at once; {MostItems} is the most."); // one incident, not one for each round too many
        }

        Countdown.Begin(context, items.Count);
        for (var index = 0; index < items.Count; index++)
        {
            await context.ScheduleActivityAsync(Body, OnBodyCompletedAsync, variables: ForEach.Current(items[index], index));
        }
    }

    private static ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => Countdown.CompleteWithLastAsync(context.TargetContext);
}
