using System.Globalization;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>A function the caller adds to one evaluation, such as <c>setOutcome</c>. Called while the script runs, with converted arguments.</summary>
public delegate object? HostFunction(IReadOnlyList<object?> arguments);

/// <summary>
/// Evaluates ES5.1 scripts against a workflow. Thread-safe. The same script and an equal scope always give the same result:
/// time, identifiers and chance come from the scope; the local time zone is UTC, the culture invariant.
/// </summary>
/// <remarks>
/// Not limited: a single built-in call between two checks can allocate more than the memory limit (a <c>replace</c> whose function returns
/// long texts), and <c>toJSON</c> methods may present JSON.stringify with more than was checked. The time a caller waits is limited in any case
/// for scripts with a loop or function.
/// </remarks>
public static class JavaScriptEvaluator
{
    private static readonly ScriptCache Cache = new(capacity: 256);

    /// <summary>
    /// The value of the last statement or of a top-level <c>return</c>: null, bool, long (whole numbers within ±2^53), double, string,
    /// DateTimeOffset (UTC), TimeSpan, JsonObject or JsonArray.
    /// </summary>
    /// <exception cref="ScriptException">The script is not ES5.1, failed, or passed a limit. The scope is then unchanged.</exception>
    public static object? Evaluate(
        string script, IScriptScope scope, ScriptLimits? limits = null, IReadOnlyDictionary<string, HostFunction>? functions = null)
    {
        limits ??= ScriptLimits.Default;
        var parsed = Cache.Get(script);
        var (result, commit) = parsed.IsSmall ? InInvariantCulture(Run) : ScriptThread.Run(Run, (limits.Timeout * 2) + TimeSpan.FromSeconds(1));
        commit();
        return result;

        (object? Result, Action Commit) Run() => new ScriptSession(parsed, scope, limits, functions).Run(parsed);
    }

    /// <summary>Reads the script without running it; null when it is well-formed ES5.1.</summary>
    public static ScriptProblem? Check(string script)
    {
        try
        {
            Cache.Get(script);
            return null;
        }
        catch (ScriptException e)
        {
            return new ScriptProblem(e.Message, e.Line);
        }
    }

    private static T InInvariantCulture<T>(Func<T> work)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
