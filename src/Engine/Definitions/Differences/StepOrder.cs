using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;

namespace CaseWorkflows.Engine.Definitions.Differences;

/// <summary>The order in which the steps of a container come.</summary>
public sealed class StepOrder
{
    private readonly Dictionary<string, IReadOnlySet<string>> _before;

    private StepOrder(IReadOnlyList<string> ids, Dictionary<string, IReadOnlySet<string>> before) => (Ids, _before) = (ids, before);

    /// <summary>
    /// Ids of the activities directly inside, as a reader would number them. In a flowchart each comes after all that lead to it going forward, as the engine
    /// tells forward from back, and otherwise in the order of the connections; what no line reaches comes last. Elsewhere it is the order of the file.
    /// </summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>True when a way forward leads from the one to the other. Between steps on branches beside each other there is none either way.</summary>
    public bool Precedes(string first, string then) => _before.TryGetValue(then, out var before) && before.Contains(first);

    /// <summary>The order inside that activity.</summary>
    public static StepOrder Of(ActivityDefinition container)
    {
        if (container.Type == "Elsa.Flowchart")
        {
            return OfFlowchart(container);
        }

        var ids = container.Children.Select(child => child.Activity.Id).Distinct(StringComparer.Ordinal).ToList();
        return new(ids, ids.Index().ToDictionary(item => item.Item, item => (IReadOnlySet<string>)ids.Take(item.Index).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal));
    }

    private static StepOrder OfFlowchart(ActivityDefinition container)
    {
        var chart = new Flowchart();
        var boxes = new Dictionary<string, IActivity>(StringComparer.Ordinal);
        foreach (var activity in container.Activities)
        {
            IActivity box = activity.Type == "Elsa.Start" ? new Start() : new NotFoundActivity { CanStartWorkflow = activity.CanStartWorkflow };
            box.Id = activity.Id;
            if (boxes.TryAdd(box.Id, box))
            {
                chart.Activities.Add(box);
            }
        }

        foreach (var line in container.Connections)
        {
            chart.Connections.Add(new(new Endpoint(boxes[line.SourceId], line.SourcePort), new Endpoint(boxes[line.TargetId], line.TargetPort)));
        }

        if (chart.StartActivity(null) is not { } start)
        {
            return new([], []);
        }

        var lines = chart.GraphFrom(start);
        var before = boxes.Values.ToDictionary(
            box => box.Id, box => (IReadOnlySet<string>)lines.Ancestors(box).Select(ancestor => ancestor.Id).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        return new(Numbered(chart, lines, start), before);
    }

    private static List<string> Numbered(Flowchart chart, FlowGraph lines, IActivity start)
    {
        var order = new List<string>();
        var numbered = new HashSet<IActivity>(ReferenceEqualityComparer.Instance);
        var ready = new Queue<IActivity>([start]);
        while (ready.TryDequeue(out var next))
        {
            if (!numbered.Add(next))
            {
                continue;
            }

            order.Add(next.Id);
            foreach (var line in lines.Outbound(next).Where(line => !lines.IsBackward(line)))
            {
                if (lines.ForwardInbound(line.Target.Activity).All(inbound => numbered.Contains(inbound.Source.Activity)))
                {
                    ready.Enqueue(line.Target.Activity);
                }
            }
        }

        order.AddRange(chart.Activities.Where(box => !numbered.Contains(box)).Select(box => box.Id));
        return order;
    }
}
