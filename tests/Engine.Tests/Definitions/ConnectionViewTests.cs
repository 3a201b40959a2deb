using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Tests.Definitions;

public sealed class ConnectionViewTests
{
    [Theory]
    [InlineData("{'source':{'activity':'a','port':'Yes'},'target':{'activity':'b','port':'In2'},'vertices':[{'x':1,'y':2}]}", "Yes", "In2")]
    [InlineData("{'Source':{'Activity':'a','Port':'Yes'},'Target':{'Activity':'b','Port':'In2'}}", "Yes", "In2")]
    [InlineData("{'source':{'activity':'a','port':null},'target':{'activity':'b'}}", "Done", "In")]
    [InlineData("{'source':{'activity':'a','port':''},'target':{'activity':'b','port':' '}}", "Done", "In")]
    [InlineData("{'source':'a','target':'b','sourcePort':'Yes','targetPort':'In2'}", "Yes", "In2")]
    [InlineData("{'source':'a','target':'b','sourcePort':null}", "Done", "In")]
    [InlineData("{'SOURCE':'a','Target':'b','SourcePort':'Yes'}", "Yes", "In")]
    [InlineData("{'source':'a','target':{'activity':'b','port':'In2'},'sourcePort':'Yes'}", "Yes", "In2")]
    public void Both_forms_of_a_connection_read_alike(string connection, string sourcePort, string targetPort)
    {
        var read = Assert.Single(Flowchart($"[{connection}]").Connections);

        Assert.Equal(("a", sourcePort, "b", targetPort), (read.SourceId, read.SourcePort, read.TargetId, read.TargetPort));
        Assert.Equal("$.root.connections[0]", read.JsonPath);
    }

    [Fact]
    public void The_order_of_the_list_is_kept_across_forms_and_repeats()
    {
        var root = Flowchart("[{'source':'c','target':'a'},{'source':{'activity':'a'},'target':{'activity':'c'}},{'source':'b','target':'a'},{'source':'c','target':'a'}]");

        Assert.Equal(["c-a", "a-c", "b-a", "c-a"], root.Connections.Select(connection => $"{connection.SourceId}-{connection.TargetId}"));
    }

    [Theory]
    [InlineData("{'_type':'x','items':[{'source':'a','target':'b'}]}", "$.root.connections.items[0]")]
    [InlineData("{'$values':[{'source':'a','target':'b'}]}", "$.root.connections.$values[0]")]
    [InlineData("{'source':'a','target':'b'}", "$.root.connections")]
    public void Wrapped_and_lone_connections_are_read(string connections, string path) =>
        Assert.Equal(path, Assert.Single(Flowchart(connections).Connections).JsonPath);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{'typeName':'String'}")]
    public void Anything_else_holds_no_connections(string connections) => Assert.Empty(Flowchart(connections).Connections);

    [Fact]
    public void Connections_set_aside_for_unknown_types_are_offered_apart()
    {
        var root = Sample.WithRoot("{'id':'f','type':'T','activities':[{'id':'a','type':'T'}],'customProperties':{'notFoundConnections':[{'source':'a','target':'a'},{'source':'a','target':'z'}]}}").Root;

        Assert.Empty(root.Connections);
        Assert.Equal("a", Assert.Single(root.NotFoundConnections).TargetId);
    }

    private static ActivityDefinition Flowchart(string connections) => Sample.WithRoot(
        "{'id':'f','type':'Elsa.Flowchart','activities':[{'id':'a','type':'T'},{'id':'b','type':'T'},{'id':'c','type':'T'}],'connections':" + connections + "}").Root;
}
