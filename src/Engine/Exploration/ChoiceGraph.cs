using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Exploration;

/// <summary>
/// A graph drawn after another, node for node and id for id, in which everything that decides or waits asks the explorer instead. What holds the others
/// together (flowcharts, sequences, forks, joins, ends) is the engine's own, so what an exploration sees is what the engine does.
/// </summary>
internal sealed class ChoiceGraph
{
    private static readonly ActivityRegistry Registry = BuiltInActivities.Registry.With(
    [
        ActivityDescriber.Describe(typeof(ChoiceLeaf), () => new ChoiceLeaf(Behaviour.Passes)),
        ActivityDescriber.Describe(typeof(ChoiceOfChildren), () => new ChoiceOfChildren([], [])),
        ActivityDescriber.Describe(typeof(ChoiceLoop), () => new ChoiceLoop(null)),
    ]);

    private readonly WorkflowGraph _original;
    private readonly ExplorationOptions _options;

    private ChoiceGraph(WorkflowGraph original, ExplorationOptions options) => (_original, _options) = (original, options);

    /// <summary>The graph to run; its activities ask that chooser.</summary>
    public static WorkflowGraph Of(WorkflowGraph original, ExplorationOptions options, Chooser chooser)
    {
        var drawn = (Workflow)new ChoiceGraph(original, options).Draw(original.Root.Activity)!;
        var identity = new GraphIdentity(original.DefinitionId, original.VersionId, original.Version) { FaultsEndTheWorkflow = original.FaultsEndTheWorkflow };
        return new WorkflowGraph(identity, drawn, Registry).WithServices(ActivityServices.None.With(_ => chooser));
    }

    private IActivity? Draw(IActivity? original)
    {
        if (original is null)
        {
            return null;
        }

        var drawn = Shape(original);
        (drawn.Id, drawn.Name) = (original.Id, original.Name);
        if (drawn is Activity own && original is Activity { CanStartWorkflow: true })
        {
            own.CanStartWorkflow = true;
        }

        return drawn;
    }

    private IActivity Shape(IActivity original) => original switch
    {
        Workflow workflow => new Workflow(Draw(workflow.Root), []),
        WorkflowDefinitionActivity used => new WorkflowDefinitionActivity(used.Definition) { Root = Draw(used.Root) },
        Flowchart flowchart => Flowchart(flowchart),
        Sequence sequence => new Sequence([.. sequence.Activities.Select(Draw)!]),
        Activities.Parallel parallel => new Activities.Parallel([.. parallel.Activities.Select(Draw)!]),
        Fork fork => Fork(fork),
        FlowNode box => new FlowNode { Body = Draw(box.Body) },
        FlowJoin join => new FlowJoin { Mode = Behaviours.Written(join.Mode, out _) ? join.Mode : new Input<FlowJoinMode>(context => (FlowJoinMode)Choice.ChooserOf(context).Choose(3)) },
        If @if => If(@if),
        Switch @switch => Switch(@switch),
        While loop => new ChoiceLoop(Draw(loop.Body)),
        For loop => new ChoiceLoop(Draw(loop.Body)),
        ForEach loop => new ChoiceLoop(Draw(loop.Body)),
        ParallelForEach each => new ParallelForEach { Body = Draw(each.Body), Items = new Input<ICollection<object>>(context => Items(Choice.ChooserOf(context).Choose(3))) },
        Start => new Start(),
        End => new End(),
        Finish => new Finish(),
        Break => new Break(),
        Complete complete => new Complete { Outcomes = Behaviours.Written(complete.Outcomes, out _) ? complete.Outcomes : new Input<object?>(context => OneOf(complete, context)) },
        Fault when _original.FaultsEndTheWorkflow => new Fault(),
        Fault => new ChoiceLeaf(Behaviour.WaitsForDone), // an incident: somebody mends it or skips it
        _ => new ChoiceLeaf(BehaviourOf(_original.Find(original))),
    };

    private Behaviour BehaviourOf(ActivityNode node) => _options.Describe?.Invoke(node) ?? Behaviours.Of(node);

    private Flowchart Flowchart(Flowchart original)
    {
        var flowchart = new Flowchart();
        var drawn = new Dictionary<IActivity, IActivity>(ReferenceEqualityComparer.Instance);
        foreach (var child in original.Activities)
        {
            flowchart.Activities.Add(drawn[child] = Draw(child)!);
        }

        foreach (var line in original.Connections)
        {
            if (drawn.TryGetValue(line.Source.Activity, out var source) && drawn.TryGetValue(line.Target.Activity, out var target))
            {
                flowchart.Connections.Add(new Connection(new Endpoint(source, line.Source.Port), new Endpoint(target, line.Target.Port)));
            }
        }

        flowchart.Start = original.Start is { } start ? drawn.GetValueOrDefault(start) : null;
        return flowchart;
    }

    private Fork Fork(Fork original)
    {
        var fork = new Fork { JoinMode = original.JoinMode };
        foreach (var branch in original.Branches)
        {
            fork.Branches.Add(Draw(branch)!);
        }

        return fork;
    }

    private ChoiceOfChildren If(If original)
    {
        IReadOnlyList<IActivity> then = Draw(original.Then) is { } yes ? [yes] : [], @else = Draw(original.Else) is { } no ? [no] : [];
        IReadOnlyList<IReadOnlyList<IActivity>> ways = Behaviours.Written(original.Condition, out var holds) ? [holds ? then : @else] : [then, @else];
        return new ChoiceOfChildren(ways, [.. then, .. @else]);
    }

    private ChoiceOfChildren Switch(Switch original)
    {
        var cases = original.Cases.Select(@case => (IReadOnlyList<IActivity>)(Draw(@case.Activity) is { } drawn ? [drawn] : [])).ToList();
        IReadOnlyList<IActivity> otherwise = Draw(original.Default) is { } found ? [found] : [];
        var several = !Behaviours.Written(original.Mode, out var mode) || mode == SwitchMode.MatchAny;
        var ways = several ? Behaviours.Subsets(cases).Select(subset => (IReadOnlyList<IActivity>)[.. subset.SelectMany(each => each)]) : cases;
        return new ChoiceOfChildren([.. ways, otherwise], [.. cases.SelectMany(each => each), .. otherwise]);
    }

    /// <summary>Two at once stand for many: a third does nothing that the second does not.</summary>
    private static List<object> Items(int count) => [.. Enumerable.Range(0, count).Select(number => (object)number)];

    /// <summary>A script may name any outcome that is drawn around, or none of them.</summary>
    private object OneOf(Complete complete, ActivityExecutionContext context)
    {
        var composite = _original.Find(complete);
        while (composite.Parent is { } parent && composite.Activity is not WorkflowDefinitionActivity)
        {
            composite = parent;
        }

        List<string> outcomes = [.. composite.Descriptor.Ports.Where(port => port.Kind == PortKind.Flow).Select(port => port.Name), "Done"];
        return outcomes[Choice.ChooserOf(context).Choose(outcomes.Count)];
    }
}
