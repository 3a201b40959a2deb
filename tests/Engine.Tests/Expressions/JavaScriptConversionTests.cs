using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Expressions.JavaScript;

namespace CaseWorkflows.Engine.Tests.Expressions;

public class JavaScriptConversionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(3));

    public static TheoryData<object?, string, object?> Inward => new()
    {
        { null, "v === null", true },
        { "نص", "v + typeof v", "نصstring" },
        { true, "v === true", true },
        { 5, "v === 5", true },
        { 5L, "v / 2", 2.5 },
        { 2.5m, "v * 2", 5L },
        { 0.5f, "v", 0.5 },
        { Noon, "v instanceof Date && v.getTime() === Date.UTC(2026, 10, 21, 9)", true },
        { Noon, "v", Noon.ToUniversalTime() },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "v.toISOString()", "2026-01-02T03:04:05.000Z" },
        { new DateOnly(2026, 1, 2), "v", "2026-01-02" },
        { TimeSpan.FromDays(14), "v", TimeSpan.FromDays(14) },
        { TimeSpan.FromHours(36), "v > 3600000 && v.TotalHours === 36 && v.totalDays === 1.5", true },
        { TimeSpan.FromDays(14), "String(v)", "14.00:00:00" },
        { TimeSpan.FromDays(14), "new Date(Date.UTC(2026, 0, 1) + +v)", new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero) },
        { Guid.Empty, "v", "00000000-0000-0000-0000-000000000000" },
        { DayOfWeek.Friday, "v === 'Friday'", true },
        { new List<string> { "a", "b" }, "Array.isArray(v) && v.length === 2 && v.join('-')", "a-b" },
        { new[] { 7 }, "v.length === 1 && v[0]", 7L },
        { new byte[] { 1, 255 }, "v.join()", "1,255" },
        { new Dictionary<string, int>(StringComparer.Ordinal) { ["x"] = 1 }, "v.x", 1L },
        { JsonNode.Parse("""{"a":{"b":[1,"x",null,true,1.5]}}"""), "v.a.b[1] + v.a.b.length + (v.a.b[2] === null)", "x5true" },
        { JsonSerializer.SerializeToElement(new { a = 1 }), "v.a", 1L },
        { JsonValue.Create(Guid.Empty), "v", "00000000-0000-0000-0000-000000000000" },
        { new Applicant("سعاد", DayOfWeek.Friday), "v.fullName + v.day", "سعادFriday" },
    };

    public static TheoryData<string, object?> Outward => new()
    {
        { "", null },
        { "undefined", null },
        { "null", null },
        { "1", 1L },
        { "-0", 0L },
        { "1.0", 1L },
        { "0.1 + 0.2", 0.1 + 0.2 },
        { "Math.pow(2, 53)", 9007199254740992L },
        { "Math.pow(2, 54)", 18014398509481984d },
        { "1/0", double.PositiveInfinity },
        { "'x'", "x" },
        { "new String('x')", "x" },
        { "new Number(3)", 3L },
        { "new Boolean(false)", false },
        { "/a+/gi", "/a+/gi" },
        { "new Date(NaN)", null },
        { "new Date(0)", DateTimeOffset.UnixEpoch },
    };

    public static TheoryData<string, string> Trees => new()
    {
        { "[]", "[]" },
        { "[1, , undefined, function () {}]", "[1,null,null,null]" },
        { "({a: 1, b: undefined, c: function () {}, d: 0/0, e: new Date(0), f: [{g: 'ض'}]})", """{"a":1,"d":null,"e":"1970-01-01T00:00:00.000Z","f":[{"g":"ض"}]}""" },
        { "JSON.parse('{\"a\":[1]}')", """{"a":[1]}""" },
        { "({d: new Error('no')})", """{"d":"Error: no"}""" },
        { "function P() { this.a = 1; } P.prototype.b = 2; new P()", """{"a":1}""" },
    };

    [Theory]
    [MemberData(nameof(Inward))]
    public void A_value_comes_in(object? value, string script, object? expected) =>
        Assert.Equal(expected, Evaluate($"var v = variables.v; {script}", value));

    [Theory]
    [MemberData(nameof(Outward))]
    public void A_value_goes_out(string script, object? expected) => Assert.Equal(expected, Evaluate(script));

    [Theory]
    [MemberData(nameof(Trees))]
    public void An_object_goes_out_as_json(string script, string expected) =>
        Assert.Equal(JsonNode.Parse(expected), Assert.IsAssignableFrom<JsonNode>(Evaluate(script)), JsonNode.DeepEquals);

    [Theory]
    [MemberData(nameof(Inward))]
    public void A_value_only_looked_at_is_not_written_back(object? value, string script, object? expected)
    {
        var scope = new FakeScope { Variables = { ["v"] = value } };
        Assert.Equal(expected, JavaScriptEvaluator.Evaluate($"var v = variables.v; variables.v = v; {script}", scope));
        Assert.Empty(scope.Writes);
    }

    [Theory]
    [InlineData("var a = {}; a.a = a; a", "contains itself")]
    [InlineData("var a = []; a.push(a); variables.x = a; 1", "contains itself")]
    [InlineData("getVariable", "brackets")]
    [InlineData("variables.x = function () {}; 1", "Variable x")]
    [InlineData("new Date(8e15)", "years 1 to 9999")]
    public void A_value_that_cannot_go_out_is_explained(string script, string explanation) =>
        Assert.Contains(explanation, Assert.Throws<ScriptException>(() => Evaluate(script)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("(1234.5).toLocaleString()")]
    [InlineData("'' + 1234.5")]
    [InlineData("new Date(0).toLocaleDateString()")]
    [InlineData("function f() { return String(new Date(0)) + 0.5; } f()")]
    [InlineData("'I'.toLowerCase() + 'i'.toLocaleUpperCase()")]
    public void The_machines_culture_makes_no_difference(string script)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var answers = new[] { "", "ar-SA", "tr-TR", "de-DE" }.Select(name =>
            {
                CultureInfo.CurrentCulture = new CultureInfo(name);
                var answer = Evaluate(script);
                Assert.Equal(name, CultureInfo.CurrentCulture.Name);
                return answer;
            });
            Assert.Single(answers.Distinct());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static object? Evaluate(string script, object? v = null) =>
        JavaScriptEvaluator.Evaluate(script, new FakeScope { Variables = { ["v"] = v } });

    private sealed record Applicant(string FullName, DayOfWeek Day);
}
