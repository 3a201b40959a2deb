using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Expressions.JavaScript;

namespace CaseWorkflows.Engine.Tests.Expressions;

public class JavaScriptSurfaceTests
{
    private static readonly FakeScope Scope = new();

    public static TheoryData<string, object?> Calls => new()
    {
        { "getWorkflowDefinitionId()", "definition" },
        { "getWorkflowDefinitionVersionId()", "definition-v3" },
        { "getWorkflowDefinitionVersion()", 3L },
        { "getWorkflowInstanceId()", "instance" },
        { "getCorrelationId()", "case-7" },
        { "setCorrelationId('case-8'); getCorrelationId()", "case-8" },
        { "setCorrelationId(null); getCorrelationId()", null },
        { "getWorkflowInstanceName()", null },
        { "setWorkflowInstanceName('طلب'); getWorkflowInstanceName()", "طلب" },
        { "getVariable('Amount')", 12L },
        { "getVariable('unknown')", null },
        { "setVariable('Amount', 13); getVariable('Amount')", 13L },
        { "setVariable('Amount', 13); variables.Amount", 13L },
        { "variables.Amount = 14; getAmount()", 14L },
        { "getAmount()", 12L },
        { "setAmount(15); getAmount()", 15L },
        { "getOrderTotal()", 1.5 },
        { "variables['order-total']", 1.5 },
        { "variables.Missing === undefined", true },
        { "'Amount' in variables", true },
        { "Object.keys(variables).sort().join()", "Amount,order-total" },
        { "getInput('channel')", "phone" },
        { "getInput('Channel')", "phone" },
        { "getInput('nothing')", null },
        { "getchannel()", "phone" },
        { "getChannel()", "phone" },
        { "getOutputFrom('Committee review', 'decision')", "Approved" },
        { "getOutputFrom('Committee review')", "result" },
        { "getOutputFrom('nobody', 'x')", null },
        { "getDecisionFromCommitteeReview()", "Approved" },
        { "getLastResult()", 99L },
        { "isNullOrWhiteSpace('  ')", true },
        { "isNullOrWhiteSpace(undefined)", true },
        { "isNullOrWhiteSpace()", true },
        { "isNullOrWhiteSpace(' a ')", false },
        { "isNullOrEmpty(null)", true },
        { "isNullOrEmpty('')", true },
        { "isNullOrEmpty(' ')", false },
        { "toJson({name: 'سعاد', list: [1, 2.5, null]})", """{"name":"سعاد","list":[1,2.5,null]}""" },
        { "toJson('a')", "\"a\"" },
        { "toJson(undefined)", "null" },
        { "toJson(0/0)", "null" },
        { "toJson(variables.Amount)", "12" },
        { "parseGuid('{A1B2C3D4-0000-0000-0000-000000000001}')", "a1b2c3d4-0000-0000-0000-000000000001" },
        { "try { parseGuid('x') } catch (e) { e.message }", "\"x\" is not a GUID." },
        { "newGuid()", "00000001-1234-5678-0102-030405060708" },
        { "newGuidString()", "00000001-1234-5678-0102-030405060708" },
        { "getGuidString()", "00000001-1234-5678-0102-030405060708" },
        { "newGuid() === newGuid()", false },
        { "newShortGuid()", "AQAAADQSeFYBAgMEBQYHCA" },
        { "getShortGuid()", "AQAAADQSeFYBAgMEBQYHCA" },
        { "bytesToString([216, 179])", "س" },
        { "bytesFromString('س').join()", "216,179" },
        { "bytesToBase64([1, 2, 255])", "AQL/" },
        { "bytesFromBase64('AQL/').join()", "1,2,255" },
        { "stringToBase64('سلام')", "2LPZhNin2YU=" },
        { "stringFromBase64('2LPZhNin2YU=')", "سلام" },
        { "try { stringFromBase64('?') } catch (e) { e.message }", "The text is not Base64." },
        { "try { bytesToString([256]) } catch (e) { e.message }", "A byte is a whole number from 0 to 255." },
        { "variables.Amount > 10 && getInput('channel') == 'phone'", true },
        { "return variables.Amount", 12L },
        { "if (variables.Amount > 10) { return 'large'; } return 'small';", "large" },
        { "this.getVariable('Amount')", 12L },
        { "typeof getConfig", "undefined" },
        { "typeof System + typeof importNamespace", "undefinedundefined" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_script_sees_the_workflow(string script, object? expected) => Assert.Equal(expected, JavaScriptEvaluator.Evaluate(script, World()));

    [Fact]
    public void Every_function_of_the_surface_is_called_by_the_table()
    {
        var called = string.Join('\n', Calls.Select(row => (string)row[0]));
        Assert.All(Surface.Names, name => Assert.Contains(name + "(", called, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("variables.Amount = 13", "Amount")]
    [InlineData("variables.Amount = 12", "")]
    [InlineData("variables.Amount++; variables.Amount--", "")]
    [InlineData("setVariable('Amount', 12)", "Amount")]
    [InlineData("variables.Amount > 1", "")]
    [InlineData("variables.Fresh = 'x'", "Fresh")]
    [InlineData("delete variables.Amount", "")]
    [InlineData("variables.Amount = undefined", "Amount")]
    public void Only_changed_variables_are_written_back(string script, string written)
    {
        var scope = World();
        JavaScriptEvaluator.Evaluate(script, scope);
        Assert.Equal(written, string.Join(',', scope.Writes));
    }

    [Fact]
    public void Changing_the_inside_of_an_object_variable_writes_it_back_by_value()
    {
        var before = JsonNode.Parse("""{"lines":[{"price":1}]}""");
        var scope = new FakeScope { Variables = { ["Order"] = before, ["Other"] = JsonNode.Parse("""{"a":1}""") } };

        JavaScriptEvaluator.Evaluate("variables.Other.a; variables.Order.lines[0].price = 2; getOrder().lines.push(7)", scope);

        Assert.Equal(["Order"], scope.Writes);
        Assert.Equal("""{"lines":[{"price":2},7]}""", ((JsonObject)scope.Variables["Order"]!).ToJsonString());
        Assert.Equal("""{"lines":[{"price":1}]}""", before!.ToJsonString());
    }

    [Fact]
    public void A_script_that_fails_changes_nothing()
    {
        var scope = World();
        Assert.Throws<ScriptException>(() => JavaScriptEvaluator.Evaluate(
            "setVariable('Amount', 1); variables.Amount = 2; setCorrelationId('x'); setWorkflowInstanceName('y'); nowhere()", scope));
        Assert.Empty(scope.Writes);
        Assert.Equal(("case-7", null), (scope.CorrelationId, scope.WorkflowInstanceName));
    }

    [Fact]
    public void Correlation_id_and_instance_name_arrive_after_the_script()
    {
        var scope = World();
        JavaScriptEvaluator.Evaluate("setCorrelationId('case-9'); setWorkflowInstanceName('Case 9')", scope);
        Assert.Equal(("case-9", "Case 9"), (scope.CorrelationId, scope.WorkflowInstanceName));
    }

    [Fact]
    public void A_variable_the_script_does_not_mention_is_not_fetched()
    {
        var scope = World();
        JavaScriptEvaluator.Evaluate("variables.Amount + variables.Amount", scope);
        Assert.Equal(1, scope.Reads);
    }

    [Fact]
    public void A_variable_named_like_a_function_does_not_replace_it()
    {
        var scope = new FakeScope { Variables = { ["CorrelationId"] = "variable" } };
        Assert.Equal("case-7variable", JavaScriptEvaluator.Evaluate("getCorrelationId() + variables.CorrelationId", scope));
    }

    [Fact]
    public void The_caller_may_add_functions_of_its_own()
    {
        var outcomes = new List<object?>();
        var own = new Dictionary<string, HostFunction>(StringComparer.Ordinal) { ["setOutcome"] = a => { outcomes.Add(a[0]); return a.Count; } };
        Assert.Equal(1L, JavaScriptEvaluator.Evaluate("setOutcome('Done')", Scope, functions: own));
        Assert.Equal(["Done"], outcomes);
    }

    private static FakeScope World() => new()
    {
        Variables = { ["Amount"] = 12m, ["order-total"] = 1.5 },
        Inputs = { ["channel"] = "phone" },
        Outputs = { [("Committee review", "decision")] = "Approved", [("Committee review", null)] = "result" },
        LastResult = 99,
    };
}
