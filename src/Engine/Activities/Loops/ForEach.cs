using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Activities;

/// <summary>
/// Runs its body for one item after the other. The list is worked out once, at the start, and kept: neither a body that changes it nor a wait
/// does anything to the rounds still to come.
/// </summary>
[Activity("Elsa", "Looping", "Iterate over a set of values.")]
public sealed class ForEach : Loop
{
    private const string ItemsProperty = "Items";
    private const string CurrentIndexProperty = "CurrentIndex";

    [Input(Description = "The set of values to iterate.")]
    public Input<ICollection<object>> Items { get; set; } = new([]);

    [Output(Description = "Assign the current value to the specified variable.")]
    public Output<object?>? CurrentValue { get; set; }

    [Port]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RemoveProperty(BreakingProperty);
        context.SetProperty(ItemsProperty, Of(Items, context));
        return RoundAsync(context, 0);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context)
        => RoundAsync(context.TargetContext, context.TargetContext.GetProperty<int>(CurrentIndexProperty) + 1);

    private ValueTask RoundAsync(ActivityExecutionContext context, int index)
    {
        var items = context.GetProperty<JsonArray>(ItemsProperty)!;
        if (Body is null || IsBreaking(context) || index >= items.Count)
        {
            return context.CompleteActivityAsync();
        }

        context.SetProperty(CurrentIndexProperty, index);
        context.Set(CurrentValue, items[index]);
        return context.ScheduleActivityAsync(Body, OnBodyCompletedAsync, variables: Current(items[index], index));
    }

    /// <summary>The list as it is now; empty when there is none.</summary>
    internal static JsonArray Of(Input<ICollection<object>> items, ActivityExecutionContext context)
        => JsonValues.ToNode(items.GetOrDefault(context)) as JsonArray ?? [];

    /// <summary>What the body calls the item and its place, counted from 0. Kept through waits, unlike Elsa's.</summary>
    internal static Variable[] Current(JsonNode? item, int index) =>
        [new Variable("CurrentIndex", index, type: typeof(int)).WithWorkflowStorage(), new Variable("CurrentValue", item?.DeepClone()).WithWorkflowStorage()];
}
