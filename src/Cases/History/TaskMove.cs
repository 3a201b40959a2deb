using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Tasks;

namespace CaseWorkflows.Cases.History;

/// <summary>How a task stands after an event, and how it stood before. An event about a task carries it in its data under <see cref="Member"/>.</summary>
/// <param name="Id">The task's id.</param>
/// <param name="After">As it stands from the event on.</param>
/// <param name="Before">As it stood until then; null for one that is new.</param>
public sealed record TaskMove(string Id, TaskCondition After, TaskCondition? Before)
{
    /// <summary>Where it stands in an event's data.</summary>
    public const string Member = "task";

    /// <summary>What happened to a task. What it ended with stays away when nobody may know it yet.</summary>
    public static TaskMove Of(UserTask? before, UserTask after) => new(after.Id, TaskCondition.Of(after), before is null ? null : TaskCondition.Of(before));

    /// <summary>Null for data about no task.</summary>
    public static TaskMove? Of(JsonElement data)
        => data.ValueKind == JsonValueKind.Object && data.TryGetProperty(Member, out var task) && task.ValueKind == JsonValueKind.Object
            ? new(task.GetProperty("id").GetString()!, TaskCondition.Of(task.GetProperty("after")), task.TryGetProperty("before", out var before) ? TaskCondition.Of(before) : null)
            : null;

    /// <summary>The data with this in it.</summary>
    public JsonObject Into(JsonObject? data)
    {
        var json = new JsonObject { ["id"] = Id, ["after"] = After.ToJson() };
        if (Before is not null)
        {
            json["before"] = Before.ToJson();
        }

        data ??= [];
        data[Member] = json;
        return data;
    }
}

/// <summary>How a task stands, as far as its history tells.</summary>
/// <param name="Status">Whether it is open.</param>
/// <param name="Assignee">The id of who holds it, or held it when it ended; null for nobody.</param>
/// <param name="Action">What it ended with; null while it is open, and while that is still held.</param>
/// <param name="DueAt">When it should be done; null when nothing presses.</param>
/// <param name="Roles">Who may take it.</param>
public sealed record TaskCondition(UserTaskStatus Status, string? Assignee, string? Action, DateTimeOffset? DueAt, IReadOnlyList<string> Roles)
{
    /// <summary>How a task stands.</summary>
    public static TaskCondition Of(UserTask task) => new(task.Status, task.Assignee, task.Action, task.DueAt, task.CandidateRoles);

    /// <inheritdoc/>
    public bool Equals(TaskCondition? other)
        => other is not null && (Status, Assignee, Action, DueAt) == (other.Status, other.Assignee, other.Action, other.DueAt) && Roles.SequenceEqual(other.Roles, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Status, Assignee, Action, DueAt, Roles.Count);

    internal static TaskCondition Of(JsonElement json) => new(
        Enum.Parse<UserTaskStatus>(json.GetProperty("status").GetString()!),
        json.TryGetProperty("assignee", out var assignee) ? assignee.GetString() : null,
        json.TryGetProperty("action", out var action) ? action.GetString() : null,
        json.TryGetProperty("due", out var due) ? Instant.Parse(due.GetString()!) : null,
        json.TryGetProperty("roles", out var roles) ? [.. roles.EnumerateArray().Select(role => role.GetString()!)] : []);

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["status"] = Status.ToString() };
        if (Assignee is not null)
        {
            json["assignee"] = Assignee;
        }

        if (Action is not null)
        {
            json["action"] = Action;
        }

        if (DueAt is { } due)
        {
            json["due"] = Instant.ToText(due);
        }

        if (Roles.Count > 0)
        {
            json["roles"] = new JsonArray([.. Roles.Select(role => (JsonNode)role)]);
        }

        return json;
    }
}
