using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions.Differences;

/// <summary>Holds two definitions side by side.</summary>
internal sealed class DefinitionComparison(WorkflowDefinition before, WorkflowDefinition after)
{
    private readonly SettingReader _before = new(before);
    private readonly SettingReader _after = new(after);
    private readonly Dictionary<string, ActivityDefinition> _old = ByPath(before);
    private readonly Dictionary<string, ActivityDefinition> _new = ByPath(after);

    public DefinitionDifference Run()
    {
        var moved = _new.Where(pair => pair.Value.Children.Count > 0 && _old.ContainsKey(pair.Key)).SelectMany(pair => Moves(_old[pair.Key], pair.Value, pair.Key))
            .ToDictionary(StringComparer.Ordinal);
        var activities = InOrder(after.Root, "").Select(path => Change(path, moved.GetValueOrDefault(path))).OfType<ActivityChange>()
            .Concat(InOrder(before.Root, "").Where(path => !_new.ContainsKey(path)).Select(path => Described(ChangeKind.Removed, path, _old[path])));
        return new(Changes(_before.OfDefinition(), _after.OfDefinition()), [.. activities], [.. Containers().SelectMany(pair => Lines(pair.Old, pair.New))]);
    }

    private ActivityChange? Change(string path, OrderChange? order)
    {
        var activity = _new[path];
        if (!_old.TryGetValue(path, out var formerly))
        {
            return Described(ChangeKind.Added, path, activity) with { Settings = Changes([], _after.Of(activity)) };
        }

        var settings = Changes(_before.Of(formerly), _after.Of(activity));
        if (formerly.Type != activity.Type)
        {
            settings = [new("type", new(null, formerly.Type), new(null, activity.Type)), .. settings];
        }

        var moved = !JsonNode.DeepEquals(Drawing(formerly), Drawing(activity));
        return settings.Count == 0 && order is null && !moved ? null : Described(ChangeKind.Changed, path, activity) with { Settings = settings, Order = order, MovedOnCanvas = moved };
    }

    private static ActivityChange Described(ChangeKind kind, string path, ActivityDefinition activity) => new(kind, path, activity.Id, activity.Type, activity.Label);

    private static JsonNode? Drawing(ActivityDefinition activity) => activity.Metadata.ObjectMember("designer").ObjectMember("position");

    private static List<SettingChange> Changes(IReadOnlyList<KeyValuePair<string, SettingValue>> before, IReadOnlyList<KeyValuePair<string, SettingValue>> after)
    {
        var (old, @new) = (First(before), First(after));
        return [.. after.Select(setting => setting.Key).Concat(before.Select(setting => setting.Key)).Distinct(StringComparer.Ordinal)
            .Select(name => new SettingChange(name, old.GetValueOrDefault(name), @new.GetValueOrDefault(name))).Where(change => change.Before != change.After)];
    }

    private static Dictionary<string, SettingValue> First(IReadOnlyList<KeyValuePair<string, SettingValue>> settings)
        => settings.GroupBy(setting => setting.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Value, StringComparer.Ordinal);

    /// <summary>Steps both have that changed places: as few as explain the new order, the busiest first.</summary>
    private static IEnumerable<KeyValuePair<string, OrderChange>> Moves(ActivityDefinition before, ActivityDefinition after, string path)
    {
        var (old, @new) = (StepOrder.Of(before), StepOrder.Of(after));
        var common = @new.Ids.Intersect(old.Ids, StringComparer.Ordinal).ToList();
        var swapped = (from first in common from then in common where @new.Precedes(first, then) && old.Precedes(then, first) select (First: first, Then: then)).ToList();
        var unexplained = swapped.ToList();
        while (unexplained.Count > 0)
        {
            var moved = unexplained.SelectMany(pair => new[] { pair.First, pair.Then }).CountBy(id => id, StringComparer.Ordinal).MaxBy(pair => pair.Value).Key;
            unexplained.RemoveAll(pair => pair.First == moved || pair.Then == moved);
            yield return new(Below(path, moved), new(
                [.. swapped.Where(pair => pair.First == moved).Select(pair => LabelIn(after, pair.Then))], [.. swapped.Where(pair => pair.Then == moved).Select(pair => LabelIn(after, pair.First))]));
        }
    }

    private IEnumerable<(ActivityDefinition? Old, ActivityDefinition? New)> Containers()
        => _old.Keys.Union(_new.Keys, StringComparer.Ordinal).Select(path => (_old.GetValueOrDefault(path), _new.GetValueOrDefault(path)));

    private static IEnumerable<ConnectionChange> Lines(ActivityDefinition? before, ActivityDefinition? after)
    {
        var (old, @new) = (Lines(before), Lines(after));
        var (gone, drawn) = (old.Except(@new).ToList(), @new.Except(old).ToList());
        foreach (var line in drawn)
        {
            var same = gone.FindIndex(other => other.SourceId == line.SourceId && other.Port == line.Port);
            yield return same < 0
                ? new(ChangeKind.Added, LabelIn(after, line.SourceId), line.Port, null, LabelIn(after, line.TargetId)) { SourceType = TypeIn(after, line.SourceId) }
                : new(ChangeKind.Changed, LabelIn(after, line.SourceId), line.Port, LabelIn(before, gone[same].TargetId), LabelIn(after, line.TargetId)) { SourceType = TypeIn(after, line.SourceId) };
            if (same >= 0)
            {
                gone.RemoveAt(same);
            }
        }

        foreach (var line in gone)
        {
            yield return new(ChangeKind.Removed, LabelIn(before, line.SourceId), line.Port, LabelIn(before, line.TargetId), null) { SourceType = TypeIn(before, line.SourceId) };
        }
    }

    private static List<(string SourceId, string Port, string TargetId, string TargetPort)> Lines(ActivityDefinition? container)
        => [.. (container?.Connections ?? []).Select(line => (line.SourceId, line.SourcePort, line.TargetId, line.TargetPort)).Distinct()];

    private static string LabelIn(ActivityDefinition? container, string id)
        => container?.Children.FirstOrDefault(child => child.Activity.Id == id)?.Activity is { } activity ? activity.Label : id;

    private static string TypeIn(ActivityDefinition? container, string id) => container?.Children.FirstOrDefault(child => child.Activity.Id == id)?.Activity.Type ?? "";

    private static IEnumerable<string> InOrder(ActivityDefinition activity, string path)
        => StepOrder.Of(activity).Ids.SelectMany(id => InOrder(activity.Children.First(child => child.Activity.Id == id).Activity, Below(path, id))).Prepend(path);

    private static Dictionary<string, ActivityDefinition> ByPath(WorkflowDefinition definition)
    {
        var found = new Dictionary<string, ActivityDefinition>(StringComparer.Ordinal);
        Add(definition.Root, "");
        return found;

        void Add(ActivityDefinition activity, string path)
        {
            found.TryAdd(path, activity);
            foreach (var child in activity.Children)
            {
                Add(child.Activity, Below(path, child.Activity.Id));
            }
        }
    }

    private static string Below(string path, string id) => path.Length == 0 ? id : $"{path}:{id}";
}
