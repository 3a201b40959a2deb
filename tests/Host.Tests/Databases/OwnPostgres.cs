using System.Diagnostics;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Tests.Databases;

/// <summary>A PostgreSQL server of one test's own, started by <c>tests/postgres</c>, which may be stopped, killed and started again without disturbing others.</summary>
internal sealed class OwnPostgres : IDisposable
{
    private readonly Process _script;

    private OwnPostgres(Process script, string connectionString) => (_script, ConnectionString) = (script, connectionString);

    /// <summary>To its own database, for making others.</summary>
    public string ConnectionString { get; }

    public static async Task<OwnPostgres> StartAsync()
    {
        var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "tests", "postgres")])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        var line = await script.StandardOutput.ReadLineAsync() ?? "";
        Assert.StartsWith("Host=", line, StringComparison.Ordinal);
        return new(script, line);
    }

    /// <summary>As an administrator does: whoever is connected is thrown out, and all is put away in order.</summary>
    public Task StopAsync() => OrderAsync("stop");

    /// <summary>As a power cut does: its processes are killed, and the next start recovers from the log.</summary>
    public Task CrashAsync() => OrderAsync("crash");

    /// <summary>On the same data and port; returns once it answers.</summary>
    public Task StartAgainAsync() => OrderAsync("start");

    public void Dispose()
    {
        _script.StandardInput.Close();
        _script.WaitForExit(TimeSpan.FromSeconds(30));
        _script.Dispose();
    }

    private async Task OrderAsync(string order)
    {
        await _script.StandardInput.WriteLineAsync(order);
        await _script.StandardInput.FlushAsync();
        Assert.Equal("done", await _script.StandardOutput.ReadLineAsync());
    }
}
