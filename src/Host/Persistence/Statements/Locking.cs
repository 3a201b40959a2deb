namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>
/// Locks at the end of hand-written SELECTs, for where several hosts write at once. To SQLite, which has one writer, they are comments.
/// Whatever works on a case locks the case first, so that nobody waits in a circle.
/// </summary>
internal static class Locking
{
    /// <summary>Waits for the case, joined as <c>c</c>, and keeps it from others until the transaction ends.</summary>
    public const string Case = "/* FOR UPDATE OF c */";

    /// <summary>The same without waiting: a case in others' hands is left out.</summary>
    public const string CaseSkipLocked = "/* FOR UPDATE OF c SKIP LOCKED */";

    /// <summary>As <see cref="Case"/>, for an instance <c>i</c> that has no case.</summary>
    public const string Instance = "/* FOR UPDATE OF i */";

    /// <summary>As <see cref="CaseSkipLocked"/>, for an instance that has no case.</summary>
    public const string InstanceSkipLocked = "/* FOR UPDATE OF i SKIP LOCKED */";

    /// <summary>Keeps the rows from others until the transaction ends, and leaves out those in others' hands.</summary>
    public const string SkipLocked = "/* FOR UPDATE SKIP LOCKED */";

    /// <summary>True for a statement with one of them.</summary>
    public static bool IsIn(string sql) => sql.EndsWith(" */", StringComparison.Ordinal);
}
