namespace CaseWorkflows.Engine.Replays;

/// <summary>Something that was done to an instance, and when.</summary>
/// <param name="Stimulus">As it was given, with the ids of that run.</param>
/// <param name="At">The instant it was given at.</param>
public sealed record RecordedStimulus(Stimulus Stimulus, DateTimeOffset At)
{
    /// <summary>
    /// What it was aimed at, said without ids; null takes the ids as they are. Ids are handed out in the order things happen, so they hold in the recorded
    /// order only; a place holds in any.
    /// </summary>
    public StimulusTarget? Target { get; init; }
}

/// <summary>A standing bookmark or a failed execution, found by where it is.</summary>
/// <param name="Place">The execution, as <see cref="ExecutionPlaces"/> writes it.</param>
/// <param name="BookmarkName">Null for a retry or a skip.</param>
/// <param name="BookmarkNumber">Counts from 0 among the execution's bookmarks of that name, oldest first.</param>
public sealed record StimulusTarget(string Place, string? BookmarkName = null, int BookmarkNumber = 0);
