using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Engine.Tests.Definitions;

public sealed class RoundTripProperties
{
    private static readonly Arbitrary<DefinitionGenerator.Generated> Definitions = Arb.From(DefinitionGenerator.Definition);

    [Fact]
    public void Any_definition_comes_back_whole_and_in_order() => Check.QuickThrowOnFailure(Prop.ForAll(Definitions, generated =>
    {
        var original = JsonNode.Parse(generated.Json);
        var read = Read(Encoding.UTF8.GetBytes(generated.Json));
        var again = Read(read.ToUtf8());

        Assert.True(JsonNode.DeepEquals(original, read.Json));
        Assert.True(JsonNode.DeepEquals(original, again.Json));
        Assert.Equal(original!.ToJsonString(), again.Json.ToJsonString()); // order of members and text of numbers as well
        Assert.Equal(generated.Connections, Connections(read));
        Assert.Equal(generated.Connections, Connections(again));
        Assert.Equal(read.ToUtf8(), again.ToUtf8());
    }));

    [Fact]
    public void Any_definition_hashes_alike_whatever_order_its_members_stand_in() => Check.QuickThrowOnFailure(Prop.ForAll(Definitions, generated =>
    {
        var read = Read(Encoding.UTF8.GetBytes(generated.Json));
        var turned = Read(Encoding.UTF8.GetBytes(Turned(read.Json)!.ToJsonString()));

        Assert.Equal(read.ToCanonicalUtf8(), turned.ToCanonicalUtf8());
        Assert.Equal(read.ContentHash(), turned.ContentHash());
        Assert.Equal(read.ContentHash(), Read(read.ToCanonicalUtf8()).ContentHash());
    }));

    [Fact]
    public void Any_activity_of_any_definition_has_a_line_and_a_node_id() => Check.QuickThrowOnFailure(Prop.ForAll(Definitions, generated =>
    {
        var definition = Read(Encoding.UTF8.GetBytes(generated.Json)).WithNodeIds();
        var lines = JsonLines.Index(definition.ToUtf8());

        Assert.All(definition.AllActivities(), activity => Assert.True(lines.TryFind(activity.JsonPath, out _, out _), activity.JsonPath));
        Assert.All(definition.AllActivities(), activity => Assert.Equal(JsonPathText.Of(activity.Json), activity.JsonPath));
        Assert.Equal(definition.AllActivities().Count(), definition.AllActivities().Select(activity => activity.NodeId).Distinct().Count());
        Assert.Equal(generated.Connections, Connections(definition));
    }));

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        var damaged =
            from generated in DefinitionGenerator.Definition
            from at in Gen.Choose(0, int.MaxValue)
            from with in Gen.Elements<byte>((byte)'"', (byte)'}', (byte)'[', (byte)'\\', (byte)',', 0, 0xD8, 0xFF, (byte)'n')
            let bytes = Encoding.UTF8.GetBytes(generated.Json)
            select bytes.Select((value, index) => index == at % bytes.Length ? with : value).ToArray();

        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(Gen.OneOf(damaged, ArbMap.Default.GeneratorFor<byte[]>())), bytes =>
        {
            var parse = WorkflowDefinition.Parse(bytes);

            Assert.Equal(parse.Succeeded, parse.Problems.All(problem => problem.Severity == Severity.Warning));
            Assert.All(parse.Problems, problem => Assert.True(problem is { Line: >= 1, Column: >= 1 }));
            _ = parse.Definition?.ToUtf8();
        }));
    }

    private static WorkflowDefinition Read(byte[] utf8)
    {
        var parse = WorkflowDefinition.Parse(utf8);
        Assert.True(parse.Succeeded, string.Join('\n', parse.Problems));
        return parse.Definition;
    }

    private static IEnumerable<string> Connections(WorkflowDefinition definition) => definition.AllActivities()
        .SelectMany(activity => activity.Connections)
        .Select(connection => $"{connection.SourceId}/{connection.SourcePort}>{connection.TargetId}/{connection.TargetPort}");

    private static JsonNode? Turned(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.Reverse().Select(member => KeyValuePair.Create(member.Key, Turned(member.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Turned)]),
        _ => node?.DeepClone(),
    };
}
