using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Activities;

/// <summary>Reading settings before there is a case.</summary>
internal static class WrittenInputs
{
    /// <summary>The value as it stands in the definition. False, and the default, when a script works it out for each case.</summary>
    public static bool TryGetWritten<T>(this Input<T> input, out T? value)
    {
        var written = ExpressionEvaluator.TryEvaluateWritten(input.Expression, typeof(T), out var found);
        value = (T?)found;
        return written;
    }
}
