using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>One evaluation: a fresh engine, its surface, the run, and the writes when it ended well.</summary>
internal sealed class ScriptSession
{
    private readonly Jint.Engine _engine;
    private readonly Lazy<VariablesObject> _variables;
    private string? _correlationId;
    private string? _instanceName;
    private bool _correlationSet;
    private bool _nameSet;

    public ScriptSession(ParsedScript script, IScriptScope scope, ScriptLimits limits, IReadOnlyDictionary<string, HostFunction>? functions)
    {
        Scope = scope;
        _engine = new Jint.Engine(options => options
            .Culture(CultureInfo.InvariantCulture)
            .LocalTimeZone(TimeZoneInfo.Utc)
            .MaxStatements(limits.MaxStatements)
            .TimeoutInterval(limits.Timeout));
        Guard = new ScriptGuard(_engine, limits);
        To = new ToScript(_engine);
        From = new FromScript(Guard);
        _variables = new(() => new VariablesObject(_engine, scope, To, From));

        BuiltIns.Replace(_engine, Guard, scope);
        if (script.Words.Contains("variables"))
        {
            _engine.Global.FastAddProperty("variables", Variables, true, false, true);
        }

        Surface.Add(this, script.Words, functions);
    }

    public IScriptScope Scope { get; }

    public ScriptGuard Guard { get; }

    public ToScript To { get; }

    public FromScript From { get; }

    public VariablesObject Variables => _variables.Value;

    public string? CorrelationId
    {
        get => _correlationSet ? _correlationId : Scope.CorrelationId;
        set => (_correlationId, _correlationSet) = (value, true);
    }

    public string? InstanceName
    {
        get => _nameSet ? _instanceName : Scope.WorkflowInstanceName;
        set => (_instanceName, _nameSet) = (value, true);
    }

    public void AddFunction(string name, Func<JsValue[], JsValue> body) =>
        _engine.Global.FastAddProperty(name, new ClrFunctionInstance(_engine, (_, arguments) => body(arguments)), true, false, true);

    /// <summary>An error the script itself may catch.</summary>
    public JavaScriptException Error(string message) => new(_engine.Error, message);

    /// <summary>Runs the script and works out what it wants written. Writes nothing yet.</summary>
    public (object? Result, Action Commit) Run(ParsedScript script)
    {
        try
        {
            var result = From.Convert(_engine.Execute(script.Program).GetCompletionValue() ?? JsValue.Undefined);
            var changes = _variables.IsValueCreated ? _variables.Value.Changes() : [];
            return (result, () => Commit(changes));
        }
        catch (Exception e) when (e is not ScriptException)
        {
            throw ScriptFailure.Explain(e, Guard);
        }
    }

    private void Commit(IReadOnlyList<(string Name, object? Value)> changes)
    {
        foreach (var (name, value) in changes)
        {
            Scope.SetVariable(name, value);
        }

        if (_correlationSet)
        {
            Scope.CorrelationId = _correlationId;
        }

        if (_nameSet)
        {
            Scope.WorkflowInstanceName = _instanceName;
        }
    }
}
