namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>What a script sees of the running workflow. One evaluation uses it from one thread at a time.</summary>
/// <remarks>
/// Writes (<see cref="SetVariable"/>, <see cref="CorrelationId"/>, <see cref="WorkflowInstanceName"/>) arrive after the script has ended
/// well, never while it runs: a script that fails changes nothing.
/// </remarks>
public interface IScriptScope
{
    string WorkflowDefinitionId { get; }

    string WorkflowDefinitionVersionId { get; }

    int WorkflowDefinitionVersion { get; }

    string WorkflowInstanceId { get; }

    string? CorrelationId { get; set; }

    string? WorkflowInstanceName { get; set; }

    /// <summary>Variables in scope, innermost first where names repeat. They appear under <c>variables</c> and as <c>getX()</c>/<c>setX()</c>.</summary>
    IEnumerable<string> VariableNames { get; }

    /// <summary>The value, or null when the variable is empty or unknown.</summary>
    object? GetVariable(string name);

    /// <summary>Called once per changed variable; <paramref name="name"/> may be one that was never declared.</summary>
    void SetVariable(string name, object? value);

    IReadOnlyDictionary<string, object?> Input { get; }

    /// <summary>The output of an activity that has run; null when it has not. A null <paramref name="outputName"/> asks for its result.</summary>
    object? GetOutput(string activityIdOrName, string? outputName);

    /// <summary>Activities a script may ask by <c>get{Output}From{Activity}()</c>.</summary>
    IEnumerable<(string ActivityName, IReadOnlyList<string> Outputs)> ActivityOutputs { get; }

    object? LastResult { get; }

    /// <summary>What <c>new Date()</c> and <c>Date.now()</c> answer, for the whole evaluation.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The next identifier. Must repeat the same sequence when an evaluation is repeated.</summary>
    Guid NewGuid();
}
