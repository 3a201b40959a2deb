using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Tests.Definitions;

/// <summary>Short definitions in JSON, written with single quotes.</summary>
internal static class Sample
{
    public static WorkflowDefinition Definition(string json)
    {
        var parse = Parse(json);
        Assert.True(parse.Succeeded, string.Join('\n', parse.Problems));
        return parse.Definition;
    }

    public static DefinitionParse Parse(string json) => WorkflowDefinition.Parse(Utf8(json));

    public static WorkflowDefinition WithRoot(string root) => Definition($"{{'definitionId':'d','root':{root}}}");

    public static DefinitionParse ParseRoot(string root) => Parse($"{{'definitionId':'d','root':{root}}}");

    public static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json.Replace('\'', '"'));

    public static string Text(this byte[] utf8) => Encoding.UTF8.GetString(utf8);

    public static JsonNode Node(string json) => JsonNode.Parse(Utf8(json))!;
}
