using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Host.Drawing;

/// <summary>Draws a procedure from the layout its designer gave it, from left to right as on the canvas, or mirrored for readers from the right.</summary>
/// <param name="definition">What is drawn.</param>
/// <param name="language">Of its outcomes.</param>
/// <param name="mirrored">True for readers from the right.</param>
/// <param name="labels">What steps are called; as their designer calls them when null.</param>
internal sealed class ProcedureDrawing(WorkflowDefinition definition, string language, bool mirrored = false, Func<ActivityDefinition, string>? labels = null)
{
    private const double Room = 48;
    private const int LettersPerLine = 22;
    private const int MostLines = 3;
    private static readonly DrawnArea Unplaced = new(0, 0, 200, 50);

    private readonly ActivityDefinition _root = definition.Root;

    /// <summary>The whole procedure; the path, if there is one, is numbered on it.</summary>
    /// <param name="path">Steps in the order they are taken; those inside other activities are left out.</param>
    /// <param name="onlyPath">True to show no more than the neighbourhood of the path, or of where the case was and is.</param>
    /// <param name="progress">Where a case was and is on it; null for none.</param>
    public Drawing Draw(IReadOnlyList<PathStep>? path = null, bool onlyPath = false, CaseProgress? progress = null)
    {
        var steps = (path ?? []).Where(step => _root.Activities.Any(activity => activity.Id == step.ActivityId)).ToList();
        var places = _root.Activities.GroupBy(activity => activity.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => PlaceOf(group.First()), StringComparer.Ordinal);
        var whole = DrawnArea.Around(places.Values, Room);
        if (mirrored)
        {
            places = places.ToDictionary(place => place.Key, place => place.Value with { X = whole.X + whole.Right - place.Value.Right }, StringComparer.Ordinal);
        }

        var boxes = _root.Activities.Select(activity => Box(activity, places[activity.Id], steps, progress)).ToList();
        var lines = _root.Connections.Select(connection => Line(connection, places, steps, progress)).OrderBy(line => line.IsOnPath).ToList();
        var area = onlyPath && steps.Count > 0 ? DrawnArea.Around(steps.Select(step => places[step.ActivityId]), Room)
            : onlyPath && progress is not null && Nearby(progress) is { Count: > 0 } near ? DrawnArea.Around(near.Where(places.ContainsKey).Select(step => places[step]), Room)
            : whole;
        return new(area, boxes, lines);
    }

    /// <summary>Where a case was and is, and where it may go from there.</summary>
    private HashSet<string> Nearby(CaseProgress progress)
    {
        var near = _root.Activities.Select(activity => activity.Id).Where(step => progress.Of(step) != StepMark.None).ToHashSet(StringComparer.Ordinal);
        near.UnionWith(_root.Connections.Where(line => progress.Of(line.SourceId) is StepMark.Current or StepMark.Failed).Select(line => line.TargetId).ToList());
        return near;
    }

    private DrawnBox Box(ActivityDefinition activity, DrawnArea place, List<PathStep> path, CaseProgress? progress) => new(
        activity.Id, place, Wrap(labels?.Invoke(activity) ?? LabelOf(activity)), [.. path.Index().Where(step => step.Item.ActivityId == activity.Id).Select(step => step.Index + 1)])
    {
        IsLast = path is [.., var last] && last.ActivityId == activity.Id,
        IsEnd = activity.Type is "Elsa.End" or "Elsa.Finish",
        Mark = progress?.Of(activity.Id) ?? StepMark.None,
    };

    private DrawnLine Line(ConnectionDefinition connection, Dictionary<string, DrawnArea> places, List<PathStep> path, CaseProgress? progress)
    {
        var (from, to) = (places[connection.SourceId], places[connection.TargetId]);
        var ways = _root.Connections.Where(other => other.SourceId == connection.SourceId).Select(other => other.SourcePort).Distinct(StringComparer.Ordinal).ToList();
        var share = (ways.IndexOf(connection.SourcePort) + 1.0) / (ways.Count + 1);
        var side = mirrored ? -1 : 1;
        var (x1, y1) = (mirrored ? from.X : from.Right, from.Y + (from.Height * share));
        var (x2, y2) = (mirrored ? to.Right : to.X, to.Middle);

        // A line that goes back swings out on both sides, so that it is seen beside those that go on.
        var swing = side * Math.Clamp((x2 - x1) * side > 0 ? Math.Abs(x2 - x1) / 2 : 120, 40, 200);
        var d = string.Create(CultureInfo.InvariantCulture, $"M{x1:0.#} {y1:0.#}C{x1 + swing:0.#} {y1:0.#} {x2 - swing:0.#} {y2:0.#} {x2:0.#} {y2:0.#}");
        var label = ways.Count == 1 ? null : OutcomeOf(_root.Activities.First(activity => activity.Id == connection.SourceId).Type, connection.SourcePort);
        return new(d, label, x1 + (side * 8), y1 - 5, IsTaken(connection, path) || progress?.Taken.Contains((connection.SourceId, connection.SourcePort ?? "Done")) == true);
    }

    private static bool IsTaken(ConnectionDefinition connection, List<PathStep> path) => path.Zip(path.Skip(1)).Any(pair =>
        pair.First.ActivityId == connection.SourceId && pair.Second.ActivityId == connection.TargetId && (pair.First.Outcome ?? "Done") == connection.SourcePort);

    /// <summary>What an outcome is called where it has a name for people.</summary>
    private string OutcomeOf(string type, string port) =>
        ProcedureSteps.Find(type)?.Outcomes.FirstOrDefault(outcome => outcome.Name == port)?.DisplayName.In(language) ?? port;

    internal static string LabelOf(ActivityDefinition activity) => First(activity.DisplayText, activity.Name, activity.Id);

    private static string First(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (!string.IsNullOrWhiteSpace(name))
            {
                return name;
            }
        }

        return "";
    }

    private static DrawnArea PlaceOf(ActivityDefinition activity)
    {
        var designer = activity.Metadata?["designer"] as JsonObject;
        var (position, size) = (designer?["position"] as JsonObject, designer?["size"] as JsonObject);
        return new(
            Number(position, "x", Unplaced.X), Number(position, "y", Unplaced.Y),
            Math.Max(Number(size, "width", Unplaced.Width), 120), Math.Max(Number(size, "height", Unplaced.Height), 44));
    }

    // A file may say anything here; a drawing is no place to fail.
    private static double Number(JsonObject? json, string name, double otherwise) =>
        json?[name] is JsonValue value && value.TryGetValue<double>(out var number) && Math.Abs(number) < 1_000_000 ? number : otherwise;

    private static List<string> Wrap(string label)
    {
        var lines = new List<string>();
        foreach (var word in label.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines is [.., var last] && last.Length + word.Length < LettersPerLine)
            {
                lines[^1] = $"{last} {word}";
            }
            else if (lines.Count == MostLines)
            {
                lines[^1] = $"{lines[^1]}…";
                break;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }
}
