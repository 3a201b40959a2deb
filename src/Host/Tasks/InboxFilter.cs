using CaseWorkflows.Cases.Tasks;

namespace CaseWorkflows.Host.Tasks;

/// <summary>What an inbox is narrowed to. Everything is optional, and what is given must all hold.</summary>
public sealed record InboxFilter
{
    /// <summary>A priority from here on is pressing. Procedures give their ordinary steps up to 70.</summary>
    public const int Pressing = 80;

    /// <summary>Key of one association; another than the caller's finds nothing.</summary>
    public string? Association { get; init; }

    /// <summary>An activity's type, with or without its prefix, or the id of one step.</summary>
    public string? Step { get; init; }

    public string? Service { get; init; }

    public string? Channel { get; init; }

    /// <summary>True for the overdue only.</summary>
    public bool Overdue { get; init; }

    /// <summary>The least priority; null for any.</summary>
    public int? Priority { get; init; }

    /// <summary>Who holds the task. Asked by those who oversee an association, and answered from there.</summary>
    public string? Assignee { get; init; }

    /// <summary>A case's number, or its last figures.</summary>
    public string? Number { get; init; }

    /// <summary>True when entries of the inbox must be looked into, beside what they are ordered by.</summary>
    public bool LooksInto => Step is not null || Service is not null || Channel is not null || Priority is not null;

    /// <summary>The type an activity has in definitions when only its own name was given.</summary>
    public string? StepType => Step is null || Step.Contains('.', StringComparison.Ordinal) ? Step : $"CaseWorkflows.{Step}";

    /// <summary>The filter as a query does it, for a task already read.</summary>
    internal bool Holds(UserTaskRow task, DateTimeOffset now)
        => (Association is null || task.AssociationKey == Association)
            && (Step is null || task.ActivityId == Step || task.ActivityType == StepType)
            && (Service is null || task.Service == Service)
            && (Channel is null || task.Channel == Channel)
            && (!Overdue || task.DueAt <= now)
            && (Priority is null || task.Priority >= Priority)
            && (Assignee is null || (task.Status == UserTaskStatus.Claimed && task.Assignee == Assignee));
}
