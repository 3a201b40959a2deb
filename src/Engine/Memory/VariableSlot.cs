using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Expressions;

namespace CaseWorkflows.Engine.Memory;

/// <summary>One variable of one execution during a burst. An object from the saved state is copied when somebody takes it out.</summary>
internal sealed class VariableSlot(Variable variable, object? value, bool isAsSaved)
{
    private object? _value = value;

    public Variable Variable { get; } = variable;

    /// <summary>True while the value is the saved state's own.</summary>
    public bool IsAsSaved { get; private set; } = isAsSaved;

    public object? Value
    {
        get
        {
            if (IsAsSaved && _value is JsonNode node)
            {
                Value = node.DeepClone();
            }

            return _value;
        }
        set => (_value, IsAsSaved) = (value, false);
    }

    /// <summary>The value as the variable's own type.</summary>
    public object? TypedValue => ValueConverter.ConvertTo(Value, Variable.Type);

    /// <summary>For the next saved state only.</summary>
    public object? ValueToSave => _value;
}
