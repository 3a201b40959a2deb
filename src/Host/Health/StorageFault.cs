using System.Data.Common;
using CaseWorkflows.Host.Reads;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaseWorkflows.Host.Health;

/// <summary>Why nothing can be written at the moment: the disk's doing, not the request's and not a bug.</summary>
internal static class StorageFault
{
    // PostgreSQL's names for it are disk_full and read_only_sql_transaction.
    private const string DiskFull = "53100";
    private const string ReadOnly = "25006";

    /// <summary>A word for it, such as <c>disk-full</c>; null when the failure has another cause.</summary>
    public static string? Of(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } or DbException { SqlState: DiskFull } => "disk-full",
        SqliteException { SqliteErrorCode: raw.SQLITE_READONLY } or DbException { SqlState: ReadOnly } => "read-only",
        SqliteException { SqliteErrorCode: raw.SQLITE_IOERR } => "input-output-error",
        SqliteException { SqliteErrorCode: raw.SQLITE_CANTOPEN } => "cannot-open",
        ReadsUnwritableException => "reads-unwritable",
        { InnerException: { } inner } => Of(inner),
        _ => null,
    };
}
