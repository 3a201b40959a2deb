using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Cases.Policies.Rules;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Activities.Tests.Guard.Mutants;

/// <summary>Looks at what the engine really did, and says whether that breaks a rule. Knows nothing of the guard.</summary>
internal static class BrokenRule
{
    public static bool IsBroken(PolicyRule rule, PathReplay run, WorkflowGraph graph) => rule switch
    {
        PrecedesRule precedes => StartedWithout(run, precedes.Then, precedes.First, _ => true),
        RequiredBeforeRule required => StartedWithout(run, required.Before, required.Step, line => Outcome(line) == Drawing.MainPort(required.Step)),
        FloorRule floor => DecidedWithin(run, floor),
        AllowedChannelsRule channels => graph.Nodes.Select(node => node.Activity).OfType<OpenCase>().FirstOrDefault() is not { } door || new[] { "fax", "pigeon", "market-stall", "branch-delegate", "Phone" }
            .Any(channel => !channels.Channels.Contains(channel) && door.Accepts(channel)),
        EndReachableRule => run.State.Status == WorkflowStatus.Finished ? !run.Effects<CaseClosed>().Any() : !run.CanEndWithin(12),
        TwoPeopleRule people => run.Effects<TaskOpened>().Last() is var task && graph.Nodes.Single(node => node.Activity.Id == task.Origin.ActivityId).Activity.Type == people.Second
            && !task.ExcludedUsers.Contains(run.People.Last(done => done.ActivityType == people.First).Person),
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    private static bool StartedWithout(PathReplay run, string then, string first, Func<JournalEntry, bool> isYes)
    {
        var done = false;
        foreach (var line in run.Journal)
        {
            if (line.EventName == "Started" && line.ActivityType == then && !done)
            {
                return true;
            }

            done = line.EventName == "Completed" && line.ActivityType == first ? isYes(line) : done;
        }

        return false;
    }

    /// <summary>Too soon after the applicant was informed; or, when there was a decision since, after this study began.</summary>
    private static bool DecidedWithin(PathReplay run, FloorRule floor)
    {
        var lines = run.Journal.Where(line => line.EventName is "Completed" or "Started").ToList();
        var decided = lines.FindLastIndex(line => IsDecision(line, floor));
        var informed = lines.FindLastIndex(decided, line => line.EventName == "Completed" && line.ActivityType == floor.After);
        var before = decided == 0 ? -1 : lines.FindLastIndex(decided - 1, line => IsDecision(line, floor));
        var from = before > informed ? lines.FindLastIndex(decided, line => line.EventName == "Started" && line.NodeId == lines[decided].NodeId) : informed;
        return from >= 0 && lines[decided].Timestamp - lines[from].Timestamp < floor.AtLeast;
    }

    private static bool IsDecision(JournalEntry line, FloorRule floor)
        => line.EventName == "Completed" && line.ActivityType == floor.Activity && Outcome(line) is "Approved" or "Rejected";

    private static string Outcome(JournalEntry line) => (line.Payload?["Outcomes"] as JsonArray)?[0]?.GetValue<string>() ?? "Done";
}
