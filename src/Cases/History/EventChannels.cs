namespace CaseWorkflows.Cases.History;

/// <summary>Ways by which an act reaches a case. The channel a request came in by (clause channels) belongs to the case; this belongs to each event.</summary>
public static class EventChannels
{
    /// <summary>A person at the pages.</summary>
    public const string Desk = "desk";

    /// <summary>A program, or a person's own program.</summary>
    public const string Api = "api";

    /// <summary>A moment that had been waited for.</summary>
    public const string Clock = "clock";

    /// <summary>The service itself, as when it is started with a demonstration.</summary>
    public const string Service = "service";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Desk, Api, Clock, Service];
}
