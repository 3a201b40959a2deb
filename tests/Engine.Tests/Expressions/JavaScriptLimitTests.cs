using System.Diagnostics;
using CaseWorkflows.Engine.Expressions.JavaScript;

namespace CaseWorkflows.Engine.Tests.Expressions;

public class JavaScriptLimitTests
{
    private static readonly ScriptLimits Patient = new(TimeSpan.FromSeconds(20), 10_000_000, 64);

    public static TheoryData<string, string> Runaways => new()
    {
        { "while (true);", "statements" },
        { "for (;;) {}", "statements" },
        { "do { } while (true)", "statements" },
        { "try { while (true) { var a = 1; } } catch (e) { } 1", "statements" },
        { "function f() { return f(); } f()", "levels deep" },
        { "function f() { try { return f(); } catch (e) { return 1; } } f()", "levels deep" },
        { "function f() { return g(); } function g() { return h(); } function h() { return f(); } f()", "levels deep" },
        { "function F() { new F(); } new F()", "levels deep" },
        { "var o = { get a() { return this.a; } }; o.a", "levels deep" },
        { "var o = { toString: function () { return '' + this; } }; '' + o", "levels deep" },
        { "var o = { valueOf: function () { return this + 1; } }; o + 1", "levels deep" },
        { "function f() { return [1].map(f); } f()", "levels deep" },
        { "function f() { return 'a'.replace('a', f); } f()", "levels deep" },
        { "function f(a, b) { return [3, 1, 2].sort(f); } f()", "levels deep" },
        { "function f() { return JSON.stringify({ toJSON: f }); } f()", "levels deep" },
        { "var s = 'xxxxxxxxxxxxxxxx'; for (var i = 0; i < 40; i++) { s += s; } s.length", "memory" },
        { "var s = 'x', i = 0; " + string.Concat(Enumerable.Repeat("(s += s), ", 40)) + "1", "memory" },
        { "var a = []; for (var i = 0; i < 9000; i++) { a.push(new Array(500).join('abc')); } 1", "memory" },
        { "new Array(4000000000).join('x')", "too long" },
        { "new Array(4000000000).indexOf(1)", "too long" },
        { "[].concat(new Array(4000000000))", "too long" },
        { "Array.prototype.map.call({ length: 4000000000 }, String)", "too long" },
        { "'' + new Array(4000000000)", "too long" },
        { "JSON.stringify({ a: new Array(4000000000) })", "too long" },
        { "String.apply(null, { length: 4000000000 })", "too long" },
        { "var a = new Array(90000); a.join(a.join('xxxxxxxxxx'))", "memory" },
        { "var s = new Array(90000).join('x'); s.replace(/x/g, s)", "memory" },
        { "/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "regular expression" },
        { "new RegExp('^(a+)+$').test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "regular expression" },
        { "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match('^(a+)+$')", "regular expression" },
        { "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.search('^(a+)+$')", "regular expression" },
        { "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replace(/^(a+)+$/, '')", "regular expression" },
        { "JSON.parse(new Array(50001).join('['))", "nests deeper" },
        { "var o = {}; for (var i = 0; i < 3000; i++) { o = { o: o }; } JSON.stringify(o)", "nests deeper" },
        { "var o = {}; for (var i = 0; i < 3000; i++) { o = { o: o }; } o", "nests deeper" },
    };

    /// <summary>Native recursion no guard sees: the memory limit must stop it before the stack ends, or it must simply work.</summary>
    public static TheoryData<string> DeepNatives => new()
    {
        { "var a = 1; for (;;) { a = [[[[[[[[[[a]]]]]]]]]]; if (++n % 500 === 0) '' + a; }" },
        { "var o = {}; for (;;) { o = Object.create(Object.create(Object.create(o))); if (++n % 500 === 0) o.missing; }" },
        { "var f = function () {}; for (;;) { f = f.bind().bind().bind(); if (++n % 500 === 0) f(); }" },
    };

    public static TheoryData<string> Unreadable => new()
    {
        { new string('(', 60_000) },
        { new string('[', 60_000) },
        { new string('!', 60_000) + "1" },
        { string.Concat(Enumerable.Repeat("a?", 30_000)) },
        { string.Join('+', Enumerable.Repeat("1", 20_000)) },
        { string.Concat(Enumerable.Repeat("{", 60_000)) },
        { new string('x', 70_000) },
    };

    [Theory]
    [MemberData(nameof(Runaways))]
    public void A_runaway_script_is_stopped_and_told_why(string script, string reason)
    {
        var limits = ScriptLimits.Default with { Timeout = TimeSpan.FromSeconds(1) };
        var started = Stopwatch.GetTimestamp();
        var stopped = Assert.Throws<ScriptException>(() => JavaScriptEvaluator.Evaluate(script, new FakeScope(), limits));
        Assert.Contains(reason, stopped.Message, StringComparison.Ordinal);
        Assert.True(stopped.IsLimit);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Theory]
    [MemberData(nameof(DeepNatives))]
    public void Native_recursion_ends_in_a_limit_and_not_in_a_crash(string script) =>
        Assert.True(Assert.Throws<ScriptException>(() => JavaScriptEvaluator.Evaluate("var n = 0; " + script, new FakeScope(), Patient)).IsLimit);

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void A_monstrous_text_is_refused_without_a_crash(string script) => Assert.NotNull(JavaScriptEvaluator.Check(script));

    [Fact]
    public void A_slow_script_meets_its_time_limit()
    {
        var limits = Patient with { Timeout = TimeSpan.FromMilliseconds(100), MaxAllocatedBytes = long.MaxValue };
        var stopped = Assert.Throws<ScriptException>(() => JavaScriptEvaluator.Evaluate("for (var i = 0; ; i++) { Math.sqrt(i); }", new FakeScope(), limits));
        Assert.Contains("0.1 s", stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var n = 0; for (var i = 0; i < 1000; i++) { n += i; } n", 499500L)]
    [InlineData("function depth(n) { return n === 0 ? 0 : 1 + depth(n - 1); } depth(60)", 60L)]
    [InlineData("var n = 0; function fail() { throw 1; } for (var i = 0; i < 200; i++) { try { fail(); } catch (e) { n += e; } } n", 200L)]
    [InlineData("var s = ''; for (var i = 0; i < 500; i++) { s += 'twenty characters ok.'; } s.length", 10500L)]
    [InlineData("function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } fib(12)", 144L)]
    public void An_honest_script_has_room(string script, long expected) =>
        Assert.Equal(expected, JavaScriptEvaluator.Evaluate(script, new FakeScope()));
}
