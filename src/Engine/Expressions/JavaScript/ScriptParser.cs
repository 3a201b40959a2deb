using Jint.Parser;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>Text to tree. Throws <see cref="ScriptException"/> with advice when it cannot.</summary>
internal static class ScriptParser
{
    /// <summary>Parses on a stack of its own: the parser recurses once per nested bracket, and no text may bring the process down.</summary>
    public static ParsedScript Parse(string script)
    {
        if (script.Length > ScriptLimits.MaxScriptLength)
        {
            throw ScriptException.Limit(FormattableString.Invariant($"The script has {script.Length} characters; {ScriptLimits.MaxScriptLength} are allowed."));
        }

        return ScriptThread.Run(() => ParseHere(script), Timeout.InfiniteTimeSpan);
    }

    private static ParsedScript ParseHere(string script)
    {
        try
        {
            // Tolerant for one reason: it is the only way to let a bare "return" at top level pass.
            var program = new JavaScriptParser().Parse(script, new ParserOptions { Tolerant = true });
            var refused = program.Errors.FirstOrDefault(e => !e.Message.Contains("Illegal return", StringComparison.Ordinal));
            return refused is null ? new ScriptWeaver().Weave(program) : throw Explain(script, refused);
        }
        catch (ParserException error)
        {
            throw Explain(script, error);
        }
        catch (ArgumentException error)
        {
            // .NET refuses some regular expression literals while the parser reads them.
            throw new ScriptException($"The script cannot be read: {error.Message}", null, error);
        }
    }

    private static ScriptException Explain(string script, ParserException error)
    {
        if (ModernSyntax.Find(script) is { } modern)
        {
            return new ScriptException(modern.Message, modern.Line, error);
        }

        var (line, said) = error.Description is { } description ? (error.LineNumber, description) : SplitLine(error.Message);
        return new ScriptException($"{said} (column {error.Column}). Scripts are ES5.1 JavaScript.", line, error);
    }

    /// <summary>Errors collected in tolerant mode have lost everything but "Line 3: message".</summary>
    private static (int? Line, string Said) SplitLine(string message)
    {
        var colon = message.IndexOf(": ", StringComparison.Ordinal);
        return colon > 5 && int.TryParse(message.AsSpan(5, colon - 5), System.Globalization.CultureInfo.InvariantCulture, out var line)
            ? (line, message[(colon + 2)..])
            : (null, message);
    }
}
