using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Activities.Rehearsals;

/// <summary>Writes down what happens in a rehearsal and sums it up.</summary>
internal sealed class RehearsalRecord(WorkflowDefinition definition)
{
    private const int MostPaths = 10;
    private readonly Dictionary<string, List<TimeSpan>> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<(string ActivityId, string Message), HashSet<string>> _troubles = [];
    private readonly Dictionary<string, string> _labels = definition.AllActivities().GroupBy(activity => activity.Id, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.First().DisplayText ?? same.First().Name ?? same.Key, StringComparer.Ordinal);

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
            Note(incident.ActivityId, incident.Message, incident.ActivityInstanceId);
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
                [.. way.First().Path.Select(step => new RehearsedStep(step.ActivityId, Label(step.ActivityId), step.Outcome))], way.Count(), Statistics.Share(way.Select(LeadTime), 0.5)))],
            paths.Count,
            cases.Count - closed.Count,
            [.. _troubles.OrderByDescending(trouble => trouble.Value.Count).Select(trouble => new Trouble(trouble.Key.ActivityId, trouble.Key.Message, trouble.Value.Count))]);
    }

    private void NoteStanding(RehearsedCase @case)
    {
        var (activity, message) = @case switch
        {
            { State.Incidents.Count: > 0 } => (null, null), // noted when it failed
            { State.Status: WorkflowStatus.Finished } => ("", "The procedure came to its end and nothing closed the case."),
            { OpenTasks.Count: > 0 } => (@case.OpenTasks.Values.First().Task.Origin.ActivityId, "Nobody who is not excluded holds a role the task is offered to, or it goes round for years."),
            { State.Bookmarks: [var waits, ..] } => (waits.ActivityId, "It waits for something from outside, which no rehearsal brings."),
            _ => ("", "It stands and waits for nothing."),
        };
        if (message is not null)
        {
            Note(activity!, message, @case.State.Id);
        }
    }

    private void Note(string activityId, string message, string whose)
    {
        if (!_troubles.TryGetValue((activityId, message), out var met))
        {
            _troubles[(activityId, message)] = met = new(StringComparer.Ordinal);
        }

        met.Add(whose);
    }

    private static TimeSpan LeadTime(RehearsedCase @case) => @case.Closed!.Value - @case.Opened;

    private string Label(string activityId) => _labels.GetValueOrDefault(activityId, activityId);
}
