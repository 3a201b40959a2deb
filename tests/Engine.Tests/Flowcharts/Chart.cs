using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.Tests.Execution;

namespace CaseWorkflows.Engine.Tests.Flowcharts;

/// <summary>
/// Flowcharts in one line: <c>start -> a, b; a:Yes -> c</c>. What an activity is follows from how its id begins, see <see cref="Make"/>;
/// activities and connections stand in the order they are mentioned.
/// </summary>
internal static class Chart
{
    public static Flowchart Of(string lines, params IActivity[] own)
    {
        var flowchart = new Flowchart { Id = "flow" };
        foreach (var line in lines.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = line.Split("->", StringSplitOptions.TrimEntries);
            var source = ends[0].Split(':');
            var from = Named(flowchart, source[0], own);
            foreach (var target in ends.Length == 1 ? [] : ends[1].Split(',', StringSplitOptions.TrimEntries))
            {
                var port = source.Length == 1 ? "Done" : source[1] == "null" ? null : source[1];
                flowchart.Connections.Add(new Connection(new Endpoint(from, port), new Endpoint(Named(flowchart, target, own), "In")));
            }
        }

        return flowchart;
    }

    private static IActivity Named(Flowchart flowchart, string id, IActivity[] own)
    {
        if (flowchart.Activities.FirstOrDefault(activity => activity.Id == id) is { } known)
        {
            return known;
        }

        var activity = own.FirstOrDefault(activity => activity.Id == id) ?? Make(id);
        activity.Id = id;
        flowchart.Activities.Add(activity);
        return activity;
    }

    private static IActivity Make(string id) => id.TrimEnd([.. "ABCXY0123456789"]) switch
    {
        "start" => new Start(),
        "end" => new End(),
        "finish" => new Finish(),
        "wait" => new Wait(),
        "throw" => new Throw(),
        "pending" => new NotReady(),
        "yes" => new FlowDecision { Condition = new(true) },
        "no" => new FlowDecision { Condition = new(false) },
        "both" => new Choose { Outcomes = new("X,Y") },
        "any" => Join(FlowJoinMode.WaitAny),
        "all" => Join(FlowJoinMode.WaitAll),
        "active" => Join(FlowJoinMode.WaitAllActive),
        _ => new Probe(),
    };

    private static FlowJoin Join(FlowJoinMode mode) => new() { Mode = new(mode) };
}
