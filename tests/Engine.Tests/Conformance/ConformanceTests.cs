using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Tests.Conformance;

/// <summary>Every journal under <c>Cases</c>: its definition, given its stimuli, does exactly what it says. How to add one stands in README.md.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Journals => [.. Script.Files("*.journal")];

    public static TheoryData<string> Definitions => [.. Script.Files("*.workflow.json")];

    [Theory]
    [MemberData(nameof(Journals))]
    public void Runs_as_recorded(string journal)
    {
        var script = Script.Read(journal);

        Assert.Equal(script.Text, new Rehearsal(script).Play());
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Comes_back_unchanged(string file)
    {
        var utf8 = File.ReadAllBytes(Script.Full(file));
        var read = Script.Parse(utf8);
        var again = Script.Parse(read.ToUtf8());

        Assert.Equal(JsonNode.Parse(utf8)!.ToJsonString(), again.Json.ToJsonString()); // every member, in its order, with its numbers as written
        Assert.Equal(read.ToUtf8(), again.ToUtf8());
        Assert.Equal(read.ContentHash(), again.ContentHash());
        Assert.True(JsonNode.DeepEquals(Script.Parse(read.WithNodeIds().ToUtf8()).WithNodeIds().Json, read.WithNodeIds().Json));
    }

    [Fact]
    public void Every_definition_has_a_journal()
        => Assert.Empty(Script.Files("*.workflow.json").Except(Script.Files("*.journal").Select(file => Script.Read(file).Definition)).Except(Script.UsedByOthers()));

    [Fact]
    public void The_table_of_rules_names_every_case()
    {
        var table = File.ReadAllText(Script.Full("../README.md"), Encoding.UTF8);

        Assert.DoesNotContain(Script.Files("*.journal"), file => !table.Contains($"`{file[..^".journal".Length]}`", StringComparison.Ordinal));
    }
}
