using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Tests.Execution;

namespace CaseWorkflows.Engine.Tests.Graphs;

/// <summary>What would fail in the middle of a case is found when the definition is compiled, with its line.</summary>
public sealed class CompileProblemTests
{
    [Theory]
    [InlineData("'type':'Nobody.Knows'", "unknown-activity", 4, "$.root.activities[0].type")]
    [InlineData("'type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'Liquid','value':'x'}}", "unknown-expression", 4, "$.root.activities[0].text")]
    [InlineData("'type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'CSharp','value':'x'}}", "unknown-expression", 4, "$.root.activities[0].text")]
    [InlineData("'type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'Delegate','value':'x'}}", "unknown-expression", 4, "$.root.activities[0].text")]
    [InlineData("'type':'Elsa.WriteLine',\n'text':{'typeName':'String','expression':{'type':'JavaScript','value':'1 +'}}", "bad-script", 5, "$.root.activities[0].text")]
    [InlineData("'type':'Elsa.Delay',\n\n'timeSpan':{'typeName':'TimeSpan','expression':{'type':'Literal','value':'abc'}}", "bad-input", 6, "$.root.activities[0].timeSpan")]
    [InlineData("'type':'Elsa.Delay','timeSpan':'abc'", "bad-input", 4, "$.root.activities[0].timeSpan")]
    [InlineData("'type':'Elsa.FlowJoin','mode':{'typeName':'x','expression':{'type':'Literal','value':'WaitSome'}}", "bad-input", 4, "$.root.activities[0].mode")]
    [InlineData("'type':'Elsa.FlowFork','branches':{'typeName':'x','expression':{'type':'Object','value':'[1'}}", "bad-input", 4, "$.root.activities[0].branches")]
    [InlineData("'type':'Elsa.FlowDecision','condition':{'typeName':'Boolean','expression':{'type':'Object','value':'yes'}}", "bad-input", 4, "$.root.activities[0].condition")]
    [InlineData(
        "'type':'Elsa.FlowSwitch','cases':[{'label':'A','condition':{'type':'Literal','value':true}},\n{'label':'B','condition':{'type':'JavaScript','value':'('}}]",
        "bad-script", 5, "$.root.activities[0].cases[1].condition")]
    [InlineData("'type':'Elsa.FlowSwitch','cases':[{'label':'A','condition':{'type':'Python','value':'x'}}]", "unknown-expression", 4, "$.root.activities[0].cases[0].condition")]
    [InlineData("'type':'Elsa.If','then':{'id':'t',\n'type':'Nobody.Knows'}", "unknown-activity", 5, "$.root.activities[0].then.type")]
    public void A_mistake_is_named_with_its_line(string activity, string code, int line, string path)
    {
        var compilation = Run.Compile($"{{'definitionId':'d',\n'root':{{'id':'r','type':'Elsa.Sequence',\n'activities':[\n{{'id':'a',{activity}}}]}}}}");

        var problem = Assert.Single(compilation.Problems);
        Assert.Null(compilation.Graph);
        Assert.Equal((code, Severity.Error, path, line), (problem.Code, problem.Severity, problem.JsonPath, problem.Line));
    }

    [Fact]
    public void All_mistakes_are_named_at_once()
    {
        var compilation = Run.Compile("""
            {'definitionId':'d','root':{'id':'r','type':'Elsa.Sequence','activities':[
             {'id':'a','type':'Nobody.Knows'},{'id':'b','type':'Elsa.Delay','timeSpan':'x'},{'id':'c','type':'Nobody.Knows'}]}}
            """);

        Assert.Equal(["unknown-activity", "bad-input", "unknown-activity"], compilation.Problems.Select(problem => problem.Code));
    }

    [Theory]
    [InlineData("'typeName':'Int32','value':'many'", "variable-default")]
    [InlineData("'typeName':'Nobody.Knows'", "unknown-variable-type")]
    public void A_variable_that_is_not_quite_right_is_a_warning(string variable, string code)
    {
        var compilation = Run.Compile($"{{'definitionId':'d','variables':[{{'id':'v','name':'V',{variable}}}],'root':{{'id':'w','type':'Test.Wait'}}}}");

        var problem = Assert.Single(compilation.Problems);
        Assert.NotNull(compilation.Graph);
        Assert.Equal((code, Severity.Warning), (problem.Code, problem.Severity));
    }

    [Theory]
    [InlineData("'value':''")]
    [InlineData("'value':null")]
    [InlineData("'typeName':null")]
    [InlineData("'typeName':'Object','value':'x'")]
    [InlineData("'typeName':'List<String>','value':'[]'")]
    [InlineData("'typeName':'String','isArray':true,'value':'[\\u0022a\\u0022]'")]
    public void A_variable_as_Studio_writes_it_is_no_problem(string variable)
        => Assert.Empty(Run.Compile($"{{'definitionId':'d','variables':[{{'id':'v','name':'V',{variable}}}],'root':{{'id':'w','type':'Test.Wait'}}}}").Problems);

    [Fact]
    public void Another_version_of_a_type_is_the_newest_known()
    {
        var compilation = Run.Compile("{'definitionId':'d','root':{'id':'w','type':'Test.Wait','version':9}}");

        Assert.IsType<Wait>(compilation.Graph!.FindNode("Workflow1:w")!.Activity);
    }
}
