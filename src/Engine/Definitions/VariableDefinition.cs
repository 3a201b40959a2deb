using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>Whether a variable survives a wait.</summary>
public enum StorageKind
{
    /// <summary>Kept with the instance.</summary>
    WorkflowInstance,

    /// <summary>Gone at the end of the burst. Also what no driver at all means.</summary>
    Memory,
}

/// <summary>A variable of a workflow or of a container activity.</summary>
/// <param name="Id">What expressions and output bindings refer to. One the file leaves out is <c>{container}:variable-{n}</c>, as Elsa numbers them.</param>
/// <param name="Name">What scripts call it; empty when the file leaves it out.</param>
/// <param name="TypeName">A name for <see cref="TypeAliases"/>; null means Object.</param>
/// <param name="IsArray">True when the variable holds an array of that type. Containers never write it.</param>
/// <param name="Value">The default as written, usually text still to be converted. Null when there is none.</param>
/// <param name="StorageDriverTypeName">As written; null when the file leaves it out.</param>
public sealed record VariableDefinition(string Id, string Name, string? TypeName, bool IsArray, JsonNode? Value, string? StorageDriverTypeName)
{
    /// <summary>Read from <see cref="StorageDriverTypeName"/> by class name, since older files name the class in other namespaces.</summary>
    public StorageKind StorageKind => StorageKindOf(StorageDriverTypeName);

    /// <summary>The type including <see cref="IsArray"/>. False for a type that is not registered: Elsa then drops a workflow's variable.</summary>
    public bool TryResolveType(out Type type)
    {
        var known = TypeAliases.TryResolve(string.IsNullOrWhiteSpace(TypeName) ? "Object" : TypeName, out type);
        type = known && IsArray ? type.MakeArrayType() : type;
        return known;
    }

    internal static StorageKind StorageKindOf(string? driver) => driver switch
    {
        null => StorageKind.Memory,
        _ when driver.Contains("WorkflowInstanceStorageDriver", StringComparison.OrdinalIgnoreCase) => StorageKind.WorkflowInstance,
        _ when driver.Contains("WorkflowStorageDriver", StringComparison.OrdinalIgnoreCase) => StorageKind.WorkflowInstance,
        // Studio sends back whatever alias the list of drivers offered.
        _ when driver.Equals("WorkflowInstance", StringComparison.OrdinalIgnoreCase) => StorageKind.WorkflowInstance,
        _ when driver.Equals("Workflow", StringComparison.OrdinalIgnoreCase) => StorageKind.WorkflowInstance,
        _ => StorageKind.Memory,
    };

    internal static IReadOnlyList<VariableDefinition> ReadAll(JsonNode? variables, string containerId)
    {
        var unnamed = 0;
        return variables.ObjectItems().Select(json => new VariableDefinition(
            json.TextMember("id") is { Length: > 0 } id ? id : string.Create(CultureInfo.InvariantCulture, $"{containerId}:variable-{++unnamed}"),
            json.TextMember("name") ?? "",
            json.TextMember("typeName"),
            json.FlagMember("isArray") ?? false,
            json.Member("value"),
            json.TextMember("storageDriverTypeName"))).ToList();
    }
}
