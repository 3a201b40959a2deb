using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Extensions;

/// <summary>Reading inputs and writing outputs from inside an activity.</summary>
public static class InputExtensions
{
    /// <summary>The value of an input the activity cannot do without. Throws when a designer left it empty.</summary>
    public static T Get<T>(this Input<T>? input, ActivityExecutionContext context)
        => context.Get(input) ?? throw new InvalidOperationException($"A required input of {context.Activity.Type} '{context.Activity.Id}' is not set.");

    public static T? GetOrDefault<T>(this Input<T>? input, ActivityExecutionContext context) => context.Get(input);

    public static T GetOrDefault<T>(this Input<T>? input, ActivityExecutionContext context, Func<T> fallback) => context.Get(input) ?? fallback();

    public static void Set<T>(this Output<T>? output, ActivityExecutionContext context, T? value) => context.Set(output, value);
}
