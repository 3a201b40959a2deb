using System.Globalization;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Execution;

/// <summary>Runs one work item. Whatever goes wrong inside becomes an incident of that activity; the burst goes on.</summary>
internal static class ActivityInvoker
{
    public static async ValueTask InvokeAsync(WorkflowExecutionContext workflow, ActivityWorkItem item)
    {
        var context = item.Existing ?? Create(workflow, item);
        context.BeginInvocation();
        if (item.SkippedWith is { } outcomes)
        {
            await SkipAsync(context, outcomes);
            return;
        }

        context.AddExecutionLogEntry(item.ResumedBookmark is null ? "Started" : "Resumed");
        try
        {
            await ExecuteAsync(context, item);
            if (context.Status == ActivityStatus.Running && context.Bookmarks.Count > 0)
            {
                context.AddExecutionLogEntry("Suspended");
            }
        }
        catch (Exception e)
        {
            Fault(context, e);
        }
    }

    /// <summary>Without its inputs, which may be what failed.</summary>
    private static async ValueTask SkipAsync(ActivityExecutionContext context, Models.Outcomes outcomes)
    {
        context.AddExecutionLogEntry("Skipped");
        try
        {
            context.TransitionTo(ActivityStatus.Running);
            await context.CompleteActivityAsync(ReferenceEquals(outcomes, Models.Outcomes.Default) ? null : outcomes);
        }
        catch (Exception e)
        {
            Fault(context, e);
        }
    }

    private static ActivityExecutionContext Create(WorkflowExecutionContext workflow, ActivityWorkItem item)
    {
        var node = workflow.Graph.Find(item.Activity);
        var context = new ActivityExecutionContext(workflow, node, item.Owner, workflow.NextId(), workflow.Now);
        context.Declare(node.Variables);
        context.DeclareGiven(item.Variables);
        context.Tag = JsonValues.FromNode(item.Tag);
        if (item.Input is { } given)
        {
            context.Given.Set(given);
        }


        workflow.Add(context);
        return context;
    }

    private static async ValueTask ExecuteAsync(ActivityExecutionContext context, ActivityWorkItem item)
    {
        if (++context.WorkflowExecutionContext.Invocations > Interpreter.MaxActivitiesPerBurst)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"The workflow ran {Interpreter.MaxActivitiesPerBurst} activities without waiting for anything; most likely it goes round in a circle."));
        }

        context.EvaluateInputs();
        if (!await context.Activity.CanExecuteAsync(context))
        {
            context.TransitionTo(ActivityStatus.Pending);
            context.AddExecutionLogEntry("Precondition Failed", "Cannot execute at this time");
            return;
        }

        context.TransitionTo(ActivityStatus.Running);
        context.WorkflowExecutionContext.ResumedBookmark = item.ResumedBookmark;
        await (item.Delegate is { } resume ? resume(context) : context.Activity.ExecuteAsync(context));
        if (item.ResumedBookmark is { AutoBurn: true } burned)
        {
            context.WorkflowExecutionContext.RemoveBookmarks(bookmark => bookmark.Id == burned.Id);
        }
    }

    /// <summary>Records an incident. An activity that is over stays so: its owner has gone on, nobody could take its completion a second time.</summary>
    public static void Fault(ActivityExecutionContext context, Exception exception)
    {
        var workflow = context.WorkflowExecutionContext;
        if (context.Status is not (ActivityStatus.Completed or ActivityStatus.Canceled))
        {
            context.TransitionTo(ActivityStatus.Faulted);
        }

        context.AddExecutionLogEntry("Faulted", exception.Message);
        workflow.AddIncident(new ActivityIncident(
            context.Activity.Id, context.NodeId, context.Id, context.Activity.Type, exception.Message, ExceptionState.From(exception), workflow.Now));
        context.AggregateFaultCount++;
        foreach (var ancestor in context.GetAncestors())
        {
            ancestor.AggregateFaultCount++;
        }

        if (workflow.Graph.FaultsEndTheWorkflow)
        {
            workflow.TransitionTo(WorkflowSubStatus.Faulted);
        }
    }
}
