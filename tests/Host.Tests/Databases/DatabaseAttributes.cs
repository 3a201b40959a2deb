namespace CaseWorkflows.Host.Tests.Databases;

/// <summary>A test about SQLite itself; skipped in the run on PostgreSQL, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute(string reason) => Skip = SqliteOnly.SkipFor(reason);
}

/// <summary>A table about SQLite itself; skipped in the run on PostgreSQL, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteTheoryAttribute : TheoryAttribute
{
    public SqliteTheoryAttribute(string reason) => Skip = SqliteOnly.SkipFor(reason);
}

/// <summary>A test about PostgreSQL or about several hosts on it; skipped where PostgreSQL is missing, and left to the run on PostgreSQL where there is one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresOnly.Skip;
}

/// <summary>As <see cref="PostgresFactAttribute"/>, for a table.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresOnly.Skip;
}

internal static class SqliteOnly
{
    public static string? SkipFor(string reason) => TestedDatabase.IsPostgres ? $"On SQLite alone: {reason}" : null;
}

internal static class PostgresOnly
{
    public static string? Skip => TestedDatabase.IsSqliteAlone ? "Runs with PostgreSQL." : PostgresServer.Missing;
}
