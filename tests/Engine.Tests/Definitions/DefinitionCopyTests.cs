using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Tests.Definitions;

public sealed class DefinitionCopyTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 9, 5, 20, 570, TimeSpan.Zero);

    [Fact]
    public void A_new_identity_changes_those_members_in_place_and_no_other()
    {
        var original = Sample.Definition("{'x':1.50,'Id':'old','definitionId':'d','version':1,'isLatest':true,'createdAt':null,'root':{'id':'r','type':'T','version':1}}");
        var before = original.ToUtf8().Text();

        var copy = original.WithIdentity("new", 2, isLatest: false, isPublished: true, At);

        Assert.Equal(before, original.ToUtf8().Text());
        Assert.Equal(["x", "Id", "definitionId", "version", "isLatest", "createdAt", "root", "isPublished"], copy.Json.Select(member => member.Key));
        Assert.Equal(("new", 2, false, true, At), (copy.Id, copy.Version, copy.IsLatest, copy.IsPublished, copy.CreatedAt!.Value));
        Assert.Equal("2026-11-21T09:05:20.57+00:00", copy.Json["createdAt"]!.GetValue<string>());
        Assert.Contains("1.50", copy.ToUtf8().Text(), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(original.Json["root"], copy.Json["root"]));
        Assert.Equal(original.ContentHash(), copy.ContentHash());
    }

    [Fact]
    public void Node_ids_are_the_ids_on_the_way_from_the_workflow()
    {
        var definition = Sample.WithRoot("""
            {"type":"Elsa.Flowchart","version":1,"activities":[
              {"type":"Elsa.WriteLine","version":1,"NodeId":"stale"},
              {"id":"WriteLine1","type":"Elsa.WriteLine"},
              {"id":" ","type":"Other.WriteLine"},
              {"id":"if","type":"Elsa.If","then":{"type":"Plain","version":1}}]}
            """);

        var filled = definition.WithNodeIds();

        Assert.Equal(
            ["Workflow1:Flowchart1", "Workflow1:Flowchart1:WriteLine2", "Workflow1:Flowchart1:WriteLine1", "Workflow1:Flowchart1:WriteLine3",
                "Workflow1:Flowchart1:if", "Workflow1:Flowchart1:if:Plain1"],
            filled.AllActivities().Select(activity => activity.NodeId));
        Assert.Equal(["id", "nodeId", "type", "version", "activities"], filled.Root.Json.Select(member => member.Key));
        Assert.Equal(filled.AllActivities().Select(activity => activity.Id), filled.AllActivities().Select(activity => activity.NodeId!.Split(':')[^1]));
        Assert.Null(definition.Root.NodeId);
        Assert.Equal(filled.ToUtf8(), filled.WithNodeIds().ToUtf8());
    }
}
