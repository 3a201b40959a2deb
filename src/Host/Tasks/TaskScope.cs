namespace CaseWorkflows.Host.Tasks;

/// <summary>Which tasks an inbox shows.</summary>
public enum TaskScope
{
    /// <summary>Those the caller holds.</summary>
    Mine,

    /// <summary>Those the caller might claim.</summary>
    Available,

    /// <summary>Every open one of the caller's associations.</summary>
    All,

    /// <summary>What should not wait any longer; <see cref="InboxScopes"/> says what that is.</summary>
    NeedsAttention,
}

/// <summary>The scopes as they stand in addresses.</summary>
internal static class TaskScopes
{
    private static readonly (TaskScope Scope, string Key)[] Keys =
        [(TaskScope.Mine, "mine"), (TaskScope.Available, "available"), (TaskScope.All, "all"), (TaskScope.NeedsAttention, "needs-attention")];

    public static string KeyOf(this TaskScope scope) => Array.Find(Keys, pair => pair.Scope == scope).Key;

    /// <summary>Reads a scope by its key in any case, and by nothing else.</summary>
    public static bool TryRead(string? key, out TaskScope scope)
    {
        var at = Array.FindIndex(Keys, pair => string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase));
        scope = at < 0 ? default : Keys[at].Scope;
        return at >= 0;
    }
}
