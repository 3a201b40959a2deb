using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Graphs;

/// <summary>What is written inside an activity in lists, beside its ports.</summary>
public sealed partial class GraphCompiler
{
    private void FillContainer(IActivity activity, ActivityDefinition json)
    {
        if (activity is IVariableContainer container)
        {
            foreach (var variable in Variables(json.Variables))
            {
                container.Variables.Add(variable);
            }
        }

        switch (activity)
        {
            case Flowchart flowchart:
                FillFlowchart(flowchart, json);
                break;
            case Sequence sequence:
                FillList(sequence.Activities, json.Activities);
                break;
            case Activities.Parallel parallel:
                FillList(parallel.Activities, json.Activities);
                break;
            case Fork fork:
                FillList(fork.Branches, json.ActivitiesIn("branches"));
                break;
        }
    }

    private void FillList(ICollection<IActivity> activities, IEnumerable<ActivityDefinition> children)
    {
        foreach (var child in children)
        {
            activities.Add(Activity(child));
        }
    }

    private void FillFlowchart(Flowchart flowchart, ActivityDefinition json)
    {
        var byId = new Dictionary<string, IActivity>(StringComparer.Ordinal);
        foreach (var child in json.Activities)
        {
            var activity = Activity(child);
            flowchart.Activities.Add(activity);
            byId.TryAdd(child.Id, activity);
        }

        foreach (var line in json.Connections)
        {
            if (byId.TryGetValue(line.SourceId, out var source) && byId.TryGetValue(line.TargetId, out var target))
            {
                flowchart.Connections.Add(new Connection(new Endpoint(source, line.SourcePort), new Endpoint(target, line.TargetPort)));
            }
        }
    }
}
