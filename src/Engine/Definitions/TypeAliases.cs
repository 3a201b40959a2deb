using System.Collections.Frozen;
using System.Collections.ObjectModel;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>
/// The type names of the definition format. A closed list, as in Elsa 3.8: no name in a file ever loads a CLR type.
/// Names are matched in any casing.
/// </summary>
public static class TypeAliases
{
    /// <summary>Prefix under which Elsa 3.8 writes a type that has no alias; such a name never resolves.</summary>
    public const string UnregisteredPrefix = "UnregisteredClrType:";

    /// <summary>A name nests collections at most this deep.</summary>
    private const int MaxNesting = 8;

    private static readonly (string Alias, Type Type)[] Preferred =
    [
        ("Int16", typeof(short)), ("Int32", typeof(int)), ("Int64", typeof(long)), ("Single", typeof(float)), ("Double", typeof(double)),
        ("Decimal", typeof(decimal)), ("Boolean", typeof(bool)), ("String", typeof(string)), ("Object", typeof(object)),
        ("ByteArray", typeof(byte[])), ("Guid", typeof(Guid)), ("DateTime", typeof(DateTime)), ("DateTimeOffset", typeof(DateTimeOffset)),
        ("TimeSpan", typeof(TimeSpan)), ("Stream", typeof(Stream)), ("JsonElement", typeof(JsonElement)), ("JsonNode", typeof(JsonNode)),
        ("JsonObject", typeof(JsonObject)), ("JsonArray", typeof(JsonArray)),
        ("StringDictionary", typeof(IDictionary<string, string>)), ("ObjectDictionary", typeof(IDictionary<string, object>)),
        ("StringMap", typeof(Dictionary<string, string>)), ("ObjectMap", typeof(Dictionary<string, object>)),
    ];

    private static readonly (string Alias, Type Type)[] Collections =
    [
        ("List", typeof(List<>)), ("HashSet", typeof(HashSet<>)), ("Collection", typeof(Collection<>)), ("IEnumerable", typeof(IEnumerable<>)),
        ("IList", typeof(IList<>)), ("ICollection", typeof(ICollection<>)), ("ISet", typeof(ISet<>)),
        ("IReadOnlyList", typeof(IReadOnlyList<>)), ("IReadOnlyCollection", typeof(IReadOnlyCollection<>)),
    ];

    private static readonly (string Alias, Type Type)[] AlsoRead =
    [
        ("Long", typeof(long)),
        // Elsa's dynamic objects are JSON objects here: scripts see the same thing, and nothing else needs them.
        ("JSON", typeof(JsonObject)), ("ExpandoObject", typeof(JsonObject)),
        // Enums of Elsa's own inputs, new and old name; the engine compares their member names.
        ("Elsa.Workflows.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core", typeof(string)),
        ("Elsa.Workflows.Core.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core", typeof(string)),
    ];

    private static readonly FrozenDictionary<string, Type> ByAlias = Preferred.Concat(AlsoRead).Concat(ClrNames())
        .ToFrozenDictionary(entry => entry.Alias, entry => entry.Type, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<Type, string> ByType = Preferred.Append(("JSON", typeof(ExpandoObject)))
        .ToFrozenDictionary(entry => entry.Item2, entry => entry.Item1);

    private static readonly FrozenDictionary<string, Type> CollectionByAlias =
        Collections.ToFrozenDictionary(entry => entry.Alias, entry => entry.Type, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<Type, string> CollectionByType = Collections.ToFrozenDictionary(entry => entry.Type, entry => entry.Alias);

    /// <summary>The type behind a name such as <c>Int32?</c>, <c>String[]</c> or <c>List&lt;Guid&gt;</c>. False, and Object, for null and for every other name.</summary>
    public static bool TryResolve(string? typeName, out Type type)
    {
        var found = typeName is null ? null : Resolve(typeName.Trim(), MaxNesting);
        type = found ?? typeof(object);
        return found is not null;
    }

    /// <summary>The name to write for a type; <see cref="UnregisteredPrefix"/> and the CLR name when it has none.</summary>
    public static string NameOf(Type type) => Find(type) ?? $"{UnregisteredPrefix}{type.FullName ?? type.Name}, {type.Assembly.GetName().Name}";

    private static Type? Resolve(string name, int nesting)
    {
        if (ByAlias.TryGetValue(name, out var known))
        {
            return known;
        }

        if (nesting == 0)
        {
            return null;
        }

        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            return Resolve(name[..^2], nesting - 1)?.MakeArrayType();
        }

        if (name.EndsWith('?'))
        {
            return ByAlias.TryGetValue(name[..^1], out var value) && value.IsValueType ? typeof(Nullable<>).MakeGenericType(value) : null;
        }

        return name.IndexOf('<', StringComparison.Ordinal) is var open and > 0 && name.EndsWith('>')
            && CollectionByAlias.TryGetValue(name[..open], out var collection) && Resolve(name[(open + 1)..^1].Trim(), nesting - 1) is { } element
            ? collection.MakeGenericType(element)
            : null;
    }

    private static string? Find(Type type)
    {
        if (ByType.TryGetValue(type, out var alias))
        {
            return alias;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return ByType.TryGetValue(value, out var plain) ? plain + "?" : null;
        }

        if (type.IsSZArray)
        {
            return Find(type.GetElementType()!) is { } element ? element + "[]" : null;
        }

        return type.IsConstructedGenericType && CollectionByType.TryGetValue(type.GetGenericTypeDefinition(), out var collection)
            && Find(type.GenericTypeArguments[0]) is { } item
            ? $"{collection}<{item}>"
            : null;
    }

    /// <summary>Older files name the same types by class and assembly.</summary>
    private static IEnumerable<(string Alias, Type Type)> ClrNames() => Preferred
        .Where(entry => !entry.Type.IsConstructedGenericType)
        .Select(entry => ($"{entry.Type.FullName}, {entry.Type.Assembly.GetName().Name}", entry.Type))
        .Append(($"{typeof(ExpandoObject).FullName}, {typeof(ExpandoObject).Assembly.GetName().Name}", typeof(JsonObject)));
}
