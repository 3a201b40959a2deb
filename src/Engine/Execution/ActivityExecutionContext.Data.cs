using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine;

/// <summary>Inputs, outputs and variables as this execution sees them.</summary>
public sealed partial class ActivityExecutionContext
{
    private Dictionary<Input, object?>? _inputs;
    private Dictionary<string, VariableSlot>? _variables;
    private SavedValues? _savedVariables;
    private bool _hasGivenVariables;

    /// <summary>Variables this activity declares for itself and everything inside it.</summary>
    public IEnumerable<Variable> Variables => _variables?.Values.Select(entry => entry.Variable) ?? [];

    /// <summary>The input's value, worked out once per invocation. Throws when the input is not set.</summary>
    public T? Get<T>(Input<T>? input)
    {
        if (input is null)
        {
            return default;
        }

        if (input.Written is { IsImmutable: true } written)
        {
            return (T?)written.Value;
        }

        return (T?)(_inputs is not null && _inputs.TryGetValue(input, out var value) ? value : WorkOut(input));
    }

    public void Set<T>(Output<T>? output, T? value) => Set((Output?)output, value);

    /// <summary>Puts a result where the definition wants it. An unbound output is readable for the rest of the burst only.</summary>
    public void Set(Output? output, object? value, string? outputName = null)
    {
        if (output is null)
        {
            return;
        }

        var normal = JsonValues.Normalize(value);
        var name = output.Name ?? outputName ?? "Result";
        WorkflowExecutionContext.BurstOutputs[(Activity.Id, name)] = normal;
        if (name == "Result")
        {
            WorkflowExecutionContext.LastActivityResult = normal;
        }

        if (output.MemoryBlockReference?.Id is { Length: > 0 } id && !TrySetVariable(id, value) && WorkflowExecutionContext.Graph.HasOutput(id))
        {
            WorkflowExecutionContext.Outputs.Set(id, normal);
        }
    }

    public object? GetOutputValue(Output output)
        => output.MemoryBlockReference is { } reference && FindVariable(reference.Id) is { } owner
            ? owner._variables![reference.Id].Value
            : WorkflowExecutionContext.BurstOutputs.FirstOrDefault(entry => entry.Key.Output == output.Name).Value;

    public T? GetVariable<T>(string name) => ValueConverter.ConvertTo<T>(GetVariable(name));

    /// <summary>The value of the nearest variable of that name; null when there is none.</summary>
    public object? GetVariable(string name) => FindByName(name) is { } found ? found.Owner._variables![found.Id].TypedValue : null;

    /// <summary>Sets the nearest variable of that name. Throws when there is none.</summary>
    public void SetVariable(string name, object? value)
    {
        var (owner, id) = FindByName(name) ?? throw new KeyNotFoundException($"There is no variable called '{name}' here.");
        owner.Assign(id, value);
    }

    /// <summary>Names of all variables visible here, nearest first.</summary>
    public IEnumerable<string> VariableNames => Scopes().SelectMany(scope => scope.Variables).Select(variable => variable.Name).Distinct(StringComparer.Ordinal);

    public object? GetVariableValue(Variable variable) => GetVariableValueById(variable.Id);

    public void SetVariableValue(Variable variable, object? value)
    {
        if (!TrySetVariable(variable.Id, value))
        {
            throw new KeyNotFoundException($"The variable '{variable.Name}' ({variable.Id}) is not declared around this activity.");
        }
    }

    public object? GetVariableValueById(string id) => FindVariable(id) is { } owner
        ? owner._variables![id].TypedValue
        : throw new KeyNotFoundException($"There is no variable with id '{id}' here.");

    public bool TryGetWorkflowInput<T>(string key, out T? value)
    {
        var found = WorkflowExecutionContext.Inputs.TryGet(key, out var raw);
        value = found ? ValueConverter.ConvertTo<T>(raw) : default;
        return found;
    }

    /// <summary>Throws when nothing of that name came along.</summary>
    public T? GetWorkflowInput<T>(string key)
        => TryGetWorkflowInput<T>(key, out var value) ? value : throw new KeyNotFoundException($"No input called '{key}' came along.");

    internal void EvaluateInputs()
    {
        _inputs?.Clear();
        foreach (var input in Node.InputsToWorkOut)
        {
            WorkOut(input);
        }
    }

    internal void Declare(IReadOnlyList<Variable> variables, SavedValues? saved = null)
    {
        _savedVariables = saved;
        foreach (var variable in variables)
        {
            object? value = null;
            var isSaved = saved is not null && saved.TryGet(variable.Id, out value);
            (_variables ??= new(variables.Count, StringComparer.Ordinal))[variable.Id] = new(variable, isSaved ? value : JsonValues.Normalize(variable.Value), isSaved);
        }
    }

    /// <summary>Declares variables no class knows.</summary>
    internal void DeclareGiven(ICollection<Variable>? variables, SavedValues? saved = null)
    {
        if (variables is { Count: > 0 })
        {
            _hasGivenVariables = true;
            Declare([.. variables], saved);
        }
    }

    /// <summary>Null when the activity declares none at all; the very same object when none was touched.</summary>
    internal SavedValues? SavedVariables()
    {
        if (_variables is null)
        {
            return null;
        }

        var values = new Dictionary<string, object?>(_variables.Count, StringComparer.Ordinal);
        var untouched = true;
        foreach (var (id, slot) in _variables)
        {
            if (slot.Variable.Storage == StorageDriver.WorkflowInstance)
            {
                values.Add(id, slot.ValueToSave);
                untouched &= slot.IsAsSaved;
            }
        }

        return untouched && _savedVariables?.Count == values.Count ? _savedVariables : SavedValues.Of(values);
    }

    /// <summary>Saved variables beside those the activity's class declares.</summary>
    internal IReadOnlyList<GivenVariableState>? GivenVariables()
    {
        if (!_hasGivenVariables)
        {
            return null;
        }

        var given = Variables.Where(variable => variable.Storage == StorageDriver.WorkflowInstance && !Node.Variables.Contains(variable))
            .Select(variable => new GivenVariableState(variable.Id, variable.Name, TypeAliases.NameOf(variable.Type))).ToList();
        return given.Count == 0 ? null : given;
    }

    private object? WorkOut(Input input)
    {
        var value = input.Written is { } written ? written.Value : ExpressionEvaluator.Evaluate(input.Expression, input.Type, this);
        (_inputs ??= new(ReferenceEqualityComparer.Instance))[input] = value;
        return value;
    }

    private bool TrySetVariable(string id, object? value)
    {
        var owner = FindVariable(id);
        owner?.Assign(id, value);
        return owner is not null;
    }

    private void Assign(string id, object? value)
    {
        var slot = _variables![id];
        slot.Value = JsonValues.Normalize(ValueConverter.ConvertTo(value, slot.Variable.Type));
    }

    private ActivityExecutionContext? FindVariable(string id) => Scopes().FirstOrDefault(scope => scope._variables!.ContainsKey(id));

    private (ActivityExecutionContext Owner, string Id)? FindByName(string name)
    {
        foreach (var scope in Scopes())
        {
            foreach (var (id, entry) in scope._variables!)
            {
                if (entry.Variable.Name == name)
                {
                    return (scope, id);
                }
            }
        }

        return null;
    }

    private IEnumerable<ActivityExecutionContext> Scopes()
    {
        for (var scope = this; scope is not null; scope = scope.ParentActivityExecutionContext)
        {
            if (scope._variables is not null)
            {
                yield return scope;
            }
        }
    }
}
