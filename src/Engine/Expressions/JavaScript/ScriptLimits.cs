namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>What one evaluation may use up before it is stopped.</summary>
/// <param name="Timeout">Wall-clock time.</param>
/// <param name="MaxStatements">Statements executed; a loop pass over an empty body counts as one.</param>
/// <param name="MaxRecursion">Script functions active at the same time, whichever functions they are.</param>
public sealed record ScriptLimits(TimeSpan Timeout, int MaxStatements, int MaxRecursion)
{
    /// <summary>Bytes allocated over the whole run, garbage included.</summary>
    public long MaxAllocatedBytes { get; init; } = 64L * 1024 * 1024;

    public static ScriptLimits Default { get; } = new(TimeSpan.FromSeconds(2), 10_000, 64);

    /// <summary>A longer script is refused unread, because the parser's need of stack grows with the text.</summary>
    internal const int MaxScriptLength = 64 * 1024;

    /// <summary>How deep syntax may nest; a sum of this many terms is the commonest way to get there.</summary>
    internal const int MaxSyntaxDepth = 256;

    /// <summary>How deep data may nest at the border; System.Text.Json's own default.</summary>
    internal const int MaxDataDepth = 64;

    /// <summary>How many elements a built-in array function may be asked to visit: it runs to its end without a check.</summary>
    internal const int MaxArrayLength = 100_000;

    /// <summary>How many characters one built-in call may multiply text to.</summary>
    internal const long MaxProducedText = 16L * 1024 * 1024;
}
