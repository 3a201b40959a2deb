using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>
/// Whether JSON has the shape of a definition. Says nothing about what activity types mean: an unknown type may have any members,
/// even ones named like a container's.
/// </summary>
internal static class DefinitionShape
{
    public static IEnumerable<DefinitionProblem> Check(JsonObject json) => OwnMembers(json).Concat(Root(json));

    private static IEnumerable<DefinitionProblem> OwnMembers(JsonObject json)
    {
        if (json.Member("definitionId") is not { } definitionId)
        {
            yield return Problem(DefinitionProblemCodes.DefinitionIdMissing, JsonPathText.Root, "The definition has no definitionId.");
        }
        else if (definitionId.Text() is not { } text)
        {
            yield return WrongKind(json, "definitionId", "text");
        }
        else if (string.IsNullOrWhiteSpace(text))
        {
            yield return Problem(DefinitionProblemCodes.DefinitionIdMissing, PathOf(json, "definitionId"), "The definitionId is empty.");
        }

        if (json.Member("version") is { } version && version.WholeNumber() is null)
        {
            yield return WrongKind(json, "version", "a whole number");
        }

        foreach (var name in new[] { "variables", "inputs", "outputs" })
        {
            if (json.Member(name) is { } list && (list.Items() is not { } items || items.Any(item => item is not JsonObject)))
            {
                yield return WrongKind(json, name, "a list of objects");
            }
        }

        if (json.Member("outcomes") is { } outcomes && (outcomes.Items() is not { } texts || texts.Any(item => item.Text() is null)))
        {
            yield return WrongKind(json, "outcomes", "a list of texts");
        }

        foreach (var name in new[] { "options", "customProperties" })
        {
            if (json.Member(name) is not (null or JsonObject))
            {
                yield return WrongKind(json, name, "an object");
            }
        }
    }

    private static IEnumerable<DefinitionProblem> Root(JsonObject json) => json.Member("root") switch
    {
        null => [Problem(DefinitionProblemCodes.RootMissing, JsonPathText.Root, "The definition has no root activity.")],
        JsonObject => new WorkflowDefinition(json).AllActivities().SelectMany(ActivityShape.Check),
        _ => [Problem(DefinitionProblemCodes.RootNotAnObject, PathOf(json, "root"), "The root is not an activity object.")],
    };

    public static DefinitionProblem Problem(string code, string path, string message, Severity severity = Severity.Error) =>
        new(code, message, path, null, null) { Severity = severity };

    private static DefinitionProblem WrongKind(JsonObject json, string name, string expected) =>
        Problem(DefinitionProblemCodes.WrongKind, PathOf(json, name), $"\"{name}\" must be {expected}.");

    private static string PathOf(JsonObject json, string name) => JsonPathText.Member(JsonPathText.Root, json.KeyOf(name)!);
}
