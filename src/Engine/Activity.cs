using System.Runtime.CompilerServices;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine;

/// <summary>Base of every activity. One that derives from it directly decides itself when it is complete.</summary>
public abstract class Activity : IActivity, ISignalHandler
{
    private readonly List<(Type Signal, Func<object, SignalContext, ValueTask> Handler)> _handlers = [];

    protected Activity([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    {
        _ = (source, line); // accepted so that sources written for Elsa compile; nothing here needs them
        (Type, Version) = ActivityTypeName.Of(GetType());
    }

    public string Id { get; set; } = "";

    public string NodeId { get; set; } = "";

    public string? Name { get; set; }

    public string Type { get; set; }

    public int Version { get; set; }

    public IDictionary<string, object> CustomProperties { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public IDictionary<string, object> Metadata { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>Whether this trigger may start the workflow it stands in.</summary>
    public bool CanStartWorkflow { get; set; }

    protected virtual ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context) => new(CanExecute(context));

    protected virtual bool CanExecute(ActivityExecutionContext context) => true;

    protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Execute(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void Execute(ActivityExecutionContext context)
    {
    }

    protected virtual ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        OnSignalReceived(signal, context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnSignalReceived(object signal, SignalContext context)
    {
    }

    /// <summary>Registers a handler for one kind of signal; called from constructors.</summary>
    protected void OnSignalReceived<T>(Func<T, SignalContext, ValueTask> handler)
        => _handlers.Add((typeof(T), (signal, context) => handler((T)signal, context)));

    protected static ValueTask CompleteAsync(ActivityExecutionContext context) => context.CompleteActivityAsync();

    ValueTask<bool> IActivity.CanExecuteAsync(ActivityExecutionContext context) => CanExecuteAsync(context);

    ValueTask IActivity.ExecuteAsync(ActivityExecutionContext context) => ExecuteAndSettleAsync(context);

    async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
    {
        await OnSignalReceivedAsync(signal, context);
        foreach (var (type, handler) in _handlers)
        {
            if (type == signal.GetType())
            {
                await handler(signal, context);
            }
        }
    }

    /// <summary>What happens around the author's own code; automatic completion hooks in here.</summary>
    internal virtual ValueTask ExecuteAndSettleAsync(ActivityExecutionContext context) => ExecuteAsync(context);
}

/// <summary>An activity with a main output.</summary>
public abstract class Activity<T>([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : Activity(source, line), IActivityWithResult
{
    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result => Result;
}
