using Jint.Native;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>Functions about the running workflow.</summary>
internal static class WorkflowFunctions
{
    public static Dictionary<string, Func<ScriptSession, JsValue[], JsValue>> All { get; } = new(StringComparer.Ordinal)
    {
        ["getWorkflowDefinitionId"] = (s, _) => s.Scope.WorkflowDefinitionId,
        ["getWorkflowDefinitionVersionId"] = (s, _) => s.Scope.WorkflowDefinitionVersionId,
        ["getWorkflowDefinitionVersion"] = (s, _) => s.Scope.WorkflowDefinitionVersion,
        ["getWorkflowInstanceId"] = (s, _) => s.Scope.WorkflowInstanceId,
        ["getCorrelationId"] = (s, _) => s.CorrelationId.OrNull(),
        ["setCorrelationId"] = (s, a) => Nothing(() => s.CorrelationId = a.Text(0)),
        ["getWorkflowInstanceName"] = (s, _) => s.InstanceName.OrNull(),
        ["setWorkflowInstanceName"] = (s, a) => Nothing(() => s.InstanceName = a.Text(0)),
        ["getVariable"] = (s, a) => s.Variables.Read(Name(s, a, "getVariable")),
        ["setVariable"] = (s, a) => Nothing(() => s.Variables.Write(Name(s, a, "setVariable"), a.At(1))),
        ["getInput"] = (s, a) => Input(s, Name(s, a, "getInput")),
        ["getOutputFrom"] = (s, a) => s.To.Convert(s.Scope.GetOutput(Name(s, a, "getOutputFrom"), a.Text(1))),
        ["getLastResult"] = (s, _) => s.To.Convert(s.Scope.LastResult),
    };

    /// <summary>Exact name first, then any spelling of capitals, as Elsa's input accessors do.</summary>
    public static JsValue Input(ScriptSession session, string name)
    {
        var input = session.Scope.Input;
        return session.To.Convert(input.TryGetValue(name, out var value)
            ? value
            : input.FirstOrDefault(i => string.Equals(i.Key, name, StringComparison.OrdinalIgnoreCase)).Value);
    }

    private static string Name(ScriptSession session, JsValue[] arguments, string function) =>
        arguments.Text(0) ?? throw session.Error($"{function} needs a name.");

    private static JsValue Nothing(Action action)
    {
        action();
        return JsValue.Undefined;
    }
}
