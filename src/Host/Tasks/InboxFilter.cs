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

    /// <summary>Key of a role that does such tasks, whoever holds them now.</summary>
    public string? Role { get; init; }

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
    public bool LooksInto => Step is not null || Role is not null || Service is not null || Channel is not null || Priority is not null;

    /// <summary>The type an activity has in definitions when only its own name was given.</summary>
    public string? StepType => Step is null || Step.Contains('.', StringComparison.Ordinal) ? Step : $"CaseWorkflows.{Step}";
}
