using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>What the things in a log are called. Each answers null for what it does not know; a name it once gave, it must give again.</summary>
public sealed record LogNames
{
    /// <summary>The name of an act by its stable name, such as <c>TaskClaimed</c>.</summary>
    public Func<string, LocalizedText?> Action { get; init; } = _ => null;

    /// <summary>The name of a step by the id of the version of the procedure (null outside one) and that of the activity.</summary>
    public Func<string?, string, LocalizedText?> Step { get; init; } = (_, _) => null;

    /// <summary>The name of a role by its key.</summary>
    public Func<string, LocalizedText?> Role { get; init; } = _ => null;

    /// <summary>The name of an association by its key.</summary>
    public Func<string, LocalizedText?> Association { get; init; } = _ => null;
}
