using Jint.Native;
using Jint.Runtime;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>
/// The functions scripts may call, as Elsa 3.8 names them. Only those whose name occurs in the script are built; without eval there is
/// no other ordinary way to reach one. A variable called Input or CorrelationId does not take the name of a function in this table.
/// </summary>
internal static class Surface
{
    private static readonly Dictionary<string, Func<ScriptSession, JsValue[], JsValue>> Functions =
        new[] { WorkflowFunctions.All, TextFunctions.All }.SelectMany(f => f).ToDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Functions.Keys;

    public static void Add(ScriptSession session, IReadOnlySet<string> words, IReadOnlyDictionary<string, HostFunction>? own)
    {
        var asksForMore = false;
        foreach (var word in words)
        {
            if (Functions.TryGetValue(word, out var function))
            {
                Add(session, word, arguments => function(session, arguments));
            }
            else
            {
                asksForMore |= word.StartsWith("get", StringComparison.Ordinal) || word.StartsWith("set", StringComparison.Ordinal);
            }
        }

        if (asksForMore)
        {
            foreach (var (name, function) in AccessorFunctions.Of(session).Where(a => words.Contains(a.Name) && !Functions.ContainsKey(a.Name)))
            {
                Add(session, name, function);
            }
        }

        foreach (var (name, function) in own ?? new Dictionary<string, HostFunction>())
        {
            Add(session, name, arguments => session.To.Convert(function(arguments.Select(session.From.Convert).ToArray())));
        }
    }

    /// <summary>The argument as text; null for null, undefined and a missing argument.</summary>
    public static string? Text(this JsValue[] arguments, int index) =>
        arguments.Length <= index || arguments[index].IsNull() || arguments[index].IsUndefined() ? null : TypeConverter.ToString(arguments[index]);

    public static JsValue At(this JsValue[] arguments, int index) => arguments.Length <= index ? JsValue.Undefined : arguments[index];

    /// <summary>Text or JavaScript null; a null string must not become a string value.</summary>
    public static JsValue OrNull(this string? text) => text is null ? JsValue.Null : new JsValue(text);

    private static void Add(ScriptSession session, string name, Func<JsValue[], JsValue> body) => session.AddFunction(name, arguments =>
    {
        session.Guard.Check();
        return body(arguments);
    });
}
