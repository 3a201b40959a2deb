using CaseWorkflows.Engine.Attributes;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Marks where a flowchart begins.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the start of a flowchart.")]
public sealed class Start : CodeActivity;

/// <summary>Completes the surrounding flowchart at once.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the end of a flowchart.")]
public sealed class End : CodeActivity, ITerminalNode;

/// <summary>Ends the whole workflow, wherever it stands.</summary>
[Activity("Elsa", "Primitives", "Mark the workflow as finished.")]
public sealed class Finish : Activity, ITerminalNode
{
    protected override void Execute(ActivityExecutionContext context) => context.WorkflowExecutionContext.FinishNow(context);
}
