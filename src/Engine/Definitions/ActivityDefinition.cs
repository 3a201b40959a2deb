using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>
/// An activity of a definition: a read-only view on its JSON. Member names are matched exactly first, then in any casing.
/// One definition always hands out the same object for the same activity; safe to read from several threads.
/// </summary>
public sealed class ActivityDefinition
{
    private IReadOnlyList<EmbeddedActivity>? _children;
    private IReadOnlyList<ActivityDefinition>? _activities;
    private IReadOnlyList<VariableDefinition>? _variables;
    private IReadOnlyList<ConnectionDefinition>? _connections;

    internal ActivityDefinition(JsonObject json, string jsonPath, ActivityDefinition? parent)
    {
        (Json, JsonPath, Parent) = (json, jsonPath, parent);
        Id = json.TextMember("id") ?? "";
        Type = json.TextMember("type") ?? "";
    }

    /// <summary>As written. Not to be changed: copy the definition instead.</summary>
    public JsonObject Json { get; }

    /// <summary>Where it stands in the definition, e.g. <c>$.root.activities[3]</c>, with the casing of the file.</summary>
    public string JsonPath { get; }

    /// <summary>The activity this one is written inside; null for the root.</summary>
    public ActivityDefinition? Parent { get; }

    /// <summary>Unique within its container. Empty when the file leaves it out; <see cref="WorkflowDefinition.WithNodeIds"/> fills it in.</summary>
    public string Id { get; }

    /// <summary>As written, which may be stale or null; <see cref="WorkflowDefinition.WithNodeIds"/> makes it true.</summary>
    public string? NodeId => Json.TextMember("nodeId");

    /// <summary>What scripts and logs call it.</summary>
    public string? Name => Json.TextMember("name");

    /// <summary>Full type name such as <c>Elsa.FlowDecision</c>; known to this engine or not. Empty only in a definition that did not parse.</summary>
    public string Type { get; }

    /// <summary>Version of the type; a missing one runs as 1.</summary>
    public int Version => Json.WholeNumberMember("version") ?? 1;

    /// <summary>Null when the file has none.</summary>
    public JsonObject? CustomProperties => Json.ObjectMember("customProperties");

    /// <summary>Designer data; null when the file has none.</summary>
    public JsonObject? Metadata => Json.ObjectMember("metadata");

    /// <summary>The label a designer typed in; null when they did not, and then <see cref="Name"/> is the next choice.</summary>
    public string? DisplayText => Metadata.TextMember("displayText");

    /// <summary>What a reader calls it: <see cref="DisplayText"/>, or else <see cref="Name"/>, or else <see cref="Id"/>; one left empty counts as missing.</summary>
    public string Label => DisplayText is { Length: > 0 } text ? text : Name is { Length: > 0 } name ? name : Id;

    /// <summary>Marked as a start: in <c>customProperties</c>, or else on the activity itself.</summary>
    public bool CanStartWorkflow => Mark("canStartWorkflow") ?? false;

    /// <summary>Marked to run in the background; null when not said, and then the type decides.</summary>
    public bool? RunAsynchronously => Mark("runAsynchronously");

    /// <summary>Every activity written directly inside this one, in the order of the file.</summary>
    public IReadOnlyList<EmbeddedActivity> Children => LazyInitializer.EnsureInitialized(ref _children, () => EmbeddedActivities.Of(Json, JsonPath)
        .Select(found => new EmbeddedActivity(found.Port, new(found.Json, found.Path, this))).ToList());

    /// <summary>Those of the list <c>activities</c>.</summary>
    public IReadOnlyList<ActivityDefinition> Activities => LazyInitializer.EnsureInitialized(ref _activities, () => ActivitiesIn("activities").ToList());

    /// <summary>A container's own variables.</summary>
    public IReadOnlyList<VariableDefinition> Variables =>
        LazyInitializer.EnsureInitialized(ref _variables, () => VariableDefinition.ReadAll(Property("variables"), Id));

    /// <summary>A flowchart's edges in the order of the file; those with a missing end are left out.</summary>
    public IReadOnlyList<ConnectionDefinition> Connections => LazyInitializer.EnsureInitialized(ref _connections, () => Follow(Property("connections")));

    /// <summary>
    /// Edges Elsa took out because an activity type was unknown to the server that saved the file (<c>customProperties.notFoundConnections</c>).
    /// They count again, after <see cref="Connections"/>, once all types are known; they may repeat an edge from there.
    /// </summary>
    public IReadOnlyList<ConnectionDefinition> NotFoundConnections => Follow(CustomProperties.Member("notFoundConnections"));

    /// <summary>Any member of the activity by its camelCase name; null when it is missing or null.</summary>
    public JsonNode? Property(string camelName) => Json.Member(camelName);

    /// <summary>The activities under one property: of a list, of a list's entries, or the single one of a port. Empty when there are none.</summary>
    public IEnumerable<ActivityDefinition> ActivitiesIn(string camelName) => Children
        .Where(child => child.Port.Equals(camelName, StringComparison.OrdinalIgnoreCase))
        .Select(child => child.Activity);

    /// <summary>The view of an activity met in the JSON, such as <c>cases[2].activity</c>; null when that node is no direct child.</summary>
    public ActivityDefinition? Embedded(JsonNode? json) =>
        Children.FirstOrDefault(child => ReferenceEquals(child.Activity.Json, json))?.Activity;

    /// <summary>This activity and everything inside it, outer before inner, in the order of the file.</summary>
    public IEnumerable<ActivityDefinition> SelfAndDescendants() =>
        Children.SelectMany(child => child.Activity.SelfAndDescendants()).Prepend(this);

    /// <summary>Type and id, for logs.</summary>
    public override string ToString() => $"{Type} {Id}";

    internal IEnumerable<ConnectionReading> ReadConnections() => ConnectionReading.ReadAll(Property("connections"), ActivityIds());

    private List<ConnectionDefinition> Follow(JsonNode? connections) =>
        ConnectionReading.ReadAll(connections, ActivityIds()).Select(reading => reading.Connection).OfType<ConnectionDefinition>().ToList();

    private HashSet<string> ActivityIds() => Activities.Select(activity => activity.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>A null in <c>customProperties</c> is an answer: no.</summary>
    private bool? Mark(string name) => CustomProperties is { } custom && custom.KeyOf(name) is { } key
        ? custom[key].Flag() ?? false
        : Json.FlagMember(name);
}

/// <summary>An activity inside another.</summary>
/// <param name="Port">The property it was found under, with the casing of the file: <c>activities</c>, <c>then</c>, <c>cases</c> ….</param>
/// <param name="Activity">The activity.</param>
public sealed record EmbeddedActivity(string Port, ActivityDefinition Activity);
