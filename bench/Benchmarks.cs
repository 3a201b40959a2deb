using System.Diagnostics;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Bench;

/// <summary>The benchmarks, each complete in itself: its own database, its own floor.</summary>
internal static class Benchmarks
{
    /// <summary>Cases per second beside the disk's own floor. Two hosts only where a database can be shared.</summary>
    public static Task ThroughputAsync(string kind, int[] clients, int[] nodes, TimeSpan time) => ClientsAsync("throughput", kind, clients, nodes, time);

    /// <summary>How long one completion takes somebody who is alone, and somebody among eight.</summary>
    public static Task LatencyAsync(string kind, TimeSpan time) => ClientsAsync("latency", kind, [1, 8], [1], time);

    /// <summary>Bytes allocated and commits made for one completion.</summary>
    public static Task AllocationsAsync(string kind, TimeSpan time) => ClientsAsync("allocations", kind, [1], [1], time);

    /// <summary>What a completed case leaves in the database.</summary>
    public static Task SizeAsync(string kind, TimeSpan time) => ClientsAsync("size", kind, [8], [1], time);

    /// <summary>Pages and resumes among a great many cases.</summary>
    public static Task ScaleAsync(string kind, int cases, int tasks) => new Scale(new Report(Named("scale", kind)), kind, cases, tasks).RunAsync();

    /// <summary>The staff's pages under the hands of many.</summary>
    public static Task DeskAsync(string kind, int tasks, int people, TimeSpan time) => new Desk(new Report(Named("desk", kind)), kind, tasks, people, time).RunAsync();

    /// <summary>How long after its intake was answered a case is seen.</summary>
    public static async Task VisibleAsync(string kind, TimeSpan time)
    {
        var report = new Report(Named("visible", kind));
        await using var database = await BenchDatabase.CreateAsync(kind);
        await using var host = await BenchHost.StartAsync(database, OfficeProcedure.Definition());
        var visible = new Visible(report, host);
        await visible.MeasureAsync(1, time);
        await visible.MeasureAsync(8, time);
        report.Save();
    }

    /// <summary>The interpreter alone, on the seven tasks and on a real procedure.</summary>
    public static Task EngineAsync()
    {
        Report.Line(EngineOnly.Measure(SevenTasks.Definition().ToJsonString()));
        Report.Line(EngineOnly.Measure(File.ReadAllText(Path.Combine(Repository.Root, "workflows", "natiq", "procedure.workflow.json"))));
        return Task.CompletedTask;
    }

    /// <summary>From the start of the process to the first answer, five times, on a data folder that exists.</summary>
    public static async Task ColdStartAsync()
    {
        var report = new Report("cold-start");
        await using var database = await BenchDatabase.CreateAsync(BenchDatabase.Sqlite);
        using var client = new HttpClient();
        var (times, memory) = (new List<double>(), 0.0);
        for (var start = 0; start < 6; start++)
        {
            var watch = Stopwatch.StartNew();
            using var host = Process.Start(new ProcessStartInfo("dotnet")
            {
                ArgumentList = { Path.Combine(AppContext.BaseDirectory, "CaseWorkflows.Host.dll"), "--data", Path.Combine(database.Folder, "data"), "--urls", "http://127.0.0.1:5199" },
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            host.BeginOutputReadLine();
            host.BeginErrorReadLine();
            while (!await AnswersAsync(client))
            {
                await Task.Delay(10);
            }

            if (start > 0)
            {
                times.Add(watch.Elapsed.TotalMilliseconds); // the first one makes the database
            }

            host.Refresh();
            memory = host.WorkingSet64 / 1048576.0;
            host.Kill();
            await host.WaitForExitAsync();
        }

        times.Sort();
        report.Figure("process start to first answer, median of five", Rates.At(times, 0.5), "ms");
        report.Figure("resident after it", memory, "MB");
        report.Save();
    }

    private static string Named(string name, string kind) => kind == BenchDatabase.Sqlite ? name : $"{name}-{kind}";

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("http://127.0.0.1:5199/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task ClientsAsync(string name, string kind, int[] clients, int[] nodes, TimeSpan time)
    {
        var report = new Report(Named(name, kind));
        await using var database = await BenchDatabase.CreateAsync(kind);
        var floor = await Floor.MeasureAsync(database, time);
        report.Floor(floor);
        foreach (var count in nodes)
        {
            var hosts = new List<BenchHost>();
            for (var node = 0; node < count; node++)
            {
                hosts.Add(await BenchHost.StartAsync(database));
            }

            await new Clients(hosts).WarmUpAsync();
            foreach (var number in clients)
            {
                report.Run(kind, count, await new Clients(hosts).MeasureAsync(number, time), floor);
            }

            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }
        }

        report.Save();
    }
}
