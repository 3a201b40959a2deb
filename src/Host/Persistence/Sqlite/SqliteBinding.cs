using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace CaseWorkflows.Host.Persistence.Sqlite;

/// <summary>
/// Lets Microsoft.Data.Sqlite 10, which asks for SQLitePCLRaw.core 2.1.x, run on the 2.0.6 this project can restore, and on the system's
/// SQLite where there is one. Why, and when it can go: docs/adr/0005-sqlite-binding.md.
/// </summary>
internal static class SqliteBinding
{
    private const string Core = "SQLitePCLRaw.core";
    private const string BundledLibrary = "e_sqlite3";

    // Debian's and Red Hat's runtime package; the unversioned name exists only where the headers are installed.
    private const string SystemLibrary = "libsqlite3.so.0";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Must run before anything in this assembly touches SQLite, under every entry point: serve, commands, tests.")]
    internal static void Register()
    {
        AssemblyLoadContext.Default.Resolving += WhicheverCoreIsHere;
        Bind();
    }

    /// <summary>
    /// SQLite's own handle of an open connection. Named in source, <c>connection.Handle</c> does not compile: its type is that of the newer
    /// SQLitePCLRaw.core (docs/adr/0005).
    /// </summary>
    public static SQLitePCL.sqlite3 HandleOf(Microsoft.Data.Sqlite.SqliteConnection connection) => Handle(connection)
        ?? throw new InvalidOperationException("The connection is not open.");

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Handle")]
    private static extern SQLitePCL.sqlite3? Handle(Microsoft.Data.Sqlite.SqliteConnection connection);

    /// <summary>Asked for only after the runtime found the file on disk too old for the request. Asking without a version accepts it.</summary>
    private static Assembly? WhicheverCoreIsHere(AssemblyLoadContext context, AssemblyName wanted) =>
        wanted is { Name: Core, Version: not null } ? context.LoadFromAssemblyName(new AssemblyName(Core)) : null;

    // Its own method: the JIT resolves SQLitePCL types when it is entered, by which time the handler above is in place.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Bind()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, SystemSqliteFirst);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());

        // No connection is used by two threads at once, and nobody asks how much memory SQLite holds: it need not lock or count for either.
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
        SQLitePCL.raw.sqlite3_initialize();
    }

    /// <summary>Zero means "look where you would have looked anyway", which finds the bundled library.</summary>
    private static IntPtr SystemSqliteFirst(string library, Assembly assembly, DllImportSearchPath? path) =>
        library == BundledLibrary && NativeLibrary.TryLoad(SystemLibrary, out var handle) ? handle : IntPtr.Zero;
}
