using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;
using Codes = CaseWorkflows.Engine.Definitions.DefinitionProblemCodes;

namespace CaseWorkflows.Engine.Tests.Definitions;

public sealed class ParseProblemTests
{
    [Theory]
    [InlineData("", Codes.JsonBroken, 1, 1)]
    [InlineData("{'a':", Codes.JsonBroken, 1, 6)]
    [InlineData("{\n  'definitionId': 'd',\n  'root': nope\n}", Codes.JsonBroken, 3, 12)]
    [InlineData("{\r\n 'نص': x}", Codes.JsonBroken, 2, 8)]
    [InlineData("{'a':1,}", Codes.JsonBroken, 1, 8)]
    [InlineData("{} {}", Codes.JsonBroken, 1, 4)]
    [InlineData("{'a':1 /* no */}", Codes.JsonBroken, 1, 8)]
    public void Broken_json_names_the_line_and_column(string json, string code, int line, int column)
    {
        var parse = Sample.Parse(json);

        Assert.Null(parse.Definition);
        var problem = Assert.Single(parse.Problems);
        Assert.Equal((code, line, column, Severity.Error), (problem.Code, problem.Line!.Value, problem.Column!.Value, problem.Severity));
        Assert.DoesNotContain("LineNumber", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", Codes.NotAnObject, "$", 1, 1)]
    [InlineData("null", Codes.NotAnObject, "$", 1, 1)]
    [InlineData("{'root':{'id':'r','type':'T'}}", Codes.DefinitionIdMissing, "$", 1, 1)]
    [InlineData("{'definitionId':null,'root':{'id':'r','type':'T'}}", Codes.DefinitionIdMissing, "$", 1, 1)]
    [InlineData("{'DefinitionId':' ','root':{'id':'r','type':'T'}}", Codes.DefinitionIdMissing, "$.DefinitionId", 1, 17)]
    [InlineData("{'definitionId':7,'root':{'id':'r','type':'T'}}", Codes.WrongKind, "$.definitionId", 1, 17)]
    [InlineData("{'definitionId':'d'}", Codes.RootMissing, "$", 1, 1)]
    [InlineData("{'definitionId':'d',\n'root':null}", Codes.RootMissing, "$", 1, 1)]
    [InlineData("{'definitionId':'d',\n'root':[]}", Codes.RootNotAnObject, "$.root", 2, 8)]
    [InlineData("{'definitionId':'d','version':1.5,'root':{'id':'r','type':'T'}}", Codes.WrongKind, "$.version", 1, 31)]
    [InlineData("{'definitionId':'d','variables':{},'root':{'id':'r','type':'T'}}", Codes.WrongKind, "$.variables", 1, 33)]
    [InlineData("{'definitionId':'d','inputs':[1],'root':{'id':'r','type':'T'}}", Codes.WrongKind, "$.inputs", 1, 30)]
    [InlineData("{'definitionId':'d','outcomes':[1],'root':{'id':'r','type':'T'}}", Codes.WrongKind, "$.outcomes", 1, 32)]
    [InlineData("{'definitionId':'d','options':[],'root':{'id':'r','type':'T'}}", Codes.WrongKind, "$.options", 1, 31)]
    [InlineData("{'definitionId':'d','root':{'id':'r'}}", Codes.ActivityTypeMissing, "$.root", 1, 28)]
    [InlineData("{'definitionId':'d','root':{'id':'r','type':3}}", Codes.WrongKind, "$.root.type", 1, 45)]
    [InlineData("{'definitionId':'d','root':{'id':5,'type':'T'}}", Codes.WrongKind, "$.root.id", 1, 34)]
    [InlineData("{'definitionId':'d','root':{'id':'r','type':'T','version':'x'}}", Codes.WrongKind, "$.root.version", 1, 59)]
    [InlineData("{'definitionId':'d','root':{'id':'r','type':'T','activities':[\n{'id':'a'}]}}", Codes.ActivityTypeMissing, "$.root.activities[0]", 2, 1)]
    [InlineData("{'definitionId':'d','root':{'id':'r','type':'T','Activities':[\n\n 5]}}", Codes.ActivityNotAnObject, "$.root.Activities[0]", 3, 2)]
    [InlineData("{'definitionId':'d','root':{'id':'r','type':'T','branches':{'_type':'x','items':[null]}}}", Codes.ActivityNotAnObject, "$.root.branches.items[0]", 1, 82)]
    [InlineData("{'a':1,\n'b':2, 'a':3}", Codes.JsonDuplicateKey, "$.a", 2, 12)]
    [InlineData("{'x':[{'k k':1,'k k':1}]}", Codes.JsonDuplicateKey, "$.x[0]['k k']", 1, 22)]
    public void Wrong_shapes_are_errors_with_path_and_place(string json, string code, string path, int line, int column)
    {
        var parse = Sample.Parse(json);

        Assert.Null(parse.Definition);
        var problem = Assert.Single(parse.Problems);
        Assert.Equal((code, path, line, column), (problem.Code, problem.JsonPath, problem.Line!.Value, problem.Column!.Value));
        Assert.Equal(Severity.Error, problem.Severity);
    }

    [Fact]
    public void Two_activities_of_one_container_sharing_an_id_are_an_error_at_the_second()
    {
        var parse = Sample.ParseRoot("{'id':'f','type':'T','activities':[{'id':'a','type':'T'},{'Id':'a','type':'T'}]}");

        var problem = Assert.Single(parse.Problems);
        Assert.Equal((Codes.ActivityIdDuplicate, "$.root.activities[1].Id"), (problem.Code, problem.JsonPath));
        Assert.Null(parse.Definition);
    }

    [Fact]
    public void The_same_id_in_two_containers_is_fine()
    {
        var parse = Sample.ParseRoot(
            "{'id':'f','type':'T','activities':[{'id':'a','type':'T','activities':[{'id':'x','type':'T'}]},{'id':'x','type':'T'}]}");

        Assert.Empty(parse.Problems);
    }

    [Theory]
    [InlineData("{'source':{'activity':'a'},'target':{'activity':'gone'}}")]
    [InlineData("{'source':{'activity':'A'},'target':{'activity':'b'}}")]
    [InlineData("{'source':{'activity':'a'},'target':{}}")]
    [InlineData("{'source':null,'target':{'activity':'b'}}")]
    [InlineData("{'source':'a','target':'gone','sourcePort':'Done'}")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("'a'")]
    public void A_connection_with_a_missing_end_stays_in_the_json_and_leaves_the_view(string connection)
    {
        var parse = Sample.ParseRoot(
            "{'id':'f','type':'Elsa.Flowchart','activities':[{'id':'a','type':'T'},{'id':'b','type':'T'}],'connections':"
            + $"[{connection},{{'source':{{'activity':'a'}},'target':{{'activity':'b'}}}}]}}");

        Assert.True(parse.Succeeded);
        var problem = Assert.Single(parse.Problems);
        Assert.Equal((Codes.ConnectionEndMissing, Severity.Warning, "$.root.connections[0]"), (problem.Code, problem.Severity, problem.JsonPath));
        Assert.NotNull(problem.Line);
        Assert.Single(parse.Definition.Root.Connections);
        Assert.Equal(2, parse.Definition.Root.Json["connections"]!.AsArray().Count);
    }

    [Fact]
    public void An_activity_without_an_id_is_a_warning()
    {
        var parse = Sample.ParseRoot("{'type':'Elsa.Flowchart','version':1}");

        Assert.True(parse.Succeeded);
        Assert.Equal((Codes.ActivityIdMissing, Severity.Warning), (parse.Problems.Single().Code, parse.Problems.Single().Severity));
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, Codes.JsonTooDeep)]
    public void Sixty_four_levels_are_read_and_no_more(int levels, string? code)
    {
        var deep = new string('[', levels - 1) + new string(']', levels - 1);
        var parse = Sample.Parse($"{{'definitionId':'d','root':{{'id':'r','type':'T'}},'x':{deep}}}");

        Assert.Equal(code, parse.Problems.SingleOrDefault()?.Code);
        Assert.Equal(code is null, parse.Succeeded);
        _ = parse.Definition?.ToCanonicalUtf8();
    }

    [Fact]
    public void Five_megabytes_are_read_and_no_more()
    {
        var frame = Sample.Utf8("{'definitionId':'d','root':{'id':'r','type':'T'},'x':''}");
        var fits = "{\"definitionId\":\"d\",\"root\":{\"id\":\"r\",\"type\":\"T\"},\"x\":\"" + new string('x', WorkflowDefinition.MaxBytes - frame.Length) + "\"}";

        Assert.True(WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(fits)).Succeeded);
        Assert.Equal(Codes.JsonTooLarge, WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(fits + " ")).Problems.Single().Code);
    }

    [Theory]
    [InlineData("{'a':'\\ud83d'}", 6)]
    [InlineData("{'a\\udc00':1}", 2)]
    public void Half_a_surrogate_pair_is_refused_where_it_stands(string json, int column)
    {
        var problem = Assert.Single(Sample.Parse(json).Problems);

        Assert.Equal((Codes.JsonInvalidText, 1, column), (problem.Code, problem.Line!.Value, problem.Column!.Value));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_where_they_stand()
    {
        var problem = Assert.Single(WorkflowDefinition.Parse([.. "{\n\"س\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Problems);

        Assert.Equal((Codes.JsonInvalidText, 2, 6), (problem.Code, problem.Line!.Value, problem.Column!.Value));
    }

    [Fact]
    public void A_text_full_of_mistakes_reports_the_first_hundred()
    {
        var activities = string.Join(',', Enumerable.Range(0, 1000).Select(n => $"{{'id':'a{n}'}}"));
        var keys = string.Join(',', Enumerable.Repeat("'k':1", 1000));

        Assert.Equal(DefinitionParse.MaxProblems, Sample.ParseRoot($"{{'id':'r','type':'T','activities':[{activities}]}}").Problems.Count);
        Assert.Equal(DefinitionParse.MaxProblems, Sample.Parse($"{{{keys}}}").Problems.Count);
    }

    [Fact]
    public void Members_of_an_unknown_type_may_look_like_anything()
    {
        var parse = Sample.ParseRoot(
            "{'id':'r','type':'Other.Thing','version':1,'activities':{'typeName':'String','expression':{'type':'Literal','value':'x'}},'connections':7,'variables':'x','branches':true}");

        Assert.Empty(parse.Problems);
        Assert.Empty(parse.Definition!.Root.Children);
    }

    [Fact]
    public void A_node_is_read_like_text_but_without_lines()
    {
        var parse = WorkflowDefinition.Parse(Sample.Node("{'definitionId':'d','root':{'id':'r'}}"));

        var problem = Assert.Single(parse.Problems);
        Assert.Equal((Codes.ActivityTypeMissing, "$.root", null, null), (problem.Code, problem.JsonPath, problem.Line, problem.Column));
        Assert.Equal(Codes.NotAnObject, WorkflowDefinition.Parse((JsonNode?)null).Problems.Single().Code);
        Assert.Equal(Codes.JsonDuplicateKey, WorkflowDefinition.Parse(Sample.Node("{'a':1,'a':2}")).Problems.Single().Code);
        var deep = JsonNode.Parse(new string('[', 90) + new string(']', 90), documentOptions: new() { MaxDepth = 100 });
        Assert.Equal(Codes.JsonTooDeep, WorkflowDefinition.Parse(deep).Problems.Single().Code);
    }
}
