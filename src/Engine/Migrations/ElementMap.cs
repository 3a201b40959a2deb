using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Engine.Migrations;

/// <summary>Which activity of one version stands for which of another. What has no counterpart cannot be gone on with there.</summary>
public sealed class ElementMap
{
    private readonly Dictionary<string, string?> _nodes;

    private ElementMap(Dictionary<string, string?> nodes) => _nodes = nodes;

    /// <summary>By node id of the old version; null stands for no counterpart.</summary>
    public IReadOnlyDictionary<string, string?> Nodes => _nodes;

    /// <summary>
    /// The map a reader would draw: the same id and type in the same place; and of what is left in one place, the only ones of a type, which were given another id.
    /// </summary>
    public static ElementMap Propose(WorkflowGraph from, WorkflowGraph to)
    {
        var nodes = from.Nodes.ToDictionary(node => node.NodeId, _ => (string?)null, StringComparer.Ordinal);
        Pair(from.Root, to.Root);
        return new(nodes);

        void Pair(ActivityNode old, ActivityNode @new)
        {
            nodes[old.NodeId] = @new.NodeId;
            if (old.Activity is Workflow)
            {
                Pair(old.Children[0], @new.Children[0]); // the root may be called anything
                return;
            }

            var left = @new.Children.ToList();
            var open = new List<ActivityNode>();
            foreach (var child in old.Children)
            {
                if (left.Find(other => other.Activity.Id == child.Activity.Id && SameKind(child, other)) is { } same)
                {
                    left.Remove(same);
                    Pair(child, same);
                }
                else
                {
                    open.Add(child);
                }
            }

            foreach (var child in open.Where(child => open.Count(other => SameKind(child, other)) == 1))
            {
                if (left.Where(other => SameKind(child, other)).ToList() is [var only])
                {
                    Pair(child, only);
                }
            }
        }
    }

    /// <summary>The same map with a designer's corrections, by node id. An id that is in neither version is left out of account.</summary>
    public ElementMap Corrected(IEnumerable<KeyValuePair<string, string?>> corrections)
    {
        var nodes = new Dictionary<string, string?>(_nodes, StringComparer.Ordinal);
        foreach (var (old, @new) in corrections.Where(correction => _nodes.ContainsKey(correction.Key)))
        {
            nodes[old] = string.IsNullOrEmpty(@new) ? null : @new;
        }

        return new(nodes);
    }

    /// <summary>Null when there is no counterpart, and for an id the old version does not have.</summary>
    public string? Of(string nodeId) => _nodes.GetValueOrDefault(nodeId);

    /// <summary>True when an instance that stands in the one could stand in the other: their classes keep the same things.</summary>
    internal static bool SameKind(ActivityNode one, ActivityNode other) => one.Activity.GetType() == other.Activity.GetType() && one.Activity.Type == other.Activity.Type;
}
