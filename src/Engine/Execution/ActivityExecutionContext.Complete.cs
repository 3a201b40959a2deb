using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.Signals;

namespace CaseWorkflows.Engine;

/// <summary>How an execution ends.</summary>
public sealed partial class ActivityExecutionContext
{
    /// <summary>Completes this activity and tells its owner. The second time does nothing.</summary>
    public async ValueTask CompleteActivityAsync(object? result = null)
    {
        if (Status != ActivityStatus.Running)
        {
            return;
        }

        await EndAsync(result);
        await SendSignalAsync(new ActivityCompleted(result));
        ClearBookmarks();
        ClearCompletionCallbacks();
    }

    /// <summary>Completed, with nobody told yet. What still runs inside is cancelled.</summary>
    private async ValueTask EndAsync(object? result)
    {
        IsEnding = true;
        WorkflowExecutionContext.Scheduler.Withdraw(this);
        foreach (var child in Children)
        {
            await child.CancelActivityAsync();
        }

        TransitionTo(ActivityStatus.Completed);
        if (result is Outcomes outcomes)
        {
            JournalData["Outcomes"] = outcomes.Names;
        }

        AddExecutionLogEntry("Completed");
    }

    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) => CompleteActivityAsync(new Outcomes(outcomes));

    /// <summary>Completes the nearest composite around this activity.</summary>
    public ValueTask CompleteCompositeAsync(params string[] outcomes) => SendSignalAsync(new CompleteCompositeSignal(new Outcomes(outcomes)));

    /// <summary>Ends this activity and everything inside it without a result. What is already over stays as it is.</summary>
    public async ValueTask CancelActivityAsync()
    {
        if (Status is ActivityStatus.Completed or ActivityStatus.Canceled)
        {
            return;
        }

        IsEnding = true;
        WorkflowExecutionContext.Scheduler.Withdraw(this);
        foreach (var child in Children)
        {
            await child.CancelActivityAsync();
        }

        TransitionTo(ActivityStatus.Canceled);
        ClearBookmarks();
        ClearCompletionCallbacks();
        AddExecutionLogEntry("Canceled");
        await SendSignalAsync(new CancelSignal());
    }

    /// <summary>Sends a signal to this activity and then up through its ancestors until one stops it.</summary>
    public async ValueTask SendSignalAsync(object signal)
    {
        for (var receiver = this; receiver is not null; receiver = receiver.ParentActivityExecutionContext)
        {
            var context = new SignalContext(receiver, this);
            if (receiver.Activity is ISignalHandler handler)
            {
                await handler.ReceiveSignalAsync(signal, context);
            }

            if (signal is ActivityCompleted completed)
            {
                await receiver.HearCompletionAsync(this, completed.Result);
            }

            if (context.StopPropagationRequested)
            {
                return;
            }
        }
    }

    public void ClearCompletionCallbacks() => WorkflowExecutionContext.CompletionCallbacks.RemoveAll(callback => callback.OwnerInstanceId == Id);

    private async ValueTask HearCompletionAsync(ActivityExecutionContext child, object? result)
    {
        var callbacks = WorkflowExecutionContext.CompletionCallbacks;
        var index = callbacks.FindIndex(callback => callback.OwnerInstanceId == Id && callback.ChildNodeId == child.NodeId);
        if (index < 0)
        {
            return;
        }

        var entry = callbacks[index];
        callbacks.RemoveAt(index);
        Tag = Expressions.JsonValues.FromNode(entry.Tag?.DeepClone());
        if (entry.MethodName is null)
        {
            return;
        }

        try
        {
            await Node.Callbacks.Completion(entry.MethodName)(new ActivityCompletedContext(this, child, result));
        }
        catch (Exception e)
        {
            if (Status == ActivityStatus.Running)
            {
                // The child is what can be retried, and its completion must find its way here again.
                child.TransitionTo(ActivityStatus.Faulted);
                callbacks.Add(entry);
            }

            ActivityInvoker.Fault(child, e);
        }
    }
}
