using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Graphs;

/// <summary>An activity in its place, with everything about it that never changes looked up once.</summary>
public sealed class ActivityNode
{
    internal ActivityNode(IActivity activity, ActivityDescriptor descriptor, ActivityNode? parent, string nodeId)
    {
        (Activity, Descriptor, Parent, NodeId, Callbacks) = (activity, descriptor, parent, nodeId, new CallbackMethods(activity));
        foreach (var input in descriptor.Inputs)
        {
            (input.Get(activity) as Input)?.ReadWritten();
        }

        InputsToWorkOut = [.. descriptor.Inputs.Where(input => input.IsWrapped && input.AutoEvaluate).Select(input => input.Get(activity)).OfType<Input>().Where(input => input.Written is null)];
        Variables = [.. ActivityDescriber.VariablesOf(activity)];
        foreach (var output in descriptor.Outputs)
        {
            if (output.Get(activity) is Output value)
            {
                value.Name = output.Name;
            }
        }
    }

    public IActivity Activity { get; }

    public ActivityDescriptor Descriptor { get; }

    public ActivityNode? Parent { get; }

    public string NodeId { get; }

    public IList<ActivityNode> Children { get; } = [];

    internal CallbackMethods Callbacks { get; }

    /// <summary>What is worked out before each run, in the order of the descriptor.</summary>
    internal IReadOnlyList<Input> InputsToWorkOut { get; }

    internal IReadOnlyList<Variable> Variables { get; }
}
