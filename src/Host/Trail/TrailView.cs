using CaseWorkflows.Host.CasePages;

namespace CaseWorkflows.Host.Trail;

/// <summary>What was found in the trail, and by what.</summary>
public sealed record TrailView(string Association, TrailQuery Query)
{
    /// <summary>The newest first.</summary>
    public required IReadOnlyList<TracedEvent> Lines { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<Choice>> Choices { get; init; }

    public required IReadOnlyList<Chip> Chips { get; init; }

    /// <summary>Fields whose day cannot be read.</summary>
    public required IReadOnlyList<string> WrongDays { get; init; }

    /// <summary>Where older ones are; null when there are none.</summary>
    public string? Older { get; init; }

    /// <summary>How far back this page has looked; null for all the way.</summary>
    public DateTimeOffset? LookedBackTo { get; init; }
}
