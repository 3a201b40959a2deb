namespace CaseWorkflows.Host.Tests.Databases;

/// <summary>
/// Which database this run of the tests is about. The same tests run on both, one after the other: <c>./test</c> sets the variable for the second run.
/// </summary>
internal static class TestedDatabase
{
    private const string Variable = "CASEWORKFLOWS_TEST_DATABASE";

    public static bool IsPostgres { get; } = string.Equals(Environment.GetEnvironmentVariable(Variable), "postgres", StringComparison.OrdinalIgnoreCase);

    /// <summary>True in the run on SQLite of somebody who also runs on PostgreSQL; what is about PostgreSQL alone waits for that.</summary>
    public static bool IsSqliteAlone { get; } = string.Equals(Environment.GetEnvironmentVariable(Variable), "sqlite", StringComparison.OrdinalIgnoreCase);
}
