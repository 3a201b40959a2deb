using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Activities.Rehearsals;

/// <summary>One case on its way through a rehearsal.</summary>
internal sealed class RehearsedCase(int number, DateTimeOffset opened, WorkflowState state)
{
    private readonly Dictionary<string, int> _visits = new(StringComparer.Ordinal);

    public int Number { get; } = number;

    public DateTimeOffset Opened { get; } = opened;

    public WorkflowState State { get; set; } = state;

    /// <summary>Tasks somebody works on, by bookmark, and when each was opened.</summary>
    public Dictionary<string, (TaskOpened Task, DateTimeOffset At)> OpenTasks { get; } = new(StringComparer.Ordinal);

    public List<(string ActivityId, string? Outcome)> Path { get; } = [];

    public DateTimeOffset? Closed { get; set; }

    public string? Result { get; set; }

    public int Bursts { get; set; }

    /// <summary>How often a step of that kind was begun before.</summary>
    public int NextVisit(string activityType) => _visits[activityType] = _visits.GetValueOrDefault(activityType) + 1;
}
