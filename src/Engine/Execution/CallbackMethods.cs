using System.Reflection;
using CaseWorkflows.Engine.Options;

namespace CaseWorkflows.Engine.Execution;

/// <summary>
/// One activity's methods that stored callbacks name: instance or static, public or private, on its class or one it derives from.
/// A definition outlives a deployment, so renaming such a method strands waiting instances; the error says so. Each is looked up once.
/// </summary>
internal sealed class CallbackMethods(IActivity activity)
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // Read by many threads, and replaced as a whole by whoever learns something new.
    private Dictionary<(string Name, Type Kind), Delegate> _byName = [];
    private Dictionary<Delegate, string> _names = [];

    public ExecuteActivityDelegate Execution(string name) => (ExecuteActivityDelegate)Bind(name, typeof(ExecuteActivityDelegate), typeof(ActivityExecutionContext));

    public ActivityCompletionCallback Completion(string name) => (ActivityCompletionCallback)Bind(name, typeof(ActivityCompletionCallback), typeof(ActivityCompletedContext));

    /// <summary>The name to store for a delegate. A lambda has none that survives a restart and is refused.</summary>
    public string? NameOf(Delegate? callback)
    {
        if (callback is null)
        {
            return null;
        }

        if (_names.TryGetValue(callback, out var known))
        {
            return known;
        }

        var name = callback.Method.Name;
        if (name.Contains('<', StringComparison.Ordinal))
        {
            throw new ArgumentException("A callback that outlives the burst must be a named method, not a lambda.", nameof(callback));
        }

        if (callback.Target is null || ReferenceEquals(callback.Target, activity)) // anything else may be made anew for each burst
        {
            _names = new(_names) { [callback] = name };
        }

        return name;
    }

    private Delegate Bind(string name, Type kind, Type argument)
    {
        if (_byName.TryGetValue((name, kind), out var known))
        {
            return known;
        }

        var method = Find(activity.GetType(), name, argument) ?? throw new MissingMethodException(
            $"{activity.GetType().Name} has no method {name}({argument.Name}) to come back to; was it renamed while instances were waiting?");
        var bound = method.CreateDelegate(kind, method.IsStatic ? null : activity);
        _byName = new(_byName) { [(name, kind)] = bound };
        return bound;
    }

    private static MethodInfo? Find(Type? type, string name, Type argument)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMethod(name, Any, [argument]) is { } method)
            {
                return method;
            }
        }

        return null;
    }
}
