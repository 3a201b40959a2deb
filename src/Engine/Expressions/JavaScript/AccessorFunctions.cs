using Jint.Native;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>The functions named after this workflow's own variables, inputs and outputs. Where names meet, the later kind wins, as in Elsa.</summary>
internal static class AccessorFunctions
{
    public static IEnumerable<(string Name, Func<JsValue[], JsValue> Body)> Of(ScriptSession session)
    {
        foreach (var name in session.Scope.VariableNames)
        {
            yield return ("get" + Pascal(name), _ => session.Variables.Read(name));
            yield return ("set" + Pascal(name), a =>
            {
                session.Variables.Write(name, a.At(0));
                return JsValue.Undefined;
            });
        }

        foreach (var name in session.Scope.Input.Keys)
        {
            yield return ("get" + name, _ => WorkflowFunctions.Input(session, name));
            yield return ("get" + Pascal(name), _ => WorkflowFunctions.Input(session, name));
        }

        foreach (var (activity, outputs) in session.Scope.ActivityOutputs)
        {
            foreach (var output in outputs)
            {
                yield return ($"get{Pascal(output)}From{Pascal(activity)}", _ => session.To.Convert(session.Scope.GetOutput(activity, output)));
            }
        }
    }

    /// <summary>"order total", "order-total", "order_total" and "orderTotal" all become OrderTotal.</summary>
    internal static string Pascal(string name) => string.Concat(
        name.Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
