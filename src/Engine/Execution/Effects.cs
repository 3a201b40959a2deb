using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Effects;

/// <summary>An event for whoever waits for it.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="CorrelationId">Narrows the receivers; null reaches all.</param>
/// <param name="IsLocal">Only this very instance hears it.</param>
/// <param name="Payload">Handed to each receiver.</param>
/// <param name="Hash">The bookmark hash receivers wait under.</param>
public sealed record EventPublished(string Name, string? CorrelationId, bool IsLocal, JsonNode? Payload, string Hash);

/// <summary>A line for whoever watches the engine run.</summary>
public sealed record TextWritten(string Text);
