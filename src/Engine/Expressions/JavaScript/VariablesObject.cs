using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>
/// The <c>variables</c> object: a variable is fetched when first touched and written back after the evaluation if it then differs.
/// The accessor functions read and write here too, so that a script never sees two values of one variable.
/// </summary>
internal sealed class VariablesObject : ObjectInstance
{
    private readonly IScriptScope _scope;
    private readonly ToScript _to;
    private readonly FromScript _from;
    private readonly HashSet<string> _untouched;
    private readonly Dictionary<string, object?> _before = new(StringComparer.Ordinal);
    private readonly HashSet<string> _set = new(StringComparer.Ordinal);

    public VariablesObject(Jint.Engine engine, IScriptScope scope, ToScript to, FromScript from) : base(engine)
    {
        (_scope, _to, _from) = (scope, to, from);
        _untouched = scope.VariableNames.ToHashSet(StringComparer.Ordinal);
        Extensible = true;
        Prototype = engine.Object.PrototypeObject;
    }

    /// <summary>The value now, asking the scope even for names it does not list; null when there is none.</summary>
    public JsValue Read(string name) =>
        HasOwnProperty(name) ? Get(name) : _to.Convert(_scope.GetVariable(name));

    /// <summary>Sets the value and marks it to be written back even if it is the same as before.</summary>
    public void Write(string name, JsValue value)
    {
        _set.Add(name);
        Put(name, value, true);
    }

    /// <summary>What to write back, converted completely before anything is written.</summary>
    public IReadOnlyList<(string Name, object? Value)> Changes()
    {
        var changes = new List<(string, object?)>();
        foreach (var name in base.GetOwnProperties().Select(p => p.Key).ToList())
        {
            var now = Convert(name);
            if (_set.Contains(name) || !_before.TryGetValue(name, out var before) || !Same(before, now))
            {
                changes.Add((name, now));
            }
        }

        return changes;
    }

    public override PropertyDescriptor GetOwnProperty(string propertyName)
    {
        Fetch(propertyName);
        return base.GetOwnProperty(propertyName);
    }

    public override bool HasOwnProperty(string p)
    {
        Fetch(p);
        return base.HasOwnProperty(p);
    }

    public override void RemoveOwnProperty(string p)
    {
        _untouched.Remove(p);
        base.RemoveOwnProperty(p);
    }

    public override IEnumerable<KeyValuePair<string, PropertyDescriptor>> GetOwnProperties()
    {
        foreach (var name in _untouched.ToList())
        {
            Fetch(name);
        }

        return base.GetOwnProperties();
    }

    private static bool Same(object? a, object? b) =>
        a is System.Text.Json.Nodes.JsonNode x && b is System.Text.Json.Nodes.JsonNode y ? System.Text.Json.Nodes.JsonNode.DeepEquals(x, y) : Equals(a, b);

    private void Fetch(string name)
    {
        if (!_untouched.Remove(name))
        {
            return;
        }

        var value = _to.Convert(_scope.GetVariable(name));
        FastAddProperty(name, value, true, true, true);

        // Converted there and back, so that what the border itself changes (a date's offset, an enum) is no change by the script.
        _before[name] = _from.Convert(value);
    }

    private object? Convert(string name)
    {
        try
        {
            return _from.Convert(Get(name));
        }
        catch (ScriptException e) when (!e.IsLimit)
        {
            throw new ScriptException($"Variable {name}: {e.Message}", e.Line, e);
        }
    }
}
