using System.Globalization;
using CaseWorkflows.Engine.Execution;

namespace CaseWorkflows.Engine.Replays;

/// <summary>
/// Names executions by where they stand instead of by id: from the workflow down, each activity with its number among the executions of that activity
/// inside the same parent, such as <c>Workflow1[1]/flow[1]/loop[1]/body[2]/wait[1]</c>. Learnt from journals, so instances keep nothing for it.
/// </summary>
/// <remarks>The number of a round is told by its order under its own parent only. What happens in another branch does not move it.</remarks>
public sealed class ExecutionPlaces
{
    private readonly Dictionary<string, string> _placeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _idAt = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Parent, string ActivityId), int> _counts = [];

    /// <summary>Takes in the journal of a burst. Bursts come in their order; an entry seen before changes nothing.</summary>
    public void Learn(IEnumerable<JournalEntry> journal)
    {
        foreach (var entry in journal.Where(entry => entry.EventName == "Started" && !_placeOf.ContainsKey(entry.ActivityInstanceId)))
        {
            var number = _counts[(entry.ParentActivityInstanceId, entry.ActivityId)] = _counts.GetValueOrDefault((entry.ParentActivityInstanceId, entry.ActivityId)) + 1;
            var own = string.Create(CultureInfo.InvariantCulture, $"{entry.ActivityId}[{number}]");
            var place = entry.ParentActivityInstanceId is { } parent && _placeOf.TryGetValue(parent, out var above) ? $"{above}/{own}" : own;
            _placeOf[entry.ActivityInstanceId] = place;
            _idAt[place] = entry.ActivityInstanceId;
        }
    }

    /// <summary>Null for an execution no journal told of.</summary>
    public string? PlaceOf(string activityInstanceId) => _placeOf.GetValueOrDefault(activityInstanceId);

    /// <summary>Null when nothing has been executed there yet.</summary>
    public string? IdAt(string place) => _idAt.GetValueOrDefault(place);
}
