using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>The executable serving from a data folder, in a process that tests may kill and start again on the same address.</summary>
internal sealed class RunningHost(TestStore data, string workflows) : IAsyncDisposable
{
    private const int Sigterm = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3); // a machine may have more to do than this
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly HttpClient _probe = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(5) };
    private Process? _process;
    private static int _ports;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>How long each start took until the process said it was ready.</summary>
    public List<TimeSpan> StartTimes { get; } = [];

    /// <summary>Everything the processes wrote, for whoever reads a failed test.</summary>
    public string Output => string.Join('\n', _lines);

    public async Task StartAsync()
    {
        Launch();
        await ReadyAsync();
    }

    /// <summary>Starts without waiting for anything.</summary>
    public void Launch()
    {
        _process?.Dispose();
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (key, value) in data.Configuration)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        foreach (var argument in new[] { typeof(Program).Assembly.Location, "--data", data.Folder, "--workflows", workflows, "--urls", Address.GetLeftPart(UriPartial.Authority) })
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until the process says it can do its work.</summary>
    public async Task ReadyAsync()
    {
        var watch = Stopwatch.StartNew();
        while (!await SaysAsync("/health/ready"))
        {
            Assert.False(_process!.HasExited, $"The host ended by itself.\n{Output}");
            Assert.True(watch.Elapsed < Patience, $"The host was not ready after {Patience.TotalSeconds} s.\n{Output}");
            await Task.Delay(BetweenLooks);
        }

        StartTimes.Add(watch.Elapsed);
    }

    /// <summary>SIGKILL: no handler runs, nothing is put away.</summary>
    public async Task Kill9Async()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and the exit code.</summary>
    public async Task<int> StopGracefullyAsync()
    {
        Terminate();
        return await ExitCodeAsync();
    }

    /// <summary>SIGTERM, without waiting for what it brings about.</summary>
    public void Terminate() => Assert.Equal(0, Signal(_process!.Id, Sigterm));

    public async Task<int> ExitCodeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process!.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Waits until nobody listens at the address any more.</summary>
    public async Task DeafAsync()
    {
        var watch = Stopwatch.StartNew();
        while (await SaysAsync("/health/live"))
        {
            Assert.True(watch.Elapsed < Patience, "The host still listens.");
            await Task.Delay(BetweenLooks);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _probe.Dispose();
        if (_process is not null)
        {
            if (!_process.HasExited)
            {
                await Kill9Async();
            }

            _process.Dispose();
        }
    }

    private async Task<bool> SaysAsync(string path)
    {
        try
        {
            using var answer = await _probe.GetAsync(new Uri(Address, path));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            while (_lines.Count > 200)
            {
                _lines.TryDequeue(out _);
            }
        }
    }

    /// <summary>Below the range from which outgoing connections are numbered: there, a client knocking while the host is down may meet itself.</summary>
    private static int FreePort()
    {
        for (var port = 20000 + (Environment.ProcessId % 5000) + Interlocked.Increment(ref _ports); ; port++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one.
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int processId, int signal);
}
