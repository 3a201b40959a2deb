using CaseWorkflows.Engine.Expressions.JavaScript;

namespace CaseWorkflows.Engine.Tests.Expressions;

public class JavaScriptIsolationTests
{
    [Theory]
    [InlineData("new Date().toISOString()", "2026-11-21T07:30:00.250Z")]
    [InlineData("Date.now()", 1795246200250L)]
    [InlineData("+new Date() === Date.now()", true)]
    [InlineData("Date().indexOf('2026') > 0", true)]
    [InlineData("Date.parse('2026-11-21')", 1795219200000L)]
    [InlineData("Date.parse('2026-11-21T10:30:00+03:00')", 1795246200000L)]
    [InlineData("Date.parse('2026-11-21T07:30:00.250Z')", 1795246200250L)]
    [InlineData("Date.parse('2026-11-21T07:30')", 1795246200000L)]
    [InlineData("new Date(new Date(0).toString()).getTime()", 0L)]
    [InlineData("new Date(new Date(0).toUTCString()).getTime()", 0L)]
    [InlineData("isNaN(Date.parse('10:00')) && isNaN(new Date('5 March'))", true)]
    [InlineData("new Date(2026, 0, 1).getHours() + new Date().getTimezoneOffset()", 0L)]
    public void Time_is_the_scopes(string script, object expected) => Assert.Equal(expected, JavaScriptEvaluator.Evaluate(script, new FakeScope()));

    [Theory]
    [InlineData("Math.random() + ' ' + Math.random() + ' ' + newGuid() + Date.now()")]
    [InlineData("function f() { return [Math.random(), newShortGuid()].join(); } f() + f()")]
    public void The_same_scope_gives_the_same_result_twice(string script) =>
        Assert.Equal(JavaScriptEvaluator.Evaluate(script, new FakeScope()), JavaScriptEvaluator.Evaluate(script, new FakeScope()));

    [Fact]
    public void Chance_stays_between_zero_and_one_and_does_not_repeat()
    {
        var script = "var seen = {}, bad = 0; for (var i = 0; i < 500; i++) { var r = Math.random(); if (!(r >= 0 && r < 1) || seen[r]) { bad++; } seen[r] = true; } bad";
        Assert.Equal(0L, JavaScriptEvaluator.Evaluate(script, new FakeScope()));
    }

    [Theory]
    [InlineData("leak = (typeof leak === 'undefined' ? 0 : leak) + 1")]
    [InlineData("this.leak = (this.leak || 0) + 1")]
    [InlineData("var p = Array.prototype; p.leak = (p.leak || 0) + 1; p.leak")]
    [InlineData("function g(r) { r.leak = (r.leak || 0) + 1; return r.leak; } g(/x/)")]
    [InlineData("function g(r) { r.test('xx'); return r.lastIndex; } g(/x/g)")]
    [InlineData("function g(a) { arguments[0]++; return arguments[0]; } g(0)")]
    [InlineData("Math.leak = (Math.leak || 0) + 1")]
    [InlineData("Date.leak = (Date.leak || 0) + 1")]
    [InlineData("getVariable.leak = (getVariable.leak || 0) + 1")]
    public void Nothing_is_left_for_the_next_evaluation(string script)
    {
        Assert.Equal(1L, JavaScriptEvaluator.Evaluate(script, new FakeScope()));
        Assert.Equal(1L, JavaScriptEvaluator.Evaluate(script, new FakeScope()));
    }

    [Fact]
    public void A_function_replaced_by_one_script_is_whole_in_the_next()
    {
        Assert.Equal(1L, JavaScriptEvaluator.Evaluate("getVariable = function () { return 1; }; getVariable('x')", new FakeScope()));
        Assert.Null(JavaScriptEvaluator.Evaluate("getVariable('x')", new FakeScope()));
    }

    [Fact]
    public void Many_threads_share_one_parsed_script()
    {
        var script = "function twice(x) { return x * 2; } var s = 'a-b'.split(/-/).length; twice(variables.n) + s + Math.max(1, 2)";
        var wrong = Enumerable.Range(0, 200).AsParallel().WithDegreeOfParallelism(8)
            .Where(n => !Equals(n * 2L + 4, JavaScriptEvaluator.Evaluate(script, new FakeScope { Variables = { ["n"] = n } })))
            .ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_cache_keeps_what_was_used_last_and_no_more_than_its_size()
    {
        var cache = new ScriptCache(capacity: 2);
        var first = cache.Get("1");
        cache.Get("2");
        Assert.Same(first, cache.Get("1"));
        cache.Get("3");
        Assert.Same(first, cache.Get("1"));
        Assert.Equal(2, cache.Count);
    }
}
