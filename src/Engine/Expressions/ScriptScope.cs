using System.Security.Cryptography;
using System.Text;
using CaseWorkflows.Engine.Expressions.JavaScript;

namespace CaseWorkflows.Engine.Expressions;

/// <summary>What a script sees of the execution it stands in.</summary>
internal sealed class ScriptScope(ActivityExecutionContext context) : IScriptScope
{
    private readonly WorkflowExecutionContext _workflow = context.WorkflowExecutionContext;

    public string WorkflowDefinitionId => _workflow.Graph.DefinitionId;

    public string WorkflowDefinitionVersionId => _workflow.Graph.VersionId;

    public int WorkflowDefinitionVersion => _workflow.Graph.Version;

    public string WorkflowInstanceId => _workflow.Id;

    public string? CorrelationId
    {
        get => _workflow.CorrelationId;
        set => _workflow.CorrelationId = value;
    }

    public string? WorkflowInstanceName
    {
        get => _workflow.Name;
        set => _workflow.Name = value;
    }

    public IEnumerable<string> VariableNames => context.VariableNames;

    /// <summary>What was given, and null for what is declared but was not given: a script may ask for it.</summary>
    public IReadOnlyDictionary<string, object?> Input
    {
        get
        {
            var input = new Dictionary<string, object?>(_workflow.Input, StringComparer.Ordinal);
            foreach (var declared in _workflow.Graph.DeclaredInputs)
            {
                input.TryAdd(declared, null);
            }

            foreach (var inner in context.CompositeInputs)
            {
                input[inner] = context.TryGetInput(inner, out var value) ? value : null;
            }

            return input;
        }
    }

    public IEnumerable<(string ActivityName, IReadOnlyList<string> Outputs)> ActivityOutputs => _workflow.Graph.Nodes
        .Where(node => node.Descriptor.Outputs.Count > 0 && !string.IsNullOrEmpty(node.Activity.Name))
        .Select(node => (node.Activity.Name!, (IReadOnlyList<string>)[.. node.Descriptor.Outputs.Select(output => output.Name)]));

    public object? LastResult => _workflow.LastActivityResult;

    public DateTimeOffset Now => _workflow.Now;

    public object? GetVariable(string name) => context.GetVariable(name);

    public void SetVariable(string name, object? value) => context.SetVariable(name, value);

    public object? GetOutput(string activityIdOrName, string? outputName)
    {
        var node = _workflow.Graph.Nodes.FirstOrDefault(node => node.Activity.Id == activityIdOrName || node.Activity.Name == activityIdOrName);
        var name = outputName ?? (node?.Descriptor.Outputs is { Count: 1 } single ? single[0].Name : "Result");
        return node is null ? null : _workflow.BurstOutputs.GetValueOrDefault((node.Activity.Id, name));
    }

    /// <summary>Not random: derived from the instance's own counter, so that a rerun gives the same.</summary>
    public Guid NewGuid() => new(SHA256.HashData(Encoding.UTF8.GetBytes(_workflow.NextId())).AsSpan(0, 16));
}
