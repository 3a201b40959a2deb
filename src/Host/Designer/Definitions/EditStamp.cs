using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Host.Definitions;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>
/// Which save a designer's drawing goes back to. It travels in the definition's custom properties, which the Studio sends back as they came; it is never stored.
/// </summary>
/// <param name="VersionId">The version that was opened.</param>
/// <param name="Edit">Its <see cref="DefinitionRow.Edit"/> then; null when only the version is known.</param>
internal sealed record EditStamp(string VersionId, int? Edit)
{
    private const string Member = "caseWorkflowsEdit";

    public static void PutIn(JsonObject definition, DefinitionRow row)
    {
        if (definition["customProperties"] is not JsonObject custom)
        {
            definition["customProperties"] = custom = [];
        }

        custom[Member] = string.Create(CultureInfo.InvariantCulture, $"{row.Id}#{row.Edit}");
    }

    /// <summary>Takes the stamp out; without one the version's id is all there is to go by, and null when there is not even that.</summary>
    public static EditStamp? TakeFrom(JsonObject model)
    {
        string? stamp = null;
        if (model["customProperties"] is JsonObject custom)
        {
            stamp = custom[Member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
            custom.Remove(Member);
        }

        return stamp?.LastIndexOf('#') is { } at and > 0 && int.TryParse(stamp.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var edit)
            ? new(stamp[..at], edit)
            : model["id"] is JsonValue id && id.TryGetValue<string>(out var versionId) && versionId.Length > 0 ? new(versionId, null) : null;
    }

    /// <summary>
    /// True when somebody else saved since. A designer's own saves are no reason: the Studio saves by itself while the answer to the last save is on its way, and
    /// sends a save again whose answer was lost.
    /// </summary>
    public bool IsStale(DefinitionRow latest, string person)
    {
        if (VersionId != latest.Id)
        {
            return latest.BasedOn != VersionId || latest.SavedBy != person || latest.ForeignEdit > 0;
        }

        return latest.PublishedAt is null && Edit < (latest.SavedBy == person ? latest.ForeignEdit : latest.Edit);
    }
}
