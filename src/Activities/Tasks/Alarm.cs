namespace CaseWorkflows.Activities.Tasks;

/// <summary>Something the clock has to see to while a step waits.</summary>
/// <param name="Kind">What: one of the names in <see cref="AlarmKinds"/>.</param>
/// <param name="At">When. One that is late is handled when it comes; one that comes twice finds nothing left to do.</param>
public sealed record Alarm(string Kind, DateTimeOffset At);

/// <summary>What alarms may be about.</summary>
public static class AlarmKinds
{
    /// <summary>Remind whoever should act.</summary>
    public const string Reminder = "reminder";

    /// <summary>The task is overdue: offer it to a further role.</summary>
    public const string Escalation = "escalation";

    /// <summary>The committee's minimum period is over.</summary>
    public const string Floor = "floor";

    /// <summary>Waiting is over: the step ends by the clock.</summary>
    public const string Expiry = "expiry";
}
