using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Exploration;

/// <summary>A real instance's state as an exploration goes on from it: who is at work and what is counted stay, what anybody waits for is asked of the explorer.</summary>
internal static class TakenOverState
{
    /// <summary>Null when the graph lacks an activity the instance stands in.</summary>
    public static WorkflowState? Of(WorkflowState state, WorkflowGraph graph)
    {
        var contexts = new List<ActivityExecutionContextState>();
        var bookmarks = new List<Bookmark>();
        foreach (var context in state.ActivityExecutionContexts)
        {
            if (graph.FindNode(context.ScheduledActivityNodeId) is not { } node)
            {
                return null;
            }

            var asks = node.Activity is IChoice;
            var faulted = context.Status == ActivityStatus.Faulted;
            contexts.Add(context with
            {
                Status = faulted ? ActivityStatus.Running : context.Status,
                Properties = node.Activity is ChoiceLeaf ? null : context.Properties,
                Variables = null,
                GivenVariables = null,
                Tag = null,
            });
            if (asks && context.Status is ActivityStatus.Running or ActivityStatus.Faulted && (node.Activity is ChoiceLeaf || faulted))
            {
                bookmarks.Add(new Bookmark
                {
                    Id = "waits-" + context.Id,
                    Name = node.Activity is ChoiceLeaf ? Choice.Waits : Choice.GoesOn,
                    Hash = "waits-" + context.Id,
                    ActivityId = node.Activity.Id,
                    ActivityNodeId = node.NodeId,
                    ActivityInstanceId = context.Id,
                    CallbackMethodName = Choice.CallbackName,
                });
            }
        }

        return state with
        {
            ActivityExecutionContexts = contexts,
            Bookmarks = bookmarks,
            Incidents = [],
            Input = SavedValues.Empty,
            Output = SavedValues.Empty,
            Properties = SavedValues.Empty,
        };
    }
}
