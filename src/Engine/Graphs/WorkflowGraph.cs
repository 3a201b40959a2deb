using System.Collections.Frozen;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Graphs;

/// <summary>
/// One version of a definition, ready to run: immutable, shared by all its instances and by all threads.
/// </summary>
public sealed class WorkflowGraph
{
    private readonly FrozenDictionary<string, ActivityNode> _byNodeId;
    private readonly Dictionary<IActivity, ActivityNode> _byActivity;
    private readonly FrozenSet<string> _outputs;
    private readonly FrozenSet<string> _savedInputs;
    private readonly IReadOnlyList<string> _inputs;

    private WorkflowGraph(WorkflowGraph other, ActivityServices services)
    {
        (DefinitionId, VersionId, Version, Root, FaultsEndTheWorkflow) = (other.DefinitionId, other.VersionId, other.Version, other.Root, other.FaultsEndTheWorkflow);
        (_byNodeId, _byActivity, _outputs, _savedInputs, _inputs) = (other._byNodeId, other._byActivity, other._outputs, other._savedInputs, other._inputs);
        Services = services;
    }

    internal WorkflowGraph(GraphIdentity identity, Workflow workflow, ActivityRegistry registry)
    {
        (DefinitionId, VersionId, Version, FaultsEndTheWorkflow) = (identity.DefinitionId, identity.VersionId, identity.Version, identity.FaultsEndTheWorkflow);
        _byActivity = new Dictionary<IActivity, ActivityNode>(ReferenceEqualityComparer.Instance);
        Root = Add(workflow, null, registry);
        _byNodeId = _byActivity.Values.ToFrozenDictionary(node => node.NodeId, StringComparer.Ordinal);
        _outputs = identity.Outputs.ToFrozenSet(StringComparer.Ordinal);
        _inputs = identity.Inputs;
        _savedInputs = identity.SavedInputs.ToFrozenSet(StringComparer.Ordinal);
        Services = ActivityServices.None;
    }

    public string DefinitionId { get; }

    /// <summary>The id of this very version; running instances stay on it.</summary>
    public string VersionId { get; }

    public int Version { get; }

    public ActivityNode Root { get; }

    /// <summary>False, the default: a fault becomes an incident and the rest goes on.</summary>
    public bool FaultsEndTheWorkflow { get; }

    public ActivityServices Services { get; }

    public IEnumerable<ActivityNode> Nodes => _byActivity.Values;

    /// <summary>A graph built in code, as tests and hosts without definition files do.</summary>
    public static WorkflowGraph Create(IActivity root, string definitionId = "code", IEnumerable<Variable>? variables = null, bool faultsEndTheWorkflow = false)
        => new(new GraphIdentity(definitionId, definitionId + "-1", 1) { FaultsEndTheWorkflow = faultsEndTheWorkflow },
            new Workflow(root, variables ?? []), BuiltInActivities.Registry);

    /// <summary>The same graph with other services; cheap.</summary>
    public WorkflowGraph WithServices(ActivityServices services) => new(this, services);

    public ActivityNode Find(IActivity activity) => _byActivity.TryGetValue(activity, out var node)
        ? node
        : throw new InvalidOperationException($"Activity '{activity.Id}' is not part of definition {DefinitionId}.");

    /// <summary>Null when this version has no such node.</summary>
    public ActivityNode? FindNode(string nodeId) => _byNodeId.GetValueOrDefault(nodeId);

    /// <summary>Names of the inputs the definition declares, given or not.</summary>
    internal IReadOnlyList<string> DeclaredInputs => _inputs;

    internal bool HasOutput(string name) => _outputs.Contains(name);

    internal SavedValues SavedInputs(ValueBag input) => _savedInputs.Count == 0
        ? SavedValues.Empty
        : SavedValues.Of(input.Values.Where(pair => _savedInputs.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal));

    private ActivityNode Add(IActivity activity, ActivityNode? parent, ActivityRegistry registry)
    {
        var descriptor = activity is WorkflowDefinitionActivity used ? used.Descriptor
            : registry.Find(activity.Type, activity.Version) is { } known && known.ClrType == activity.GetType()
            ? known
            : ActivityDescriber.Describe(activity.GetType(), () => activity);
        if (string.IsNullOrEmpty(activity.Id))
        {
            activity.Id = $"{descriptor.Name}{_byActivity.Count + 1}";
        }

        var node = new ActivityNode(activity, descriptor, parent, parent is null ? activity.Id : $"{parent.NodeId}:{activity.Id}");
        activity.NodeId = node.NodeId;
        if (!_byActivity.TryAdd(activity, node))
        {
            throw new InvalidOperationException($"Activity '{activity.Id}' stands in two places.");
        }

        foreach (var child in ChildrenOf(activity, descriptor))
        {
            node.Children.Add(Add(child, node, registry));
        }

        return node;
    }

    private static IEnumerable<IActivity> ChildrenOf(IActivity activity, ActivityDescriptor descriptor)
        => descriptor.Ports.Where(port => port.Kind == PortKind.Embedded).SelectMany(port => port.Get!(activity) switch
        {
            IActivity single => [single],
            IEnumerable<IActivity> many => many,
            _ => (IEnumerable<IActivity>)[],
        }).Concat((activity as IEmbedsActivities)?.Embedded ?? []);
}

/// <summary>What a graph is called and what its definition declares around the activities.</summary>
internal sealed record GraphIdentity(string DefinitionId, string VersionId, int Version)
{
    public bool FaultsEndTheWorkflow { get; init; }

    public IReadOnlyList<string> Outputs { get; init; } = [];

    public IReadOnlyList<string> Inputs { get; init; } = [];

    public IReadOnlyList<string> SavedInputs { get; init; } = [];
}

/// <summary>An activity with children in places that are not plain ports, such as the cases of a switch.</summary>
public interface IEmbedsActivities
{
    IEnumerable<IActivity> Embedded { get; }
}
