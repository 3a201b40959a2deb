using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Execution;

/// <summary>Between the stored state and the contexts of a burst.</summary>
internal static class StateMapper
{
    /// <summary>False when an activity in progress stands in a node the graph does not have.</summary>
    public static bool Load(WorkflowExecutionContext workflow, WorkflowState state)
    {
        var byId = new Dictionary<string, ActivityExecutionContext>(StringComparer.Ordinal);
        foreach (var saved in state.ActivityExecutionContexts)
        {
            if (workflow.Graph.FindNode(saved.ScheduledActivityNodeId) is not { } node)
            {
                return false;
            }

            var parent = saved.ParentContextId is { } parentId ? byId[parentId] : null;
            var context = new ActivityExecutionContext(workflow, node, parent, saved);
            context.Declare(node.Variables, saved.Variables);
            context.DeclareGiven(saved.GivenVariables?.Select(Given).ToList(), saved.Variables);
            byId.Add(saved.Id, context);
            workflow.Contexts.Add(context);
        }

        workflow.CompletionCallbacks.AddRange(state.CompletionCallbacks);
        return true;
    }

    public static WorkflowState Save(WorkflowExecutionContext workflow, WorkflowState before)
    {
        var over = workflow.Status == WorkflowStatus.Finished;
        var live = over ? [] : workflow.Contexts.Where(context => context.Status is not (ActivityStatus.Completed or ActivityStatus.Canceled)).ToList();
        var ids = live.Select(context => context.Id).ToHashSet(StringComparer.Ordinal);
        return before with
        {
            Status = workflow.Status,
            SubStatus = workflow.SubStatus,
            CorrelationId = workflow.CorrelationId,
            Name = workflow.Name,
            UpdatedAt = workflow.Now,
            FinishedAt = workflow.FinishedAt,
            IdCounter = workflow.IdCounter,
            LogSequence = workflow.LogSequence,
            Input = workflow.SavedInput(),
            Output = workflow.Outputs.Save(),
            Properties = workflow.Facts.Save(),
            Bookmarks = [.. workflow.Bookmarks.Where(bookmark => ids.Contains(bookmark.ActivityInstanceId))],
            Incidents = [.. workflow.Incidents.Select(incident => incident with { Exception = incident.Exception?.WithoutTrace() })],
            CompletionCallbacks = [.. workflow.CompletionCallbacks.Where(callback => ids.Contains(callback.OwnerInstanceId))],
            ActivityExecutionContexts = [.. live.Select(Save)],
        };
    }

    private static ActivityExecutionContextState Save(ActivityExecutionContext context) => new()
    {
        Id = context.Id,
        ParentContextId = context.ParentActivityExecutionContext?.Id,
        ScheduledActivityNodeId = context.NodeId,
        Status = context.Status,
        StartedAt = context.StartedAt,
        AggregateFaultCount = context.AggregateFaultCount,
        Tag = JsonValues.ToNode(context.Tag),
        Properties = context.Facts.Save() is { Count: > 0 } facts ? facts : null,
        ActivityInput = context.Given.Save() is { Count: > 0 } given ? given : null,
        Variables = context.SavedVariables(),
        GivenVariables = context.GivenVariables(),
    };

    private static Variable Given(GivenVariableState saved)
        => new Variable(saved.Name, null, saved.Id, TypeAliases.TryResolve(saved.TypeName, out var type) ? type : typeof(object)).WithWorkflowStorage();
}
