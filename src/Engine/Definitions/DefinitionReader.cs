using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>From text to a checked definition.</summary>
internal static class DefinitionReader
{
    public static DefinitionParse Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > WorkflowDefinition.MaxBytes)
        {
            var message = $"The definition is longer than {WorkflowDefinition.MaxBytes} bytes.";
            return new(null, [new(DefinitionProblemCodes.JsonTooLarge, message, null, null, null)], JsonLines.Empty());
        }

        utf8 = WithoutMark(utf8);
        var (lines, broken) = JsonScan.Read(utf8);
        if (broken.Count > 0)
        {
            return new(null, broken, lines);
        }

        if (JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { MaxDepth = WorkflowDefinition.MaxDepth }) is not JsonObject json)
        {
            return new(null, [new(DefinitionProblemCodes.NotAnObject, "A definition is a JSON object.", JsonPathText.Root, 1, 1)], lines);
        }

        Settle(json);
        var problems = DefinitionShape.Check(json)
            .Take(DefinitionParse.MaxProblems)
            .Select(problem => lines.TryFind(problem.JsonPath!, out var line, out var column) ? problem with { Line = line, Column = column } : problem)
            .ToList();
        return new(problems.Exists(problem => problem.Severity == Severity.Error) ? null : new WorkflowDefinition(json), problems, lines);
    }

    public static DefinitionParse Read(JsonNode? json)
    {
        var parse = Read(Encoding.UTF8.GetBytes(json?.ToJsonString() ?? "null"));
        return parse with { Problems = parse.Problems.Select(problem => problem with { Line = null, Column = null }).ToList(), Lines = JsonLines.Empty() };
    }

    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    /// <summary>JSON nodes are built at first access; doing it now lets several threads read one definition and meet the same nodes.</summary>
    private static void Settle(JsonNode? node)
    {
        foreach (var child in node switch { JsonObject json => json.Select(member => member.Value), JsonArray array => array, _ => [] })
        {
            Settle(child);
        }
    }
}
