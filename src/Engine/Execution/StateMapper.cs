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
        foreach (var saved in state.ActivityExecutionContexts)
        {
            if (workflow.Graph.FindNode(saved.ScheduledActivityNodeId) is not { } node)
            {
                return false;
            }

            var parent = saved.ParentContextId is { } parentId
                ? workflow.Find(parentId) ?? throw new InvalidOperationException($"The saved execution {saved.Id} stands before its parent {parentId}.")
                : null;
            var context = new ActivityExecutionContext(workflow, node, parent, saved);
            context.Declare(node.Variables, saved.Variables);
            context.DeclareGiven(saved.GivenVariables?.Select(Given).ToList(), saved.Variables);
            workflow.Add(context);
        }

        workflow.CompletionCallbacks.AddRange(state.CompletionCallbacks);
        return true;
    }

    public static WorkflowState Save(WorkflowExecutionContext workflow, WorkflowState before)
    {
        bool Lives(ActivityExecutionContext? context) => workflow.Status != WorkflowStatus.Finished && context is { IsOver: false };

        workflow.RemoveBookmarks(bookmark => !Lives(workflow.Find(bookmark.ActivityInstanceId)));
        workflow.CompletionCallbacks.RemoveAll(callback => !Lives(workflow.Find(callback.OwnerInstanceId)));
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
            Bookmarks = [.. workflow.Bookmarks],
            Incidents = workflow.Incidents.Count == 0 ? [] : [.. workflow.Incidents.Select(incident => incident with { Exception = incident.Exception?.WithoutTrace() })],
            CompletionCallbacks = [.. workflow.CompletionCallbacks],
            ActivityExecutionContexts = [.. workflow.Contexts.Where(Lives).Select(Save)],
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
        ActivityInput = context.SavedGiven(),
        Variables = context.SavedVariables(),
        GivenVariables = context.GivenVariables(),
    };

    private static Variable Given(GivenVariableState saved)
        => new Variable(saved.Name, null, saved.Id, TypeAliases.TryResolve(saved.TypeName, out var type) ? type : typeof(object)).WithWorkflowStorage();
}
