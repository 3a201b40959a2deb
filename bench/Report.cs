using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Bench;

/// <summary>What a benchmark prints, and leaves in <c>bench/results</c> for whoever compares.</summary>
internal sealed class Report(string name)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private readonly JsonObject _result = new() { ["name"] = name, ["processors"] = Environment.ProcessorCount };

    public void Floor(Rates floor)
    {
        _result["floor"] = new JsonObject
        {
            ["casesPerSecond"] = Math.Round(floor.CasesPerSecond, 1), ["commitP50Ms"] = Math.Round(floor.P50, 3), ["commitP99Ms"] = Math.Round(floor.P99, 3),
        };
        Line(FormattableString.Invariant($"floor       {floor.CasesPerSecond,8:0.0} cases/s   commit p50 {floor.P50:0.00} ms, p99 {floor.P99:0.00} ms"));
    }

    public void Run(string database, int nodes, ClientRun run, Rates floor)
    {
        Add("runs", new JsonObject
        {
            ["database"] = database,
            ["nodes"] = nodes,
            ["clients"] = run.Clients,
            ["casesPerSecond"] = Math.Round(run.Rates.CasesPerSecond, 1),
            ["shareOfFloor"] = Math.Round(run.Rates.CasesPerSecond / floor.CasesPerSecond, 3),
            ["resumeP50Ms"] = Math.Round(run.Rates.P50, 3),
            ["resumeP95Ms"] = Math.Round(run.Rates.P95, 3),
            ["resumeP99Ms"] = Math.Round(run.Rates.P99, 3),
            ["allocatedBytesPerResume"] = run.AllocatedBytesPerResume,
            ["commitsPerResume"] = Math.Round(run.CommitsPerResume, 3),
            ["bytesPerCase"] = run.BytesPerCase,
            ["cpuMicrosecondsPerResume"] = Math.Round(run.CpuMicrosecondsPerResume),
        });
        Line(FormattableString.Invariant(
            $"{run.Clients,2} clients {nodes} node{(nodes == 1 ? " " : "s")} {run.Rates.CasesPerSecond,8:0.0} cases/s = {run.Rates.CasesPerSecond / floor.CasesPerSecond,4:P0} of the floor   resume p50 {run.Rates.P50:0.00}, p95 {run.Rates.P95:0.00}, p99 {run.Rates.P99:0.00} ms   {run.AllocatedBytesPerResume / 1024} KB and {run.CommitsPerResume:0.00} commits a resume   {run.BytesPerCase / 1024.0:0.0} KB a case   {run.CpuMicrosecondsPerResume:0} µs processor"));
    }

    /// <summary>A figure of its own, with its unit in its name.</summary>
    public void Figure(string what, double value, string unit)
    {
        Add("figures", new JsonObject { ["what"] = what, ["value"] = Math.Round(value, 3), ["unit"] = unit });
        Line(FormattableString.Invariant($"{what,-60} {value,10:0.00} {unit}"));
    }

    /// <summary>Three figures of one thing that was done many times, in milliseconds. The list is sorted.</summary>
    public void Times(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        var (p50, p95, p99) = (Rates.At(milliseconds, 0.5), Rates.At(milliseconds, 0.95), Rates.At(milliseconds, 0.99));
        foreach (var (name, value) in new[] { ("p50", p50), ("p95", p95), ("p99", p99) })
        {
            Add("figures", new JsonObject { ["what"] = $"{what}, {name}", ["value"] = Math.Round(value, 3), ["unit"] = "ms" });
        }

        Line(FormattableString.Invariant($"{what,-60} p50 {p50,8:0.00}   p95 {p95,8:0.00}   p99 {p99,8:0.00} ms"));
    }

    public static void Line(string text) => Console.WriteLine(text);

    public void Save()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "bench", "results")).FullName;
        File.WriteAllText(Path.Combine(folder, name + ".json"), _result.ToJsonString(Readable) + "\n");
        Line($"bench/results/{name}.json");
    }

    private void Add(string list, JsonObject entry)
    {
        if (_result[list] is not JsonArray entries)
        {
            _result[list] = entries = [];
        }

        entries.Add(entry);
    }
}
