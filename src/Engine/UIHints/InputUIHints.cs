using CaseWorkflows.Engine.Memory;

namespace CaseWorkflows.Engine.UIHints;

/// <summary>The editors Studio knows.</summary>
public static class InputUIHints
{
    public const string SingleLine = "singleline";
    public const string MultiLine = "multiline";
    public const string Checkbox = "checkbox";
    public const string CheckList = "checklist";
    public const string RadioList = "radiolist";
    public const string DropDown = "dropdown";
    public const string MultiText = "multitext";
    public const string CodeEditor = "code-editor";
    public const string ExpressionEditor = "expression-editor";
    public const string JsonEditor = "json-editor";
    public const string DateTimePicker = "datetime-picker";
    public const string VariablePicker = "variable-picker";
    public const string FlowSwitchEditor = "flow-switch-editor";
    public const string SwitchEditor = "switch-editor";
    public const string OutcomePicker = "outcome-picker";
    public const string OutputPicker = "output-picker";
    public const string WorkflowDefinitionPicker = "workflow-definition-picker";
    public const string DynamicOutcomes = "dynamic-outcomes";

    /// <summary>The editor for a type nobody chose one for.</summary>
    public static string For(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(bool) ? Checkbox
            : plain.IsEnum ? DropDown
            : typeof(Variable).IsAssignableFrom(plain) ? VariablePicker
            : plain == typeof(DateTimeOffset) || plain == typeof(DateTime) ? DateTimePicker
            : SingleLine;
    }
}
