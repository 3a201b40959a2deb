using CaseWorkflows.Host.Cases;

namespace CaseWorkflows.Host.Trail;

/// <summary>What is looked for in the trail of one association. Null asks for anything.</summary>
internal sealed record TrailSearch(string Association)
{
    /// <summary>Who did it, or for whom it was done.</summary>
    public string? Actor { get; init; }

    public string? Action { get; init; }

    /// <summary>The type of the activity.</summary>
    public string? Step { get; init; }

    public string? Clause { get; init; }

    /// <summary>The id of the version of the procedure.</summary>
    public string? Version { get; init; }

    /// <summary>The channel the case came in by.</summary>
    public string? Channel { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>The first moment that is too late.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Where the page before ended; null for the newest.</summary>
    public TrailMark? After { get; init; }

    /// <summary>The same question put to one event.</summary>
    /// <param name="line">The event.</param>
    /// <param name="channel">Its case's.</param>
    public bool Matches(CaseEventRow line, string channel)
        => (Actor is null || line.Actor == Actor || line.OnBehalfOf == Actor) && (Action is null || line.Action == Action) && (Step is null || line.ActivityType == Step)
            && (Clause is null || line.Clause == Clause) && (Version is null || line.DefinitionVersion == Version) && (Channel is null || channel == Channel)
            && (From is null || line.At >= From) && (Before is null || line.At < Before);
}

/// <summary>An event's place in the trail.</summary>
/// <param name="At">When it happened, in UTC ticks.</param>
/// <param name="Place">Its number, which tells two of the same moment apart.</param>
internal sealed record TrailMark(long At, long Place);

/// <summary>An event that was found.</summary>
internal sealed record TrailHit(long At, long Place, string CaseId, long Seq);

/// <summary>Some of what was looked for, the newest first.</summary>
/// <param name="Hits">At most a page of them.</param>
/// <param name="Next">Where to look on; null when there is nothing more.</param>
internal sealed record TrailFound(IReadOnlyList<TrailHit> Hits, TrailMark? Next)
{
    public static readonly TrailFound Nothing = new([], null);
}
