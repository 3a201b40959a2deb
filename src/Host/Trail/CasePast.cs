using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.CasePages;

namespace CaseWorkflows.Host.Trail;

/// <summary>A case as it stood after one of its events, from its events alone.</summary>
public sealed record CasePast(string Id, string Number, string Association)
{
    /// <summary>All of its history, oldest first.</summary>
    public required IReadOnlyList<TracedEvent> Lines { get; init; }

    /// <summary>The number of the event after which it is shown.</summary>
    public required long Seq { get; init; }

    /// <summary>When that happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>False for a history that began before events told what moved: nothing can be rebuilt.</summary>
    public required bool IsTold { get; init; }

    public required LocalizedText Stage { get; init; }

    /// <summary>Null while it was open.</summary>
    public LocalizedText? Result { get; init; }

    public DateTimeOffset? InformedAt { get; init; }

    public string? RegistrationNumber { get; init; }

    /// <summary>The tasks there were by then, in the order in which they were opened.</summary>
    public required IReadOnlyList<PastTask> Tasks { get; init; }

    /// <summary>Null when the version it ran on cannot be drawn.</summary>
    public MapShown? Map { get; init; }

    /// <summary>The event that is looked at.</summary>
    public TracedEvent Line => Lines[(int)Seq - 1];
}

/// <summary>A task as it stood.</summary>
/// <param name="Step">What was to be done.</param>
/// <param name="Status">The text key of how it stood (<c>trail.task.…</c>).</param>
/// <param name="IsOpen">True while it was to be done.</param>
/// <param name="Holder">Who had it, or had it when it ended; null for nobody.</param>
/// <param name="Outcome">What it ended with; null while open, and while that was held back.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="DueAt">By when it was to be done.</param>
public sealed record PastTask(LocalizedText Step, string Status, bool IsOpen, LocalizedText? Holder, LocalizedText? Outcome, DateTimeOffset OpenedAt, DateTimeOffset? DueAt);
