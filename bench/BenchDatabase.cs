using System.Diagnostics;
using CaseWorkflows.Host.Settings;
using Npgsql;

namespace CaseWorkflows.Bench;

/// <summary>Where a run keeps its data: a temporary folder, and on PostgreSQL a database of its own on a throw-away server.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("caseworkflows-bench-");
    private Process? _server;

    private BenchDatabase(string kind) => Kind = kind;

    public string Kind { get; }

    public string Folder => _folder.FullName;

    /// <summary>Null on SQLite.</summary>
    public string? ConnectionString { get; private set; }

    public string[] Settings => ConnectionString is null
        ? []
        : [$"--{HostSettings.DatabaseKey}={Postgres}", $"--{PostgresSettings.Key}={ConnectionString}", "--CaseWorkflows:KeysPassword=only for this benchmark"];

    /// <exception cref="InvalidOperationException">PostgreSQL is asked for and not there; the message says what is missing.</exception>
    public static async Task<BenchDatabase> CreateAsync(string kind)
    {
        var database = new BenchDatabase(kind);
        if (kind == Postgres)
        {
            await database.StartServerAsync();
        }

        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            server.StandardInput.Close(); // it stops when its input ends
            await server.WaitForExitAsync();
            server.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task StartServerAsync()
    {
        _server = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "tests", "postgres")) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var answer = await _server.StandardOutput.ReadLineAsync() ?? "missing: an answer";
        if (answer.StartsWith("missing:", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"There is no PostgreSQL to measure: {answer}.");
        }

        await using var connection = new NpgsqlConnection(answer);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand("CREATE DATABASE bench", connection);
        await create.ExecuteNonQueryAsync();
        ConnectionString = new NpgsqlConnectionStringBuilder(answer) { Database = "bench" }.ToString();
    }
}
