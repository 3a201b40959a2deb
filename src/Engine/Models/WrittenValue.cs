using System.Text.Json;
using CaseWorkflows.Engine.Expressions;

namespace CaseWorkflows.Engine.Models;

/// <summary>What an input comes to that stands in the definition itself. Converted once, when the graph is made, for everybody who runs it.</summary>
internal sealed class WrittenValue
{
    private readonly object? _value;

    private WrittenValue(object? value) => _value = value;

    /// <summary>The value; a list is a copy, because an activity may change the one it gets.</summary>
    public object? Value => _value is List<string> texts ? new List<string>(texts) : _value;

    /// <summary>True when nobody can change the value, so that it need not be kept apart for one execution.</summary>
    public bool IsImmutable => _value is not List<string>;

    /// <summary>Null for what has to be worked out anew each time: scripts, what an activity may change, and what fails, which must fail each time.</summary>
    public static WrittenValue? Of(Expression? expression, Type type)
    {
        try
        {
            return ExpressionEvaluator.TryEvaluateWritten(expression, type, out var value) && value is null or string or ValueType or List<string>
                ? new WrittenValue(value)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
