using System.Runtime.CompilerServices;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine;

/// <summary>Completes by itself after running, unless it created a bookmark in this run.</summary>
public abstract class CodeActivity([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    internal override async ValueTask ExecuteAndSettleAsync(ActivityExecutionContext context)
    {
        await ExecuteAsync(context);
        if (!context.NewBookmarks.Any())
        {
            await context.CompleteActivityAsync();
        }
    }
}

/// <summary>A code activity with a main output.</summary>
public abstract class CodeActivity<T>([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : CodeActivity(source, line), IActivityWithResult
{
    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result => Result;
}

/// <summary>May start a workflow; also usable as a step that waits.</summary>
public abstract class Trigger([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>What must arrive for this trigger to start a workflow; one payload per stimulus listened for.</summary>
    internal IEnumerable<object> TriggerPayloads(TriggerIndexingContext context) => GetTriggerPayloads(context);

    protected virtual IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) => [GetTriggerPayload(context)];

    protected virtual object GetTriggerPayload(TriggerIndexingContext context) => new();
}

/// <summary>A trigger with a main output.</summary>
public abstract class Trigger<T>([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Trigger(source, line), IActivityWithResult
{
    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result => Result;
}

/// <summary>What a trigger may look at while its payload is indexed: the inputs, evaluated without a running instance.</summary>
public sealed class TriggerIndexingContext(ActivityExecutionContext expressions)
{
    /// <summary>What a sender of the stimulus calls it; the activity's type, unless it says otherwise.</summary>
    public string TriggerName { get; set; } = expressions.Activity.Type;

    /// <summary>The instant from which the clock counts.</summary>
    public DateTimeOffset Now => expressions.WorkflowExecutionContext.Now;

    public T GetRequiredService<T>()
        where T : notnull => expressions.GetRequiredService<T>();

    /// <summary>The input's value for indexing; null when unset.</summary>
    public T? Get<T>(Input<T>? input) => input is null ? default : expressions.Get(input);
}
