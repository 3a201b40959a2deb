namespace CaseWorkflows.Engine;

/// <summary>A signal on its way up.</summary>
public sealed class SignalContext(ActivityExecutionContext receiver, ActivityExecutionContext sender)
{
    public ActivityExecutionContext ReceiverActivityExecutionContext { get; } = receiver;

    public ActivityExecutionContext SenderActivityExecutionContext { get; } = sender;

    public bool StopPropagationRequested { get; private set; }

    public void StopPropagation() => StopPropagationRequested = true;
}

/// <summary>What an owner learns when a child is done.</summary>
public sealed class ActivityCompletedContext(ActivityExecutionContext target, ActivityExecutionContext child, object? result)
{
    /// <summary>The owner, whose method is being called.</summary>
    public ActivityExecutionContext TargetContext { get; } = target;

    public ActivityExecutionContext ChildContext { get; } = child;

    public object? Result { get; } = result;

    public WorkflowExecutionContext WorkflowExecutionContext => TargetContext.WorkflowExecutionContext;
}
