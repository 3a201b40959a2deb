using CaseWorkflows.Host.Persistence.Statements;

namespace CaseWorkflows.Host.Persistence;

/// <summary>
/// Named places around every write where a test may throw or end the process: the commit's two sides, and each writing statement by its verb and
/// table, such as <c>INSERT case_events</c>, just before it runs. Nothing listens in production.
/// </summary>
internal sealed class FaultPoints
{
    public const string BeforeCommit = "before COMMIT";
    public const string AfterCommit = "after COMMIT";

    /// <summary>Called with each point as it is reached; null when nobody tests.</summary>
    public Action<string>? Reached { get; set; }

    public void Reach(string point) => Reached?.Invoke(point);

    /// <summary>Just before a statement; reading ones are no fault point.</summary>
    public void Reach(Statement statement)
    {
        if (Reached is { } listener && statement.FaultPoint is { } point)
        {
            listener(point);
        }
    }

    /// <summary>The point before a statement; null for a reading one.</summary>
    public static string? Before(string sql) => sql.Split([' ', '\n', '\r', '('], 4, StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["INSERT", "INTO", var table, ..] => $"INSERT {table}",
        ["UPDATE", var table, ..] => $"UPDATE {table}",
        ["DELETE", "FROM", var table, ..] => $"DELETE {table}",
        _ => null,
    };
}
