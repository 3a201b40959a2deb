using CaseWorkflows.Engine.Tests.Execution;

namespace CaseWorkflows.Engine.Tests.Graphs;

/// <summary>Variables, inputs and outputs of a definition across a wait.</summary>
public sealed class WorkflowDataTests
{
    [Theory]
    [InlineData("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "set")]
    [InlineData("Elsa.Workflows.WorkflowStorageDriver, Elsa.Workflows.Core", "set")]
    [InlineData("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", "default")]
    [InlineData("", "default")]
    public void A_variable_survives_a_wait_when_its_driver_says_so(string driver, string after)
    {
        var run = Run.OfJson($$"""
            {'definitionId':'d','variables':[{'id':'v','name':'V','typeName':'String','value':'default','storageDriverTypeName':'{{driver}}'}],
             'root':{'id':'r','type':'Elsa.Sequence','activities':[
              {'id':'s','type':'Elsa.SetVariable','variable':{'id':'v','name':'V'},'value':{'typeName':'Object','expression':{'type':'Literal','value':'set'} } },
              {{Tell("a")}},{'id':'w','type':'Test.Wait'},{{Tell("b")}}]} }
            """).Start().Resume("w");

        Assert.Equal(["set", after], run.Lines);
    }

    [Fact]
    public void A_container_has_variables_of_its_own()
    {
        var run = Run.OfJson($$"""
            {'definitionId':'d','variables':[{'id':'v0','name':'V','value':'outer'}],
             'root':{'id':'r','type':'Elsa.Sequence','activities':[
              {'id':'f','type':'Elsa.Flowchart','variables':[{'id':'v','name':'V','value':'inner'}],'activities':[{{Tell("a")}}],'connections':[]},
              {{Tell("b").Replace("'v'", "'v0'", StringComparison.Ordinal)}}]} }
            """).Start();

        Assert.Equal(["inner", "outer"], run.Lines);
    }

    [Theory]
    [InlineData("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "given")]
    [InlineData("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", "")]
    [InlineData("", "")]
    public void An_input_survives_a_wait_when_its_driver_says_so(string driver, string after)
    {
        var run = Run.OfJson($$"""
            {'definitionId':'d','inputs':[{'name':'I','type':'String','storageDriverType':'{{driver}}'}],
             'root':{'id':'r','type':'Elsa.Sequence','activities':[
              {'id':'a','type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'Input','value':{'name':'I'} } } },
              {'id':'w','type':'Test.Wait'},
              {'id':'b','type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'Input','value':{'name':'I'} } } }]} }
            """).Start(new { I = "given", Unknown = 1 }).Resume("w");

        Assert.Equal(["given", after], run.Lines);
    }

    [Fact]
    public void What_comes_along_with_an_answer_is_input_of_that_burst_only()
    {
        var run = Run.OfJson("""
            {'definitionId':'d','root':{'id':'r','type':'Elsa.Sequence','activities':[
              {'id':'w','type':'Test.Wait'},
              {'id':'a','type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'Input','value':'outcome'}}},
              {'id':'w2','type':'Test.Wait'},
              {'id':'b','type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'Input','value':'outcome'}}}]}}
            """).Start().Resume("w", "Done").Resume("w2");

        Assert.Equal(["Done", ""], run.Lines);
    }

    [Fact]
    public void Outputs_are_bound_to_a_variable_by_id_or_to_a_workflow_output_by_name()
    {
        var run = Run.OfJson("""
            {'definitionId':'d','variables':[{'id':'v','name':'V','typeName':'Boolean','storageDriverTypeName':'WorkflowInstanceStorageDriver'}],'outputs':[{'name':'O','type':'Boolean'}],
             'root':{'id':'r','type':'Elsa.Sequence','activities':[
              {'id':'i1','type':'Elsa.If','condition':true,'result':{'typeName':'Boolean','memoryReference':{'id':'v'}}},
              {'id':'i2','type':'Elsa.If','condition':true,'result':{'typeName':'Boolean','memoryReference':{'id':'O'}}},
              {'id':'i3','type':'Elsa.If','condition':true,'result':{'typeName':'Boolean','memoryReference':{'id':'nobody'}}},
              {'id':'w','type':'Test.Wait'}]}}
            """).Start();

        Assert.Empty(run.State.Incidents);
        Assert.True((bool)run.ContextOf("Workflow1").Variables!["v"]!);
        Assert.Equal("""{"O":true}""", run.State.Output.ToJsonString());
        Assert.Equal("""{"O":true}""", run.Resume("w").State.Output.ToJsonString());
    }

    private static string Tell(string id)
        => $$"""{'id':'{{id}}','type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'Variable','value':{'id':'v','name':'V'} } } }""";
}
