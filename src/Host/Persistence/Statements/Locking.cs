namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>Locks that hand-written statements take where several hosts write at once. To SQLite, which has one writer, they are comments.</summary>
internal static class Locking
{
    /// <summary>At the end of a SELECT: keeps its rows from others until the transaction ends, and leaves out those that others keep.</summary>
    public const string SkipLocked = $"/* {SkipLockedClause} */";

    internal const string SkipLockedClause = "FOR UPDATE SKIP LOCKED";
}
