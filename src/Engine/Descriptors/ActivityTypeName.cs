using System.Collections.Concurrent;
using System.Reflection;
using CaseWorkflows.Engine.Attributes;

namespace CaseWorkflows.Engine.Descriptors;

/// <summary>The stable name and version an activity class is stored under in definitions; never its CLR name.</summary>
public static class ActivityTypeName
{
    private static readonly ConcurrentDictionary<Type, (string Name, int Version)> Known = new();

    public static (string Name, int Version) Of(Type activityType) => Known.GetOrAdd(activityType, Read);

    /// <summary>
    /// The name without item types: <c>Elsa.ForEach&lt;String&gt;</c> runs as <c>Elsa.ForEach</c>, since items are JSON here and every item type reads it.
    /// Elsa names its generic loop by namespace.
    /// </summary>
    public static string WithoutArguments(string type)
    {
        var open = type.IndexOf('<', StringComparison.Ordinal);
        var name = open > 0 && type.EndsWith('>') ? type[..open] : type;
        return name == "Elsa.Workflows.Activities.ForEach" ? "Elsa.ForEach" : name;
    }

    private static (string Name, int Version) Read(Type type)
    {
        var attribute = type.GetCustomAttribute<ActivityAttribute>(inherit: false);
        return attribute is null
            ? ($"{type.Namespace}.{type.Name}", 1)
            : ($"{attribute.Namespace}.{attribute.Type ?? type.Name}", attribute.Version);
    }
}
