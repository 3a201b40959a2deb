using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Cases.Policies.Rules;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Guard;

/// <summary>One definition under check: what is drawn, everything that can happen, and the words to say it with.</summary>
internal sealed class CheckedProcedure
{
    private readonly Dictionary<string, ActivityDefinition> _drawn;
    private readonly Dictionary<string, List<Way>> _ways = new(StringComparer.Ordinal);
    private readonly HashSet<string> _started = new(StringComparer.Ordinal);

    public CheckedProcedure(WorkflowDefinition definition, WorkflowGraph graph, GuardContext context)
    {
        (Definition, Graph, Context) = (definition.WithNodeIds(), graph, context);
        _drawn = Definition.AllActivities().Where(activity => activity.NodeId is not null).DistinctBy(activity => activity.NodeId, StringComparer.Ordinal)
            .ToDictionary(activity => activity.NodeId!, StringComparer.Ordinal);
        IsProcedure = graph.Nodes.Any(node => node.Activity is OpenCase or CloseCase);
        Space = Explorer.Explore(graph, IsProcedure ? StepBehaviours.Options with { Starts = [null] } : StepBehaviours.Options);
        foreach (var happening in Space.Edges.SelectMany(edge => edge.Happenings))
        {
            Note(happening);
        }
    }

    public WorkflowDefinition Definition { get; }

    public WorkflowGraph Graph { get; }

    public GuardContext Context { get; }

    public Policy? Policy => Context.Policy;

    public StateSpace Space { get; }

    /// <summary>True for what a case runs from its opening to its closing; false for a workflow beside it.</summary>
    public bool IsProcedure { get; }

    /// <summary>True when the activity begins on some path.</summary>
    public bool Runs(ActivityNode node) => _started.Contains(node.NodeId);

    /// <summary>The ways the activity ends on some path.</summary>
    public IReadOnlyList<Way> WaysOf(ActivityNode node) => _ways.TryGetValue(node.NodeId, out var ways) ? ways : [];

    public IEnumerable<ActivityNode> OfType(string typeName) => Graph.Nodes.Where(node => node.Activity.Type == typeName);

    /// <summary>As drawn; null for the workflow itself and for what stands in another definition.</summary>
    public ActivityDefinition? Drawn(ActivityNode node) => _drawn.GetValueOrDefault(node.NodeId);

    /// <summary>What the designer calls it.</summary>
    public string Label(ActivityNode node)
        => Drawn(node)?.DisplayText is { Length: > 0 } text ? text : node.Activity.Name is { Length: > 0 } name ? name : node.Activity.Id;

    /// <summary>What a kind of step is called.</summary>
    public static LocalizedText KindName(string typeName)
        => ProcedureSteps.Find(typeName)?.About.Name ?? LocalizedText.Same(typeName[(typeName.LastIndexOf('.') + 1)..]);

    /// <summary>A finding about a rule, with the way that breaks it; its line is that of the setting at fault, or else of the activity.</summary>
    public GuardFinding Refuted(PolicyRule rule, LocalizedText message, IReadOnlyList<PathStep> path, ActivityNode? about, string? member = null)
        => About(about, new GuardFinding("policy-" + rule.Kind, message) { Rule = rule.Id, Clause = rule.Clause, Path = path }, member);

    /// <summary>A finding about an activity, with its place in the file.</summary>
    public GuardFinding Finding(string code, LocalizedText message, ActivityNode? about, bool isWarning = false, string? member = null)
        => About(about, new GuardFinding(code, message) { IsWarning = isWarning }, member);

    private GuardFinding About(ActivityNode? node, GuardFinding finding, string? member = null)
    {
        var drawn = DrawnOrAround(node);
        var path = drawn is null ? null : member is not null && drawn.Property(member) is not null ? $"{drawn.JsonPath}.{member}" : drawn.JsonPath;
        return finding with
        {
            ActivityId = node?.Activity.Id,
            JsonPath = path,
            Line = path is not null && Context.Lines?.TryFind(path, out var line, out _) == true ? line : null,
        };
    }

    /// <summary>For what stands in another definition, the activity that uses it.</summary>
    private ActivityDefinition? DrawnOrAround(ActivityNode? node)
    {
        for (; node is not null; node = node.Parent)
        {
            if (Drawn(node) is { } drawn)
            {
                return drawn;
            }
        }

        return null;
    }

    private void Note(Happening happening)
    {
        if (happening is { Kind: HappeningKind.Started, Node: { } begun })
        {
            _started.Add(begun.NodeId);
        }
        else if (happening is { Kind: HappeningKind.Completed, Node: { } ended, Way: { } way })
        {
            if (!_ways.TryGetValue(ended.NodeId, out var ways))
            {
                _ways[ended.NodeId] = ways = [];
            }

            ways.Add(way);
        }
    }
}
