using System.Diagnostics;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Tests.Databases;

/// <summary>
/// The PostgreSQL the tests work on: the one the environment names, as <c>./test</c> does, or one started by <c>tests/postgres</c> for this process and
/// gone with it. Everybody makes databases of their own on it.
/// </summary>
internal static class PostgresServer
{
    private const string Variable = "CASEWORKFLOWS_TEST_POSTGRES";

    private static readonly string Script = Path.Combine(Repository.Root, "tests", "postgres");
    private static readonly Lazy<string?> LazyMissing = new(() => Given is not null ? null : FirstLineOf(Run("--check")));
    private static readonly Lazy<string> Started = new(Start);

    // Kept until the process ends: the script stops the server when its standard input does.
    private static Process? _running;

    /// <summary>Why there is none; null when there is one or one can be started.</summary>
    public static string? Missing => LazyMissing.Value;

    /// <summary>To its own database, for making others.</summary>
    public static string ConnectionString => Given ?? Started.Value;

    private static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    private static string Start()
    {
        _running = Run();
        var line = FirstLineOf(_running) ?? "";
        return line.StartsWith("Host=", StringComparison.Ordinal) ? line : throw new InvalidOperationException($"PostgreSQL could not be started: {line}");
    }

    private static Process Run(params string[] arguments)
        => Process.Start(new ProcessStartInfo("bash", [Script, .. arguments]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private static string? FirstLineOf(Process process) => process.StandardOutput.ReadLine();
}
