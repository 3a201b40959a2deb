using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Tests.Execution;

namespace CaseWorkflows.Engine.Tests.Graphs;

/// <summary>Inputs as definitions hold them, from the JSON to the value an activity reads.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("{'typeName':'String','expression':{'type':'Literal','value':'أ'}}", "أ")]
    [InlineData("{'typeName':null,'expression':{'type':'Literal','value':'a'}}", "a")] // as Studio saves what it knows no type of
    [InlineData("{'expression':{'type':'Literal','value':'a'}}", "a")] // Elsa reads this as null; we run it
    [InlineData("{'typeName':'String','expression':{'type':null,'value':'a'}}", "a")]
    [InlineData("{'typeName':'String','expression':{'type':'','value':'a'}}", "a")]
    [InlineData("{'typeName':'String','expression':{'value':'a'}}", "a")]
    [InlineData("{'typeName':'String','expression':{'type':'Literal','value':null}}", "")]
    [InlineData("{'typeName':'String','expression':{'type':'Literal'}}", "")]
    [InlineData("{'typeName':'String'}", "")]
    [InlineData("{}", "")]
    [InlineData("null", "")]
    [InlineData("'bare'", "bare")]
    [InlineData("7", "7")]
    [InlineData("true", "true")]
    [InlineData("{'typeName':'String','expression':{'type':'Literal','value':7.50}}", "7.50")]
    [InlineData("{'typeName':'String','expression':{'type':'Literal','value':true}}", "true")]
    [InlineData("{'typeName':'String','expression':{'type':'Literal','value':{'a':[1]}}}", "{\"a\":[1]}")]
    [InlineData("{'typeName':'String','expression':{'type':'Object','value':'plain'}}", "plain")]
    [InlineData("{'typeName':'String','expression':{'type':'JavaScript','value':'1 + 1'}}", "2")]
    [InlineData("{'typeName':'String','expression':{'type':'JavaScript','value':'return getInput(\\'I\\')'}}", "in")]
    [InlineData("{'typeName':'String','expression':{'type':'JavaScript','value':'getI() + getInput(\\'I\\')'}}", "inin")]
    [InlineData("{'typeName':'String','expression':{'type':'JavaScript','value':'getNotGiven() === null'}}", "true")] // declared is enough
    [InlineData("{'typeName':'String','expression':{'type':'JavaScript','value':'variables.V + getV()'}}", "varvar")]
    [InlineData("{'typeName':'String','expression':{'type':'JavaScript','value':'getWorkflowInstanceId() + getWorkflowDefinitionId()'}}", "id")]
    [InlineData("{'typeName':'String','expression':{'type':'JavaScript','value':''}}", "")]
    [InlineData("{'typeName':'String','expression':{'type':'Variable','value':{'id':'v','name':'V','typeName':'String'}}}", "var")]
    [InlineData("{'typeName':'String','expression':{'type':'Variable','value':'v'}}", "var")]
    [InlineData("{'typeName':'String','expression':{'type':'Variable','value':'{\\u0022Id\\u0022:\\u0022v\\u0022}'}}", "var")]
    [InlineData("{'typeName':'String','expression':{'type':'Input','value':{'name':'I','type':'String'}}}", "in")]
    [InlineData("{'typeName':'String','expression':{'type':'Input','value':'I'}}", "in")]
    [InlineData("{'typeName':'String','expression':{'type':'Input','value':'{\\u0022Name\\u0022:\\u0022I\\u0022}'}}", "in")]
    [InlineData("{'typeName':'String','expression':{'type':'Input','value':'Unknown'}}", "")]
    public void A_text_input(string input, string text)
    {
        var run = WithText(input).Start(new { I = "in" });

        Assert.Empty(run.State.Incidents);
        Assert.Equal([text], run.Lines);
    }

    [Theory]
    [InlineData("Int32", "42", "42")]
    [InlineData("Int32", "' 42 '", "42")]
    [InlineData("Int32", "'-7'", "-7")]
    [InlineData("Int32", "''", "0")]
    [InlineData("Int32", "null", "0")]
    [InlineData("Int32?", "''", "null")]
    [InlineData("Int64", "9007199254740993", "9007199254740993")]
    [InlineData("Int64", "'9223372036854775807'", "9223372036854775807")]
    [InlineData("Decimal", "'3.50'", "3.50")]
    [InlineData("Decimal", "3.50", "3.50")]
    [InlineData("Double", "'1.5'", "1.5")]
    [InlineData("Double", "2", "2")]
    [InlineData("Boolean", "'True'", "true")]
    [InlineData("Boolean", "false", "false")]
    [InlineData("String", "''", "\"\"")]
    [InlineData("String", "5", "\"5\"")]
    [InlineData("Object", "'5'", "\"5\"")]
    [InlineData("Object", "''", "\"\"")]
    [InlineData("Object", "5", "5")]
    [InlineData("Object", "[1,'a']", "[1,\"a\"]")]
    [InlineData("TimeSpan", "'14.00:00:00'", "\"14.00:00:00\"")]
    [InlineData("TimeSpan", "'01:30:00'", "\"01:30:00\"")]
    [InlineData("DateTimeOffset", "'2026-03-01T08:00:00+03:00'", "\"2026-03-01T08:00:00+03:00\"")]
    [InlineData("DateTimeOffset", "'2026-03-01'", "\"2026-03-01T00:00:00+00:00\"")] // no zone is UTC
    [InlineData("DateTime", "'2026-03-01T08:00:00Z'", "\"2026-03-01T08:00:00Z\"")]
    [InlineData("Guid", "'8A2D1A1E-0000-4000-8000-000000000001'", "\"8a2d1a1e-0000-4000-8000-000000000001\"")]
    [InlineData("ByteArray", "'AQI='", "\"AQI=\"")]
    [InlineData("List<String>", "'[\\u0022a\\u0022,\\u0022b\\u0022]'", "[\"a\",\"b\"]")]
    [InlineData("List<String>", "['a','b']", "[\"a\",\"b\"]")]
    [InlineData("List<String>", "'a'", "[\"a\"]")]
    [InlineData("Int32[]", "'[1,2]'", "[1,2]")]
    [InlineData("JsonObject", "'{\\u0022a\\u0022:1.0}'", "{\"a\":1.0}")]
    [InlineData("JsonObject", "{'a':1.0}", "{\"a\":1.0}")]
    [InlineData("ObjectDictionary", "{'a':1}", "{\"a\":1}")]
    public void A_value_becomes_what_its_variable_is(string type, string value, string kept)
    {
        var run = Run.OfJson($$"""
            {'definitionId':'d','variables':[{'id':'v','name':'V','typeName':'{{type}}','storageDriverTypeName':'WorkflowInstanceStorageDriver'}],
             'root':{'id':'r','type':'Elsa.Sequence','activities':[
              {'id':'s','type':'Elsa.SetVariable','variable':{'id':'v'},'value':{'typeName':'Object','expression':{'type':'Literal','value':{{value}} } } },
              {'id':'w','type':'Test.Wait'}]} }
            """).Start();

        Assert.Empty(run.State.Incidents);
        Assert.Equal(kept, Unescaped(run.ContextOf("Workflow1").Variables!["v"]));
    }

    [Theory]
    [InlineData("Int32", "'1.5'")]
    [InlineData("Int32", "'1,5'")]
    [InlineData("Int32", "'٤٢'")]
    [InlineData("Int32", "99999999999")]
    [InlineData("Boolean", "'yes'")]
    [InlineData("TimeSpan", "'abc'")]
    [InlineData("DateTimeOffset", "'31/12/2026'")]
    [InlineData("Guid", "'x'")]
    [InlineData("List<Int32>", "'a'")]
    [InlineData("JsonObject", "'{'")]
    public void A_value_that_cannot_be_one_is_an_incident_that_names_it(string type, string value)
    {
        var run = Run.OfJson($$"""
            {'definitionId':'d','variables':[{'id':'v','name':'V','typeName':'{{type}}'}],
             'root':{'id':'s','type':'Elsa.SetVariable','variable':{'id':'v'},'value':{'typeName':'Object','expression':{'type':'Literal','value':{{value}} } } } }
            """).Start();

        Assert.Contains(value.Trim('\''), Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_sees_outputs_of_the_same_burst_only()
    {
        var run = Run.OfJson("""
            {'definitionId':'d','root':{'id':'r','type':'Elsa.Sequence','activities':[
              {'id':'i','name':'Choice','type':'Elsa.If','condition':{'typeName':'Boolean','expression':{'type':'Literal','value':true}}},
              {'id':'l1','type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'JavaScript','value':'getOutputFrom("Choice") + "," + getOutputFrom("i", "Result") + "," + getResultFromChoice() + "," + getLastResult()'}}},
              {'id':'w','type':'Test.Wait'},
              {'id':'l2','type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'JavaScript','value':'"" + getOutputFrom("Choice")'}}}]}}
            """.Replace("\"", "\\u0022", StringComparison.Ordinal)).Start().Resume("w");

        Assert.Equal(["true,true,true,true", "null"], run.Lines);
    }

    [Fact]
    public void A_script_that_fails_is_an_incident()
    {
        var run = WithText("{'typeName':'String','expression':{'type':'JavaScript','value':'nobody.home'}}").Start();

        Assert.Contains("nobody", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_script_writes_to_variables_stays()
    {
        var run = Run.OfJson("""
            {'definitionId':'d','variables':[{'id':'v','name':'V','typeName':'Int32','value':'1','storageDriverTypeName':'WorkflowInstanceStorageDriver'}],
             'root':{'id':'r','type':'Elsa.Sequence','activities':[
              {'id':'l','type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'JavaScript','value':'variables.V = variables.V + 1; setVariable(\'V\', variables.V + 1); \'\''}}},
              {'id':'w','type':'Test.Wait'},
              {'id':'l2','type':'Elsa.WriteLine','text':{'typeName':'String','expression':{'type':'Variable','value':{'id':'v'}}}}]}}
            """.Replace("\\'", "\\u0027", StringComparison.Ordinal)).Start().Resume("w");

        Assert.Empty(run.State.Incidents);
        Assert.Equal("3", run.Lines.Last());
    }

    [Fact]
    public void An_activity_cannot_change_the_definition_it_shares()
    {
        var run = Run.OfJson("""
            {'definitionId':'d','variables':[{'id':'v','name':'V','typeName':'JsonObject'}],
             'root':{'id':'r','type':'Elsa.Sequence','activities':[
              {'id':'e1','type':'Elsa.PublishEvent','eventName':'x','payload':{'typeName':'Object','expression':{'type':'Literal','value':{'a':1}}}}]}}
            """);
        var input = ((Activities.PublishEvent)run.Graph.FindNode("Workflow1:r:e1")!.Activity).Payload;

        run.Start();
        var first = (JsonObject)ExpressionEvaluator.Evaluate(input.Expression, typeof(object), null!)!;
        first["a"] = 2;

        Assert.Equal("""{"a":1}""", ((JsonObject)ExpressionEvaluator.Evaluate(input.Expression, typeof(object), null!)!).ToJsonString());
    }

    [Theory]
    [InlineData("'WaitAll'")]
    [InlineData("'waitall'")]
    [InlineData("1")]
    public void An_enum_is_given_by_name_or_number(string mode)
    {
        var run = Run.OfJson($$"""
            {'definitionId':'d','root':{'id':'f','type':'Elsa.Flowchart',
             'activities':[{'id':'a','type':'Test.Probe'},{'id':'b','type':'Test.Wait'},{'id':'c','type':'Test.Wait'},
              {'id':'j','type':'Elsa.FlowJoin','mode':{'typeName':'Elsa.Workflows.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core','expression':{'type':'Literal','value':{{mode}} } } }],
             'connections':[{'source':{'activity':'a'},'target':{'activity':'b'} },{'source':{'activity':'a'},'target':{'activity':'c'} },
              {'source':{'activity':'b'},'target':{'activity':'j'} },{'source':{'activity':'c'},'target':{'activity':'j'} }]} }
            """).Start().Resume("b");

        Assert.Equal("a ?b ?c b", run.Trace);
        Assert.EndsWith("c j", run.Resume("c").Trace, StringComparison.Ordinal);
    }

    private static string Unescaped(JsonNode? node) => node is null ? "null" : node.ToJsonString(JsonValues.Options);

    private static Run WithText(string input) => Run.OfJson($$"""
        {'definitionId':'d','name':'n','variables':[{'id':'v','name':'V','typeName':'String','value':'var'}],'inputs':[{'name':'I','type':'String'},{'name':'NotGiven','type':'String'}],
         'root':{'id':'l','type':'Elsa.WriteLine','text':{{input}} } }
        """);
}
