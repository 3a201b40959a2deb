using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// Which transition of the standard transactional model (IEEE 1849-2016, 7.2) an event is. What is an act of its own and no turn in a task's life is complete
/// with its event. A task that was given back is suspended until somebody takes it up again.
/// </summary>
internal sealed class TaskLifecycle
{
    private readonly HashSet<string> _suspended = new(StringComparer.Ordinal);

    /// <summary>Forgets the case before.</summary>
    public void Begin() => _suspended.Clear();

    /// <summary>The transition; the events of a case must come in their order, each once.</summary>
    /// <param name="one">The event.</param>
    /// <param name="data">Its data.</param>
    /// <param name="task">The id of the task it is about; null when it is about none.</param>
    public ReadOnlySpan<byte> Transition(CaseEvent one, DataLeaves data, string? task) => one.Action switch
    {
        "TaskOpened" => "schedule"u8,
        "TaskAssigned" => data.TryFind("data.task.before.assignee"u8, out _) ? "reassign"u8 : "assign"u8,
        "TaskClaimed" => task is not null && _suspended.Remove(task) ? "resume"u8 : "start"u8,
        "TaskReleased" => Suspend(task),
        "TaskCancelled" => WasBegun(data, task) ? "ate_abort"u8 : "withdraw"u8,
        _ => "complete"u8,
    };

    /// <summary>True for a turn in the life of the step an event names; any other event is an act of its own there.</summary>
    public static bool IsOfStep(string action) => action is "TaskOpened" or "TaskAssigned" or "TaskClaimed" or "TaskReleased" or "TaskCompleted" or "TaskCancelled";

    private ReadOnlySpan<byte> Suspend(string? task)
    {
        if (task is not null)
        {
            _suspended.Add(task);
        }

        return "suspend"u8;
    }

    private bool WasBegun(DataLeaves data, string? task)
        => (task is not null && _suspended.Contains(task)) || (data.TryFind("data.task.before.status"u8, out var status) && status.Raw.SequenceEqual("Claimed"u8));
}
