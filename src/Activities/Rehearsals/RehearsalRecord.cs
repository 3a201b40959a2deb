using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Cases.Figures;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Activities.Rehearsals;

/// <summary>Writes down what happens in a rehearsal and sums it up.</summary>
internal sealed class RehearsalRecord(WorkflowDefinition definition)
{
    private const int MostPaths = 10;
    private readonly Dictionary<string, List<TimeSpan>> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Code, string ActivityId, string? Message), HashSet<string>> _troubles = [];
    private readonly Dictionary<string, ActivityDefinition> _activities = definition.AllActivities().GroupBy(activity => activity.Id, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    public void Done(RehearsedCase @case, TaskOpened task, DateTimeOffset opened, string? outcome, DateTimeOffset now)
    {
        @case.Path.Add((task.Origin.ActivityId, outcome));
        if (!_steps.TryGetValue(task.Origin.ActivityId, out var times))
        {
            _steps[task.Origin.ActivityId] = times = [];
        }

        times.Add(now - opened);
    }

    public void Failed(IReadOnlyList<ActivityIncident> incidents)
    {
        foreach (var incident in incidents)
        {
            Note(Troubles.Failed, incident.ActivityId, incident.Message, incident.ActivityInstanceId);
        }
    }

    public RehearsalResult Result(IReadOnlyList<RehearsedCase> cases, IReadOnlyList<RoleLoad> roles)
    {
        var closed = cases.Where(@case => @case.Closed is not null).ToList();
        foreach (var standing in cases.Where(@case => @case.Closed is null))
        {
            NoteStanding(standing);
        }

        var paths = closed.GroupBy(@case => string.Join('|', @case.Path), StringComparer.Ordinal).OrderByDescending(way => way.Count()).ToList();
        return new(
            cases.Count,
            Statistics.LeadTimes([.. closed.Select(LeadTime)]),
            [.. closed.CountBy(@case => @case.Result!, StringComparer.Ordinal).OrderByDescending(end => end.Value).Select(end => new EndShare(end.Key, end.Value))],
            roles,
            [.. _steps.OrderByDescending(step => step.Value.Sum(time => time.TotalHours)).Select(step => new StepLoad(step.Key, Label(step.Key), step.Value.Count, Statistics.Mean(step.Value)))],
            [.. paths.Take(MostPaths).Select(way => new PathShare(
                [.. way.First().Path.Select(step => new RehearsedStep(step.ActivityId, _activities.GetValueOrDefault(step.ActivityId)?.Type ?? "", Label(step.ActivityId), step.Outcome))], way.Count(), Spread.Share(way.Select(LeadTime), 0.5)))],
            paths.Count,
            cases.Count - closed.Count,
            [.. _troubles.OrderByDescending(trouble => trouble.Value.Count).Select(trouble => new Trouble(trouble.Key.Code, trouble.Key.ActivityId, Label(trouble.Key.ActivityId), trouble.Key.Message, trouble.Value.Count))]);
    }

    private void NoteStanding(RehearsedCase @case)
    {
        if (@case.State.Incidents.Count > 0)
        {
            return; // noted when it failed
        }

        var (code, activity) = @case switch
        {
            { State.Status: WorkflowStatus.Finished } => (Troubles.NeverClosed, ""),
            { OpenTasks.Count: > 0 } => (Troubles.NobodyEnds, @case.OpenTasks.Values.First().Task.Origin.ActivityId),
            { State.Bookmarks: [var waits, ..] } => (Troubles.WaitsOutside, waits.ActivityId),
            _ => (Troubles.Stuck, ""),
        };
        Note(code, activity, null, @case.State.Id);
    }

    private void Note(string code, string activityId, string? message, string whose)
    {
        if (!_troubles.TryGetValue((code, activityId, message), out var met))
        {
            _troubles[(code, activityId, message)] = met = new(StringComparer.Ordinal);
        }

        met.Add(whose);
    }

    private static TimeSpan LeadTime(RehearsedCase @case) => @case.Closed!.Value - @case.Opened;

    private string Label(string activityId) => _activities.GetValueOrDefault(activityId)?.Label ?? activityId;
}
