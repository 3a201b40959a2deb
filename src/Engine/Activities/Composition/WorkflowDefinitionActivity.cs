using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Activities;

/// <summary>
/// Another workflow, run as one activity inside this instance. Its inputs and outputs are variables around it; its outcomes are those its
/// <see cref="Complete"/> names. Made by the compiler from the definition, see <see cref="Descriptor"/>.
/// </summary>
public sealed class WorkflowDefinitionActivity : Activity, IVariableContainer
{
    private readonly Dictionary<string, Input> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Output> _outputs = new(StringComparer.Ordinal);

    internal WorkflowDefinitionActivity(WorkflowDefinition definition)
    {
        (Definition, Version) = (definition, definition.Version);
        Descriptor = WorkflowActivityDescriber.Describe(definition, () => this);
        Type = Descriptor.TypeName;
        Variables =
        [
            .. definition.Inputs.Select(input => Variable(input, input.StorageKind)),
            .. definition.Outputs.Where(output => !HasInput(output.Name)).Select(output => Variable(output, StorageKind.WorkflowInstance)),
        ];
    }

    /// <summary>The version that runs here.</summary>
    public WorkflowDefinition Definition { get; }

    public ActivityDescriptor Descriptor { get; }

    /// <summary>One for each declared input and output, under its name.</summary>
    public ICollection<Variable> Variables { get; }

    /// <summary>The workflow itself.</summary>
    public IActivity? Root { get; internal set; }

    internal bool HasOutput(string name) => Definition.Outputs.Any(output => output.Name == name);

    internal bool HasInput(string name) => Definition.Inputs.Any(input => input.Name == name);

    internal Input? InputOf(string name) => _inputs.GetValueOrDefault(name);

    internal Output? OutputOf(string name) => _outputs.GetValueOrDefault(name);

    internal void Bind(string name, object? value)
    {
        if (value is Input input)
        {
            _inputs[name] = input;
        }
        else if (value is Output output)
        {
            _outputs[name] = output;
        }
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        foreach (var (name, input) in _inputs)
        {
            context.SetVariable(name, context.ValueOf(input));
        }

        return context.ScheduleActivityAsync(Root, OnRootCompletedAsync);
    }

    private ValueTask OnRootCompletedAsync(ActivityCompletedContext context)
    {
        var owner = context.TargetContext;
        foreach (var (name, output) in _outputs)
        {
            if (owner.GetVariable(name) is { } value) // one that was never set leaves what is outside alone
            {
                owner.HandOut(output, name, value);
            }
        }

        return owner.CompleteActivityAsync(context.Result as Outcomes);
    }

    /// <summary>Inputs are kept through waits when the definition says so, as those of an instance are; outputs always, they are still to be handed out.</summary>
    private static Variable Variable(ArgumentDefinition argument, StorageKind storage)
    {
        TypeAliases.TryResolve(argument.TypeName, out var type);
        return new Variable(argument.Name, id: argument.Name, type: argument.IsArray ? typeof(ICollection<>).MakeGenericType(type) : type)
        {
            Storage = storage == StorageKind.WorkflowInstance ? StorageDriver.WorkflowInstance : StorageDriver.Memory,
        };
    }
}
