using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Host.Cases;

/// <summary>The ways out of a step.</summary>
internal static class StepOutcomes
{
    private const string Done = "Done";

    /// <summary>
    /// Those its activity declares and those drawn from it, which for a switch are all there are. Done where there are none, and where no lines are drawn at all.
    /// </summary>
    public static IReadOnlyList<string> Of(ActivityNode step)
    {
        if (step.Parent?.Activity is not Flowchart flowchart)
        {
            return [Done];
        }

        var drawn = flowchart.Connections.Where(line => ReferenceEquals(line.Source.Activity, step.Activity)).Select(line => line.Source.Port ?? Done);
        string[] outcomes = [.. step.Descriptor.Ports.Where(port => port.Kind == PortKind.Flow).Select(port => port.Name).Concat(drawn).Distinct(StringComparer.Ordinal)];
        return outcomes.Length == 0 ? [Done] : outcomes;
    }

    /// <summary>Whether a step may end with these; none at all is Done.</summary>
    public static bool Allow(ActivityNode step, IReadOnlyList<string>? outcomes)
        => (outcomes is { Count: > 0 } ? outcomes : [Done]).All(outcome => Of(step).Contains(outcome, StringComparer.Ordinal));
}
