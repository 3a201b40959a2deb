using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Gives a variable a new value.</summary>
[Activity("Elsa", "Primitives", "Assign a workflow variable a value.")]
public sealed class SetVariable : CodeActivity
{
    [Input(Description = "The variable to assign the value to.")]
    public Variable? Variable { get; set; }

    [Input(Description = "The value to assign.")]
    public Input<object?> Value { get; set; } = new(default(object));

    protected override void Execute(ActivityExecutionContext context)
        => context.SetVariableValue(Variable ?? throw new InvalidOperationException($"'{Id}' names no variable to set."), Value.GetOrDefault(context));
}

/// <summary>Names the instance.</summary>
[Activity("Elsa", "Primitives", "Set the name of the workflow instance.")]
public sealed class SetName : CodeActivity
{
    [Input(Description = "The value to set as the workflow instance's name.")]
    public Input<string> Value { get; set; } = new("");

    protected override void Execute(ActivityExecutionContext context) => context.WorkflowExecutionContext.Name = Value.GetOrDefault(context);
}

/// <summary>Gives the instance a correlation id. Bookmarks keep the one that holds when they are saved.</summary>
[Activity("Elsa", "Primitives", "Set the CorrelationId of the workflow to a given value.")]
public sealed class Correlate : CodeActivity
{
    [Input(Description = "An expression that evaluates to the value to store as the correlation id.")]
    public Input<string> CorrelationId { get; set; } = new("");

    protected override void Execute(ActivityExecutionContext context)
        => context.WorkflowExecutionContext.CorrelationId = CorrelationId.GetOrDefault(context);
}

/// <summary>Raises an incident on purpose.</summary>
[Activity("Elsa", "Primitives", "Faults the workflow.")]
public sealed class Fault : Activity
{
    [Input(Description = "Code to categorize the fault.")]
    public Input<string> Code { get; set; } = new("");

    [Input(Description = "Category to categorize the fault. Examples: HTTP, Alteration, Azure, etc.")]
    public Input<string> Category { get; set; } = new("");

    [Input(Description = "The type of fault. Examples: System, Business, Integration, etc.", DisplayName = "Type")]
    public Input<string> FaultType { get; set; } = new("");

    [Input(Description = "The message to include with the fault.")]
    public Input<string?> Message { get; set; } = new((string?)null);

    protected override void Execute(ActivityExecutionContext context)
        => throw new FaultException(
            Code.GetOrDefault(context) ?? "", Category.GetOrDefault(context) ?? "", FaultType.GetOrDefault(context) ?? "", Message.GetOrDefault(context));
}

/// <summary>What a <see cref="Fault"/> activity raises.</summary>
public sealed class FaultException(string code, string category, string type, string? message) : Exception(message ?? code)
{
    public string Code { get; } = code;

    public string Category { get; } = category;

    public string Type { get; } = type;
}

/// <summary>Writes a line for whoever watches.</summary>
[Activity("Elsa", "Console", "Write a line of text to the console.")]
public sealed class WriteLine : CodeActivity
{
    [Input(Description = "The text to write.")]
    public Input<string> Text { get; set; } = new("");

    protected override void Execute(ActivityExecutionContext context)
        => context.WorkflowExecutionContext.Effects.Add(new TextWritten(Text.GetOrDefault(context) ?? ""));
}
