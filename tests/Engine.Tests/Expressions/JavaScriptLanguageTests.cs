using CaseWorkflows.Engine.Expressions.JavaScript;

namespace CaseWorkflows.Engine.Tests.Expressions;

public class JavaScriptLanguageTests
{
    public static TheoryData<string, string, int> Modern => new()
    {
        { "[1].map(x => x)", "arrow function", 1 },
        { "var a = 1;\nlet b = 2;", "let", 2 },
        { "const a = 1", "const", 1 },
        { "for (let i = 0; i < 1; i++) {}", "let", 1 },
        { "function f() {\n\n  const a = 1;\n}", "const", 3 },
        { "'it is'\n+ `x`", "template literal", 2 },
        { "class A {}", "class", 1 },
        { "for (var x of [1]) {}", "for … of", 1 },
        { "f(...[1])", "spread", 1 },
        { "variables?.x", "optional chaining", 1 },
        { "variables.x ?? 1", "??", 1 },
        { "2 ** 3", "**", 1 },
        { "async function f() {}", "async", 1 },
        { "function* f() {}", "generator", 1 },
        { "var {a} = {a: 1}", "destructuring", 1 },
        { "var [a] = [1]", "destructuring", 1 },
        { "function f(a = 1) {}", "default parameter", 1 },
        { "var o = {a, b}", "shorthand property", 1 },
        { "var o = {a() {}}", "method in an object literal", 1 },
        { "import a from 'b'", "module", 1 },
        { "0b101", "binary", 1 },
    };

    public static TheoryData<string, int> Broken => new()
    {
        { "1 +", 1 },
        { "var x = ;", 1 },
        { "var a = 1;\nvar b = (;", 2 },
        { "foo bar", 1 },
        { "'abc", 1 },
        { "/abc", 1 },
        { "\"use strict\";\nvar x = 010;", 2 },
        { "'=> `let` class' +", 1 },
        { "// x => y\nfoo bar", 2 },
    };

    public static TheoryData<string, string, int?> Failing => new()
    {
        { "\n\nnowhere", "nowhere is not defined", 3 },
        { "var a = null;\na.b", "TypeError", 2 },
        { "var a;\na()", "TypeError", 2 },
        { "throw 'no good'", "no good", 1 },
        { "throw new Error('too bad')", "Error: too bad", 1 },
        { "throw {}", "threw", 1 },
        { "throw {message: 5}", "Error: 5", 1 },
        { "function f() {\n throw new TypeError('deep'); }\nf()", "TypeError: deep", 2 },
        { "eval('1')", "eval is switched off", 1 },
        { "new Function('return 1')()", "Function is switched off", 1 },
        { "(function () {}).constructor('return 1')()", "Function is switched off", 1 },
        { "parseGuid('x')", "not a GUID", 1 },
        { "getVariable()", "needs a name", 1 },
        { "new RegExp('(')", "SyntaxError", 1 },
    };

    [Theory]
    [MemberData(nameof(Modern))]
    public void Syntax_newer_than_ES5_is_named_with_its_line(string script, string feature, int line)
    {
        var problem = JavaScriptEvaluator.Check(script);
        Assert.NotNull(problem);
        Assert.Contains("ES5.1", problem.Message, StringComparison.Ordinal);
        Assert.Contains(feature, problem.Message, StringComparison.Ordinal);
        Assert.Equal(line, problem.Line);
        Assert.Equal(problem.Message, Assert.Throws<ScriptException>(() => JavaScriptEvaluator.Evaluate(script, new FakeScope())).Message);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_plain_mistake_is_shown_with_its_line(string script, int line)
    {
        var problem = JavaScriptEvaluator.Check(script);
        Assert.NotNull(problem);
        Assert.Equal(line, problem.Line);
        Assert.DoesNotContain("ES2015", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public void A_failure_is_shown_with_its_line(string script, string message, int? line)
    {
        var failure = Assert.Throws<ScriptException>(() => JavaScriptEvaluator.Evaluate(script, new FakeScope()));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Equal(line, failure.Line);
        Assert.False(failure.IsLimit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("// only a comment")]
    [InlineData("return 1")]
    [InlineData("if (variables.x) return 'let => const'; return /`/.source;")]
    [InlineData("nowhere()")]
    public void Well_formed_scripts_have_no_problem(string script) => Assert.Null(JavaScriptEvaluator.Check(script));

    [Theory]
    [InlineData("'a-b'.split('-').length", 2L)]
    [InlineData("'aXbX'.replace(/x/gi, '-')", "a-b-")]
    [InlineData("'a1b2'.match(/\\d/g).join()", "1,2")]
    [InlineData("'a/b'.split(/\\//).length", 2L)]
    [InlineData("'abc'.search('c')", 2L)]
    [InlineData("/a/ instanceof RegExp && /a/.constructor === RegExp", true)]
    [InlineData("RegExp('a', 'g').global", true)]
    [InlineData("(function () {}) instanceof Function", true)]
    [InlineData("new Date() instanceof Date && new Date().constructor === Date", true)]
    [InlineData("[3, 1, 2].sort(function (a, b) { return b - a; }).join()", "3,2,1")]
    [InlineData("Math.max.apply(null, [1, 3, 2])", 3L)]
    [InlineData("JSON.stringify({a: [1, {b: null}]}, null, 0)", "{\"a\":[1,{\"b\":null}]}")]
    [InlineData("[1, 2, 3].filter(function (x) { return x > 1; }).map(String).join('')", "23")]
    [InlineData("(function (a) { return arguments.length; })(1, 2)", 2L)]
    [InlineData("var o = {f: function () { return this.x; }, x: 4}; o.f()", 4L)]
    [InlineData("var f = function () { return function () { return 5; }; }; f()()", 5L)]
    [InlineData("(function () { 'use strict'; return this === undefined; })()", true)]
    [InlineData("function f() { throw {code: 7}; } try { f(); } catch (e) { e.code; }", 7L)]
    [InlineData("try { throw 'x'; } catch (e) { e; } finally { 1; }", "x")]
    [InlineData("switch (2) { case 1: 'a'; break; case 2: 'b'; break; }", "b")]
    [InlineData("var العدد = 3; العدد + 1", 4L)]
    [InlineData("a: for (var i = 0; i < 3; i++) { for (;;) { continue a; } } i", 3L)]
    [InlineData("var s = ''; for (var k in {a: 1, b: 2}) { s += k; } s", "ab")]
    public void Ordinary_ES5_works_as_ever(string script, object expected) =>
        Assert.Equal(expected, JavaScriptEvaluator.Evaluate(script, new FakeScope()));
}
