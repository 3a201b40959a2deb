namespace CaseWorkflows.Engine.Graphs;

/// <summary>What a host offers to activities, made anew for each execution that asks. Immutable.</summary>
public sealed class ActivityServices
{
    public static readonly ActivityServices None = new([]);

    private readonly Dictionary<Type, Func<ActivityExecutionContext, object>> _factories;

    private ActivityServices(Dictionary<Type, Func<ActivityExecutionContext, object>> factories) => _factories = factories;

    public ActivityServices With<T>(Func<ActivityExecutionContext, T> factory)
        where T : notnull => new(new(_factories) { [typeof(T)] = context => factory(context) });

    internal object? Find(Type type, ActivityExecutionContext context) => _factories.TryGetValue(type, out var factory) ? factory(context) : null;
}
