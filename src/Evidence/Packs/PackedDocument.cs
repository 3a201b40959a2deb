using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>A document that an event names in its data.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Sha256">The SHA-256 of its content.</param>
/// <param name="Kind">As what it was filed; null when it was not said.</param>
/// <param name="Bytes">How long it is; null when it was not said.</param>
public sealed record PackedDocument(string Id, string Sha256, string? Kind, long? Bytes)
{
    /// <summary>The document an event's data names; null when it names none.</summary>
    /// <param name="data">The event's data.</param>
    public static PackedDocument? Of(JsonElement data) =>
        data.Text("document") is { } id && data.Hash("sha256") is { } sha256 ? new(id, sha256, data.Text("kind"), data.Number("bytes")) : null;

    internal JsonObject ToJson(string caseId)
    {
        var json = new JsonObject { ["case"] = caseId, ["document"] = Id, ["sha256"] = Sha256 };
        if (Kind is not null)
        {
            json["kind"] = Kind;
        }

        if (Bytes is not null)
        {
            json["bytes"] = Bytes;
        }

        return json;
    }
}
