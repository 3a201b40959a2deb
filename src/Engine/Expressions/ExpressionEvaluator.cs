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

    /// <summary>
    /// The value of an expression that stands in the definition itself and needs no running instance. False, and null, for one that has to be worked out.
    /// Throws as <see cref="Evaluate"/> does when the text does not fit the type.
    /// </summary>
    public static bool TryEvaluateWritten(Expression? expression, Type type, out object? value)
    {
        var written = expression is { Type: "Literal" or "" or "Object" or "Json" };
        value = !written ? null
            : Own(expression!, ValueConverter.ConvertTo(expression!.Type is "Object" or "Json" ? ParseObject(expression.Value, type) : expression.Value, type));
        return written;
    }

    public static object? Evaluate(Expression? expression, Type type, ActivityExecutionContext context)
    {
        if (TryEvaluateWritten(expression, type, out var written))
        {
            return written;
        }

        var value = expression switch
        {
            null => null,
            { Type: "Variable" } => context.GetVariableValueById(VariableId(expression.Value)),
            { Type: "Input" } => context.TryGetInput(NameOf(expression.Value), out var input) ? input : null,
            { Type: "JavaScript" } => JavaScriptEvaluator.Evaluate(Text(expression.Value), new ScriptScope(context)),
            { Type: "Delegate" } => ((Func<ActivityExecutionContext, object?>)expression.Value!)(context),
            _ => throw new NotSupportedException($"Expressions of type '{expression.Type}' are not run here; use one of {string.Join(", ", Supported)}."),
        };
        return ValueConverter.ConvertTo(value, type);
    }

    /// <summary>A copy of what belongs to the definition: it is shared by all who run it.</summary>
    private static object? Own(Expression expression, object? value)
        => value is JsonNode node && ReferenceEquals(node, expression.Value) ? node.DeepClone() : value;

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
