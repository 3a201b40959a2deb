using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Cases.Policies.Rules;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Guard.Rules;

/// <summary>Requests over allowed channels only.</summary>
internal static class ChannelsCheck
{
    public static GuardFinding? Check(AllowedChannelsRule rule, CheckedProcedure procedure)
    {
        if (!procedure.IsProcedure)
        {
            return null;
        }

        var doors = procedure.Graph.Nodes.Where(node => node.Activity is OpenCase).ToList();
        if (doors.Count == 0)
        {
            return procedure.Refuted(rule, RuleTexts.NoDoor(), [], null);
        }

        return doors.Select(door => Check(rule, procedure, door, (OpenCase)door.Activity)).FirstOrDefault(finding => finding is not null);
    }

    private static GuardFinding? Check(AllowedChannelsRule rule, CheckedProcedure procedure, ActivityNode node, OpenCase door)
    {
        IReadOnlyList<PathStep> path = [new(node.Activity.Id, node.NodeId, procedure.Label(node), "Done")];
        if (!door.Channels.TryGetWritten(out var written))
        {
            return procedure.Refuted(rule, RuleTexts.ChannelScript(procedure.Label(node)), path, node, "channels");
        }

        IEnumerable<string> taken = written is { Count: > 0 } ? written : procedure.Context.Channels ?? (IEnumerable<string>)[];
        var strange = taken.Where(channel => !rule.Channels.Contains(channel, StringComparer.Ordinal)).ToList();
        return strange.Count == 0 ? null : procedure.Refuted(rule, RuleTexts.StrangeChannels(procedure.Label(node), strange), path, node, "channels");
    }
}
