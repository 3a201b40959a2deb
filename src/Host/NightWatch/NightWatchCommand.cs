using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using CaseWorkflows.Host.CommandLine;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.NightWatch;

/// <summary>The night watch when a person asks for it. Works beside a running service, also when it repairs.</summary>
internal static class NightWatchCommand
{
    private static readonly Option<bool> Repair = new("--repair") { Description = "Put right what can safely be put right." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the findings as a JSON array." };

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(BuildHost build)
    {
        var command = new Command("nightwatch", "Look for states that cannot be. Exit 0 only when nothing is left.") { Repair, Json };
        command.SetAction((parsed, cancellationToken) => RunAsync(build, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(BuildHost build, ParseResult parsed, CancellationToken ct)
    {
        var output = parsed.InvocationConfiguration.Output;
        await using var app = build([.. GlobalOptions.ConfigurationFrom(parsed), "--Serilog:MinimumLevel:Default=Error"], TimeProvider.System); // the findings are printed below
        if (!await app.Services.GetRequiredService<DatabaseSchema>().IsCurrentAsync(ct))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("There is no database of this version; run 'migrate' first.");
            return 1;
        }

        var watcher = app.Services.GetRequiredService<NightWatcher>();
        var findings = await watcher.RunAsync(parsed.GetValue(Repair), ct);
        await (parsed.GetValue(Json) ? output.WriteLineAsync(JsonSerializer.Serialize(findings, Readable)) : PrintAsync(watcher.Questions.Count, findings, output));
        return findings.All(finding => finding.Left == 0) ? 0 : 1;
    }

    private static async Task PrintAsync(int questions, IReadOnlyList<Finding> findings, TextWriter output)
    {
        foreach (var finding in findings)
        {
            await output.WriteLineAsync($"{finding.Code}: {finding.Found} found, {finding.Left} left");
            await output.WriteLineAsync($"  {finding.Sentence.English}\n  {finding.Sentence.Arabic}");
            await output.WriteLineAsync($"  {finding.Remedy.English}\n  {finding.Remedy.Arabic}");
            await output.WriteLineAsync($"  {string.Join(' ', finding.Ids)}{(finding.Found > finding.Ids.Count ? " …" : "")}");
        }

        await output.WriteLineAsync($"{questions} questions asked, {findings.Count} found something, {findings.Sum(finding => finding.Left)} things left.");
    }
}
