namespace CaseWorkflows.Host.Projections;

/// <summary>A place in the order in which events were committed; nothing comes before a place once it was read.</summary>
/// <param name="Tx">The transaction, where several write at once; 0 where one does.</param>
/// <param name="Place">The event's place.</param>
internal sealed record FeedPlace(long Tx, long Place);

/// <summary>An event as it comes off the feed: what is made from events needs no other table.</summary>
internal sealed class FedEvent
{
    public long Tx { get; set; }

    public long Place { get; set; }

    public required string CaseId { get; set; }

    public long Seq { get; set; }

    /// <summary>In UTC ticks.</summary>
    public long At { get; set; }

    public required string Actor { get; set; }

    public string? OnBehalfOf { get; set; }

    public required string Action { get; set; }

    public string? ActivityType { get; set; }

    public string? ActivityId { get; set; }

    public string? Clause { get; set; }

    public string? DefinitionVersion { get; set; }

    public string? Data { get; set; }

    public required string Association { get; set; }

    /// <summary>The channel the case came in by.</summary>
    public required string Channel { get; set; }
}
