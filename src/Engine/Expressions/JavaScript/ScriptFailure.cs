using System.Text.RegularExpressions;
using Jint.Native;
using Jint.Runtime;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>Whatever Jint threw, in words for the script's author.</summary>
internal static class ScriptFailure
{
    public static ScriptException Explain(Exception error, ScriptGuard guard) => error switch
    {
        ScriptException known => known,
        JavaScriptException thrown => new ScriptException(Describe(thrown.Error), thrown.LineNumber, thrown),
        StatementsCountOverflowException => guard.OutOfStatements(error),
        RegexMatchTimeoutException => ScriptException.Limit("A regular expression took too long on its text and was stopped. Nested repetitions such as (a+)+ are the usual cause.", error),
        TimeoutException => guard.OutOfTime(error),
        OutOfMemoryException => ScriptGuard.OutOfMemory(error),

        // Sorting wraps whatever the comparison function threw.
        InvalidOperationException { InnerException: { } inner } => Explain(inner, guard),
        _ => new ScriptException($"The script could not be evaluated: {error.Message}", null, error),
    };

    /// <summary>An error object's "name: message", or the thrown value itself. Never runs script code.</summary>
    private static string Describe(JsValue thrown)
    {
        if (!thrown.IsObject())
        {
            return $"The script threw: {TypeConverter.ToString(thrown)}";
        }

        var (name, message) = (Text(thrown, "name"), Text(thrown, "message"));
        return message.Length == 0 ? $"The script threw: {(name.Length == 0 ? "an object" : name)}" : $"{(name.Length == 0 ? "Error" : name)}: {message}";
    }

    private static string Text(JsValue thrown, string member) =>
        thrown.AsObject().GetProperty(member).Value is { } value && value.IsString() ? value.AsString() : "";
}
