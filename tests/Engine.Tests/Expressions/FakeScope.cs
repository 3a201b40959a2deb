using CaseWorkflows.Engine.Expressions.JavaScript;

namespace CaseWorkflows.Engine.Tests.Expressions;

/// <summary>A workflow small enough to read: everything a script may see, and a record of what it wrote.</summary>
internal sealed class FakeScope : IScriptScope
{
    private int _guids;

    public Dictionary<string, object?> Variables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, object?> Inputs { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Activity, string? Output), object?> Outputs { get; } = [];

    public List<string> Writes { get; } = [];

    public int Reads { get; private set; }

    public string WorkflowDefinitionId => "definition";

    public string WorkflowDefinitionVersionId => "definition-v3";

    public int WorkflowDefinitionVersion => 3;

    public string WorkflowInstanceId => "instance";

    public string? CorrelationId { get; set; } = "case-7";

    public string? WorkflowInstanceName { get; set; }

    public IEnumerable<string> VariableNames => Variables.Keys;

    public IReadOnlyDictionary<string, object?> Input => Inputs;

    public IEnumerable<(string ActivityName, IReadOnlyList<string> Outputs)> ActivityOutputs =>
        Outputs.Keys.GroupBy(k => k.Activity, (name, keys) => (name, (IReadOnlyList<string>)keys.Select(k => k.Output ?? "Result").ToList()));

    public object? LastResult { get; init; }

    public DateTimeOffset Now { get; init; } = new(2026, 11, 21, 10, 30, 0, 250, TimeSpan.FromHours(3));

    public object? GetVariable(string name)
    {
        Reads++;
        return Variables.GetValueOrDefault(name);
    }

    public void SetVariable(string name, object? value)
    {
        Writes.Add(name);
        Variables[name] = value;
    }

    public object? GetOutput(string activityIdOrName, string? outputName) => Outputs.GetValueOrDefault((activityIdOrName, outputName));

    public Guid NewGuid() => new(++_guids, 0x1234, 0x5678, [1, 2, 3, 4, 5, 6, 7, 8]);
}
