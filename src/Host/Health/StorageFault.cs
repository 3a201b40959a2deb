using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaseWorkflows.Host.Health;

/// <summary>Why nothing can be written at the moment: the disk's doing, not the request's and not a bug.</summary>
internal static class StorageFault
{
    /// <summary>A word for it, such as <c>disk-full</c>; null when the failure has another cause.</summary>
    public static string? Of(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => "disk-full",
        SqliteException { SqliteErrorCode: raw.SQLITE_READONLY } => "read-only",
        SqliteException { SqliteErrorCode: raw.SQLITE_IOERR } => "input-output-error",
        SqliteException { SqliteErrorCode: raw.SQLITE_CANTOPEN } => "cannot-open",
        { InnerException: { } inner } => Of(inner),
        _ => null,
    };
}
