using System.Diagnostics;
using System.Text.Json;
using CaseWorkflows.Host.NightWatch;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Crashes;
using CaseWorkflows.Host.Tests.Databases;
using Xunit.Abstractions;

namespace CaseWorkflows.Host.Tests.Faults;

/// <summary>
/// The same whole life, lived by one process after the other: each is killed at a fault point, the next finds what it left and sends again what was under way.
/// Once at every second name on either database, which together are all of them; once at every name with <c>CASEWORKFLOWS_FAULT_KILLS=names</c>, at every point of every act with <c>=all</c>.
/// </summary>
public sealed class WhenTheProcessDiesAtAWrite(ITestOutputHelper report)
{
    private const int Killed = 137;
    private static readonly string? Kills = Environment.GetEnvironmentVariable("CASEWORKFLOWS_FAULT_KILLS");

    [Fact]
    public async Task The_next_one_goes_on_and_ends_where_an_undisturbed_life_ends()
    {
        using var calm = new TestStore();
        using var deadly = new TestStore();
        await LiveAsync(calm, immortal: true);

        var deaths = await LiveAsync(deadly, immortal: false);

        var difference = DatabaseDump.Difference(await DatabaseDump.OfAsync(calm), await DatabaseDump.OfAsync(deadly));
        Assert.True(difference.Length == 0, difference);
        var names = deaths.Select(death => death[(death.LastIndexOf(':') + 1)..]).ToHashSet(StringComparer.Ordinal);
        var doom = new Doom("", deadly.ConnectionString, "", Kills);
        Assert.Empty(WritingStatements.InTheSource().Except(WritingStatements.NotReached.Keys).Append(FaultPoints.BeforeCommit).Append(FaultPoints.AfterCommit).Where(doom.Strikes).Except(names, StringComparer.Ordinal));
        report.WriteLine($"{deaths.Count} processes killed at {names.Count} fault points");
    }

    /// <summary>Answers where processes died.</summary>
    private async Task<IReadOnlyList<string>> LiveAsync(TestStore store, bool immortal)
    {
        using var notes = new TemporaryFolder();
        var (progress, watch) = (new Progress(report), Stopwatch.StartNew());
        var doom = new Doom(store.Folder, store.ConnectionString, notes, Kills);
        var last = 0;
        while (true)
        {
            var (exit, output) = await RunAsync(doom, immortal);
            if (exit == 0)
            {
                return File.Exists(doom.Deaths) ? await File.ReadAllLinesAsync(doom.Deaths) : [];
            }

            Assert.True(exit == Killed && !immortal, $"Exit code {exit}.\n{output}");
            var deaths = await File.ReadAllLinesAsync(doom.Deaths);
            Assert.True(deaths.Length == last + 1, "It died where one had died before.");
            last = deaths.Length;
            if (last % 20 == 0)
            {
                progress.Say($"{watch.Elapsed.TotalSeconds:0} s: {last} processes killed, the last at {deaths[^1]}");
            }

            await using var left = await StoredTruth.OfTheDeadAsync(store);
            Assert.Empty((await left.FoundByTheNightWatchAsync()).Where(finding => !IsPlanted(finding)).Select(finding => $"after {deaths[^1]}: {finding}"));
        }
    }

    /// <summary>One act makes a state unreadable, another takes bookmarks away, and one answer is meant for nobody.</summary>
    private static bool IsPlanted(string finding) =>
        finding.Split(':')[0] is "instance-unreadable" or "bookmarks-differ" or "instance-stuck" or "task-without-bookmark" or "program-task-without-bookmark" or "answer-given-up";

    private static async Task<(int ExitCode, string Output)> RunAsync(Doom doom, bool immortal)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["TMPDIR"] = doom.Notes; // what the dead leave lying about goes with the notes
        start.ArgumentList.Add(typeof(DoomedProcess).Assembly.Location);
        start.ArgumentList.Add(JsonSerializer.Serialize(doom));
        start.ArgumentList.Add(immortal ? "immortal" : "doomed");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output + await error);
    }
}
