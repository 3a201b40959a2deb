using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>A declared input or output of a workflow.</summary>
/// <param name="Name">What callers and expressions call it; empty when the file leaves it out.</param>
/// <param name="TypeName">The member <c>type</c>, a name for <see cref="TypeAliases"/>; null means Object.</param>
/// <param name="IsArray">True when it holds an array of that type.</param>
/// <param name="DisplayName">Shown by the designer.</param>
/// <param name="Description">Shown by the designer.</param>
/// <param name="Category">Where the designer groups it.</param>
/// <param name="UIHint">Inputs only: the editor the designer offers.</param>
/// <param name="StorageDriverTypeName">Inputs only: the member <c>storageDriverType</c>.</param>
/// <param name="Json">The whole object as written.</param>
public sealed record ArgumentDefinition(
    string Name, string? TypeName, bool IsArray, string? DisplayName, string? Description, string? Category, string? UIHint, string? StorageDriverTypeName, JsonObject Json)
{
    /// <summary>An input kept in memory is gone after the first wait.</summary>
    public StorageKind StorageKind => VariableDefinition.StorageKindOf(StorageDriverTypeName);

    internal static IReadOnlyList<ArgumentDefinition> ReadAll(JsonNode? arguments) => arguments.ObjectItems().Select(json => new ArgumentDefinition(
        json.TextMember("name") ?? "",
        json.TextMember("type"),
        json.FlagMember("isArray") ?? false,
        json.TextMember("displayName"),
        json.TextMember("description"),
        json.TextMember("category"),
        json.TextMember("uiHint"),
        json.TextMember("storageDriverType"),
        json)).ToList();
}
