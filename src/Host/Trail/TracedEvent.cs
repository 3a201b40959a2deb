using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Trail;

/// <summary>An event as an auditor reads it.</summary>
/// <param name="CaseId">The case's id.</param>
/// <param name="Number">What people call the case.</param>
/// <param name="Seq">Its number in the case's history.</param>
/// <param name="At">When.</param>
/// <param name="Text">What happened.</param>
/// <param name="By">The natural person; null for one nobody knows any more.</param>
public sealed record TracedEvent(string CaseId, string Number, long Seq, DateTimeOffset At, string Text, LocalizedText? By)
{
    /// <summary>The actor's id, to look for everything of theirs.</summary>
    public required string ActorId { get; init; }

    /// <summary>In whose name; null for their own.</summary>
    public LocalizedText? For { get; init; }

    /// <summary>The role the act rested on; null when it needed none.</summary>
    public LocalizedText? Role { get; init; }

    /// <summary>The text key of the way it came in (<c>trail.way.…</c>); null for what the procedure did by itself.</summary>
    public string? Way { get; init; }

    /// <summary>The clause carried out: its id, and its number and heading.</summary>
    public (string Id, string Name)? Clause { get; init; }

    /// <summary>The version of the procedure the case ran on; null outside it.</summary>
    public TracedVersion? Version { get; init; }

    /// <summary>In the actor's words.</summary>
    public string? Reason { get; init; }

    /// <summary>What it changed.</summary>
    public IReadOnlyList<TracedChange> Changes { get; init; } = [];

    /// <summary>The seal over it and all before it.</summary>
    public required string Hash { get; init; }
}

/// <summary>A version of a procedure.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="Difference">Where its difference from the one before is shown; null for the first.</param>
public sealed record TracedVersion(string Id, int Number, string? Difference);

/// <summary>Something before and after an event.</summary>
/// <param name="What">The text key of what it is (<c>trail.what.…</c>).</param>
/// <param name="Before">In the reader's words; null for nothing.</param>
/// <param name="After">As the other.</param>
public sealed record TracedChange(string What, string? Before, string? After);
