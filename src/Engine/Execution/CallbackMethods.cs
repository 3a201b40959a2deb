using System.Collections.Concurrent;
using System.Reflection;
using CaseWorkflows.Engine.Options;

namespace CaseWorkflows.Engine.Execution;

/// <summary>
/// Finds the methods that stored callbacks name: instance or static, public or private, on the activity's class or one it derives from.
/// A definition outlives a deployment, so renaming such a method strands waiting instances; the error says so.
/// </summary>
internal static class CallbackMethods
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly ConcurrentDictionary<(Type Type, string Name, Type Argument), MethodInfo> Found = new();

    public static ExecuteActivityDelegate Execution(IActivity activity, string name)
        => Bind<ExecuteActivityDelegate>(activity, name, typeof(ActivityExecutionContext));

    public static ActivityCompletionCallback Completion(IActivity activity, string name)
        => Bind<ActivityCompletionCallback>(activity, name, typeof(ActivityCompletedContext));

    /// <summary>The name to store for a delegate. A lambda has none that survives a restart and is refused.</summary>
    public static string? NameOf(Delegate? callback) => callback is null ? null
        : callback.Method.Name.Contains('<', StringComparison.Ordinal)
            ? throw new ArgumentException("A callback that outlives the burst must be a named method, not a lambda.", nameof(callback))
            : callback.Method.Name;

    private static TDelegate Bind<TDelegate>(IActivity activity, string name, Type argument)
        where TDelegate : Delegate
    {
        var method = Found.GetOrAdd((activity.GetType(), name, argument), static key => Find(key.Type, key.Name, key.Argument)
            ?? throw new MissingMethodException($"{key.Type.Name} has no method {key.Name}({key.Argument.Name}) to come back to; was it renamed while instances were waiting?"));
        return method.CreateDelegate<TDelegate>(method.IsStatic ? null : activity);
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
