using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Stimuli;

/// <summary>An answer on its way to the bookmark that waits for it.</summary>
internal sealed record BookmarkAnswer(string InstanceId, string BookmarkId, JsonObject Input)
{
    public const string Kind = "bookmark-answer";

    public OutboxMessage Message(string key, string association, string? caseId)
        => new(Kind, key, association, caseId, JsonSerializer.SerializeToNode(this, JsonSerializerOptions.Web)!);
}
