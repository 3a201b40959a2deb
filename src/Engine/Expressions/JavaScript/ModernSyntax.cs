using System.Text;
using System.Text.RegularExpressions;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>Recognises what people write after 2015, so that a bare "unexpected token" becomes advice.</summary>
internal static partial class ModernSyntax
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    private static readonly (Regex Pattern, string What, string Instead)[] Features =
    [
        (new(@"=>", Options), "an arrow function (=>)", "write function (x) { return …; }"),
        (new(@"`", Options), "a template literal (`…`)", "join the pieces with +"),
        (new(@"\bclass\s+[\w$]", Options), "a class", "write a function that returns an object"),
        (new(@"\b(async|await)\b", Options), "async/await", "call the function directly; nothing here is asynchronous"),
        (new(@"\b(let|const)\b", Options), "let or const", "write var"),
        (new(@"\bfor\s*\([^;)]*\bof\b", Options), "for … of", "use an index or forEach"),
        (new(@"\.\.\.", Options), "spread or rest (...)", "use apply, concat or arguments"),
        (new(@"\?\.", Options), "optional chaining (?.)", "write a && a.b"),
        (new(@"\?\?", Options), "the ?? operator", "write a != null ? a : b"),
        (new(@"\*\*", Options), "the ** operator", "use Math.pow"),
        (new(@"\b(import|export)\b", Options), "a module", "everything a script may use is already there"),
        (new(@"\bfunction\b\s*\*|\byield\b", Options), "a generator", "build an array"),
        (new(@"\bvar\s*[\{\[]", Options), "destructuring", "take the members one by one"),
        (new(@"\bfunction\b[^()]*\([^)]*=", Options), "a default parameter value", "test for undefined inside the function"),
        (new(@"\b0[bBoO]\d", Options), "a binary or octal literal", "write the number in decimal"),
        (new(@"[\{,]\s*[\w$]+\s*\([^()]*\)\s*\{", Options), "a method in an object literal", "write name: function () { … }"),
        (new(@"[=(:,]\s*\{\s*[\w$]+\s*[,}]", Options), "a shorthand property", "write name: name"),
    ];

    /// <summary>The feature that stands first in the text, or null when nothing looks modern.</summary>
    public static ScriptProblem? Find(string script)
    {
        var code = WithoutTextAndComments(script);
        var first = Features
            .Select(f => (Match: f.Pattern.Match(code), f.What, f.Instead))
            .Where(f => f.Match.Success)
            .OrderBy(f => f.Match.Index)
            .FirstOrDefault();

        return first.What is null ? null : Problem(first.What, first.Instead, 1 + code.AsSpan(0, first.Match.Index).Count('\n'));
    }

    public static ScriptProblem LetOrConst(string kind, int? line) => Problem(kind, "write var", line);

    private static ScriptProblem Problem(string what, string instead, int? line) =>
        new($"Scripts are ES5.1 JavaScript, and {what} is ES2015 or later: {instead}.", line);

    /// <summary>Blanks what stands in quotes and comments. Line ends stay, so line numbers do too.</summary>
    private static string WithoutTextAndComments(string script) => TextOrComment().Replace(script, match =>
    {
        var blank = new StringBuilder(match.Length);
        foreach (var c in match.ValueSpan)
        {
            blank.Append(c == '\n' ? '\n' : ' ');
        }

        return blank.ToString();
    });

    [GeneratedRegex("""
        "(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|//[^\n]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/
        """, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex TextOrComment();
}
