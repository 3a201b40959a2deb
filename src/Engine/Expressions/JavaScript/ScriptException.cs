namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>A script could not be read, failed, or was stopped. The message is written for whoever wrote the script.</summary>
public sealed class ScriptException : Exception
{
    public ScriptException(string message, int? line = null, Exception? inner = null)
        : base(line is > 0 ? FormattableString.Invariant($"Line {line}: {message}") : message, inner) => Line = line is > 0 ? line : null;

    /// <summary>Counted from 1; null when no line is known, as with most limits.</summary>
    public int? Line { get; }

    /// <summary>True when the script was stopped rather than wrong in itself.</summary>
    public bool IsLimit { get; private init; }

    internal static ScriptException Limit(string message, Exception? inner = null) => new(message, null, inner) { IsLimit = true };
}

/// <summary>Why a script cannot be read; found without running it.</summary>
/// <param name="Message">The same text a <see cref="ScriptException"/> would carry.</param>
/// <param name="Line">Counted from 1; null when the whole script is meant.</param>
public sealed record ScriptProblem(string Message, int? Line);
