using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Graphs;

/// <summary>An activity in its place, with everything about it that never changes looked up once.</summary>
public sealed class ActivityNode
{
    internal ActivityNode(IActivity activity, ActivityDescriptor descriptor, ActivityNode? parent, string nodeId)
    {
        (Activity, Descriptor, Parent, NodeId) = (activity, descriptor, parent, nodeId);
        Inputs = [.. descriptor.Inputs.Where(input => input.IsWrapped).Select(input => (input, (Input?)input.Get(activity)!)).Where(pair => pair.Item2 is not null)];
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

    internal IReadOnlyList<(InputDescriptor Descriptor, Input Input)> Inputs { get; }

    internal IReadOnlyList<Variable> Variables { get; }
}
