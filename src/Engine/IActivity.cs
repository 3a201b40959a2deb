namespace CaseWorkflows.Engine;

/// <summary>One node of a definition. Shared by every instance that runs the definition, so it holds settings only, never run-time values.</summary>
public interface IActivity
{
    /// <summary>Unique within its container.</summary>
    string Id { get; set; }

    /// <summary>Ids from the root down, joined by colons.</summary>
    string NodeId { get; set; }

    string? Name { get; set; }

    string Type { get; set; }

    int Version { get; set; }

    IDictionary<string, object> CustomProperties { get; set; }

    IDictionary<string, object> Metadata { get; set; }

    ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context);

    ValueTask ExecuteAsync(ActivityExecutionContext context);
}

/// <summary>An activity with one main output called Result.</summary>
public interface IActivityWithResult : IActivity
{
    Models.Output? Result { get; }
}

/// <summary>Completing one ends the surrounding flowchart or sequence at once.</summary>
public interface ITerminalNode;

/// <summary>A container that declares variables for the activities inside.</summary>
public interface IVariableContainer : IActivity
{
    ICollection<Memory.Variable> Variables { get; }
}

/// <summary>Hears what happens to itself and its descendants.</summary>
public interface ISignalHandler
{
    ValueTask ReceiveSignalAsync(object signal, SignalContext context);
}
