using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Definitions.Differences;

namespace CaseWorkflows.Host.Definitions;

/// <summary>Tells two definition files apart as a designer would, not line by line.</summary>
internal static class DefinitionsDiffCommand
{
    private static readonly Argument<FileInfo> Before = new("a") { Description = "The older definition file." };

    private static readonly Argument<FileInfo> After = new("b") { Description = "The newer one." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the difference as JSON." };

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var diff = new Command("diff", "Say what is different in b: steps added, removed, moved or set otherwise, and lines drawn anew. Exit code 0 when both could be read.") { Before, After, Json };
        diff.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(Before), parsed.GetRequiredValue(After), parsed.GetValue(Json), parsed.InvocationConfiguration, ct));
        return diff;
    }

    private static async Task<int> RunAsync(FileInfo before, FileInfo after, bool asJson, InvocationConfiguration streams, CancellationToken ct)
    {
        if (await ReadAsync(before, streams.Error, ct) is not { } older || await ReadAsync(after, streams.Error, ct) is not { } newer)
        {
            return 1;
        }

        var difference = DefinitionDifference.Between(older, newer);
        await streams.Output.WriteLineAsync(asJson ? JsonSerializer.Serialize(difference, Form) : string.Join('\n', DifferenceText.Lines(difference)));
        return 0;
    }

    private static async Task<WorkflowDefinition?> ReadAsync(FileInfo file, TextWriter errors, CancellationToken ct)
    {
        try
        {
            var parse = WorkflowDefinition.Parse(await File.ReadAllBytesAsync(file.FullName, ct));
            foreach (var problem in parse.Succeeded ? [] : parse.Problems)
            {
                await errors.WriteLineAsync($"{file}{(problem.Line is { } line ? $":{line}" : "")}: {problem.Code}: {problem.Message}");
            }

            return parse.Definition;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{file}: unreadable: {refused.Message}");
            return null;
        }
    }
}
