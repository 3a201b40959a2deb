using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Expressions.JavaScript;
using CaseWorkflows.Engine.Memory;

namespace CaseWorkflows.Engine.Expressions;

/// <summary>Works an expression out for one execution.</summary>
public static class ExpressionEvaluator
{
    /// <summary>The syntaxes definitions may use here; others are named as unsupported when the definition is read.</summary>
    public static readonly IReadOnlySet<string> Supported
        = new HashSet<string>(["Literal", "Object", "Json", "Variable", "Input", "JavaScript", "Delegate"], StringComparer.Ordinal);

    public static object? Evaluate(Expression? expression, Type type, ActivityExecutionContext context)
    {
        var value = expression switch
        {
            null => null,
            { Type: "Literal" or "" } => expression.Value,
            { Type: "Object" or "Json" } => ParseObject(expression.Value, type),
            { Type: "Variable" } => context.GetVariableValueById(VariableId(expression.Value)),
            { Type: "Input" } => context.WorkflowInput.TryGetValue(NameOf(expression.Value), out var input) ? input : null,
            { Type: "JavaScript" } => JavaScriptEvaluator.Evaluate(Text(expression.Value), new ScriptScope(context)),
            { Type: "Delegate" } => ((Func<ActivityExecutionContext, object?>)expression.Value!)(context),
            _ => throw new NotSupportedException($"Expressions of type '{expression.Type}' are not run here; use one of {string.Join(", ", Supported)}."),
        };
        var converted = ValueConverter.ConvertTo(value, type);
        return converted is JsonNode node && ReferenceEquals(node, expression?.Value)
            ? node.DeepClone() // the definition's own, shared by all who run it
            : converted;
    }

    /// <summary>The variable an expression names: a variable object, its JSON, or JSON inside a string, as Studio saves it.</summary>
    public static string VariableId(object? value) => value switch
    {
        Variable variable => variable.Id,
        string text when text.AsSpan().TrimStart() is ['{', ..] => Member(JsonNode.Parse(text), "id"),
        string id => id,
        JsonNode node => Member(node, "id"),
        _ => throw new FormatException("The expression names no variable."),
    };

    private static string NameOf(object? value) => value switch
    {
        string text when text.AsSpan().TrimStart() is ['{', ..] => Member(JsonNode.Parse(text), "name"),
        string name => name,
        JsonNode node => Member(node, "name"),
        _ => throw new FormatException("The expression names no workflow input."),
    };

    private static string Member(JsonNode? node, string name)
        => node is JsonObject json && json.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value is JsonValue value
            ? value.GetValue<string>()
            : node is JsonValue text && text.TryGetValue<string>(out var plain) ? plain
            : throw new FormatException($"The expression has no '{name}'.");

    private static object? ParseObject(object? value, Type type)
        => value is string text && type != typeof(string) && !string.IsNullOrWhiteSpace(text) ? JsonSerializer.Deserialize(text, type, JsonValues.Options) : value;

    private static string Text(object? value) => value as string ?? (value as JsonValue)?.GetValue<string>() ?? "";
}
