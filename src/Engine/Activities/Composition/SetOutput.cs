using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Gives an output of the workflow a value: of the nearest one around that is used as an activity and has such an output, else of the instance.</summary>
[Activity("Elsa", "Composition", "Assigns a given value to a the container's output.")]
public sealed class SetOutput : CodeActivity
{
    [Input(DisplayName = "Output", UIHint = InputUIHints.OutputPicker, Description = "The output to assign.")]
    public Input<string> OutputName { get; set; } = new("");

    [Input(Description = "The value to assign.")]
    public Input<object?> OutputValue { get; set; } = new(default(object));

    protected override void Execute(ActivityExecutionContext context)
    {
        var (name, value) = (OutputName.Get(context), OutputValue.GetOrDefault(context));
        var around = context.GetAncestors().FirstOrDefault(ancestor => ancestor.Activity is WorkflowDefinitionActivity used && used.HasOutput(name));
        if (around is null)
        {
            context.WorkflowExecutionContext.Outputs.Set(name, value);
        }
        else
        {
            around.SetVariable(name, value);
        }
    }
}
