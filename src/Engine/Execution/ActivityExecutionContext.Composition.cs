using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine;

/// <summary>A workflow inside a workflow.</summary>
public sealed partial class ActivityExecutionContext
{
    /// <summary>The nearest execution around this one that is a workflow used as an activity; null in the instance's own workflow.</summary>
    internal ActivityExecutionContext? Composite => GetAncestors().FirstOrDefault(ancestor => ancestor.Activity is WorkflowDefinitionActivity);

    /// <summary>As <see cref="Get{T}"/>, for inputs whose type only the definition knows.</summary>
    internal object? ValueOf(Input input)
        => input.Written is { IsImmutable: true } written ? written.Value
            : _inputs is not null && _inputs.TryGetValue(input, out var value) ? value
            : WorkOut(input);

    /// <summary>Gives a workflow's output to whoever uses it. Looked up outside: a variable of the same id inside must not catch it.</summary>
    internal void HandOut(Output output, string name, object? value)
    {
        WorkflowExecutionContext.BurstOutputs[(Activity.Id, name)] = JsonValues.Normalize(value);
        if (output.MemoryBlockReference?.Id is { Length: > 0 } id && ParentActivityExecutionContext is { } outside
            && !outside.TrySetVariable(id, value) && WorkflowExecutionContext.Graph.HasOutput(id))
        {
            WorkflowExecutionContext.Outputs.Set(id, value);
        }
    }

    /// <summary>The input a workflow was given: as an activity by whoever uses it, else with the instance. False when neither has one of that name.</summary>
    internal bool TryGetInput(string name, out object? value)
    {
        if (Composite is { Activity: WorkflowDefinitionActivity used } around && used.HasInput(name))
        {
            value = around.GetVariable(name);
            return true;
        }

        return WorkflowExecutionContext.Inputs.TryGet(name, out value);
    }

    /// <summary>Names of the inputs of the workflow this stands in, when it is used as an activity.</summary>
    internal IEnumerable<string> CompositeInputs => Composite is { Activity: WorkflowDefinitionActivity used } ? used.Definition.Inputs.Select(input => input.Name) : [];

    /// <summary>
    /// Ends everything from here up to the composite as completed, and the composite with the outcomes. Its own callbacks are dropped first:
    /// what it runs has not come to its end by itself.
    /// </summary>
    internal async ValueTask CompleteUpToAsync(ActivityExecutionContext composite, Outcomes outcomes)
    {
        composite.ClearCompletionCallbacks();
        for (var each = this; each is not null && !ReferenceEquals(each, composite); each = each.ParentActivityExecutionContext)
        {
            if (each.Status == ActivityStatus.Running)
            {
                await each.EndAsync(null);
                each.ClearBookmarks();
                each.ClearCompletionCallbacks();
            }
        }

        await composite.CompleteActivityAsync(outcomes);
    }
}
