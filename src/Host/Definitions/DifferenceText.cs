using CaseWorkflows.Engine.Definitions.Differences;

namespace CaseWorkflows.Host.Definitions;

/// <summary>A difference as lines for a terminal: <c>+</c> added, <c>-</c> removed, <c>~</c> changed, <c>&gt;</c> moved in order.</summary>
internal static class DifferenceText
{
    private const int LongestValue = 120;

    public static IEnumerable<string> Lines(DefinitionDifference difference)
    {
        if (difference.IsEmpty)
        {
            return ["No difference."];
        }

        return
        [
            .. difference.Settings.Select(setting => $"~ {Setting(setting)}"),
            .. difference.Activities.SelectMany(Activity),
            .. difference.Connections.Select(Connection),
            .. difference.IsDrawingOnly ? ["Only the drawing differs."] : Array.Empty<string>()];
    }

    private static IEnumerable<string> Activity(ActivityChange change)
    {
        var name = $"{change.Label} ({change.Type}, {(change.Path.Length == 0 ? change.ActivityId : change.Path)})";
        yield return change switch
        {
            { Kind: ChangeKind.Added } => $"+ {name}",
            { Kind: ChangeKind.Removed } => $"- {name}",
            { Order: { } order } => $"> {name}: now {string.Join(" and ", Places(order))}",
            { IsDrawingOnly: true } => $"~ {name}: moved on the canvas",
            _ => $"~ {name}",
        };
        foreach (var setting in change.Settings)
        {
            yield return $"    {Setting(setting)}";
        }
    }

    private static IEnumerable<string> Places(OrderChange order)
        => new[] { ("before", order.NowBefore), ("after", order.NowAfter) }.Where(side => side.Item2.Count > 0).Select(side => $"{side.Item1} {string.Join(", ", side.Item2)}");

    private static string Setting(SettingChange change) => $"{change.Name}: {Value(change.Before)} → {Value(change.After)}";

    private static string Value(SettingValue? value) => value switch
    {
        null => "(none)",
        { Syntax: null } => Short(value.Text),
        { Syntax: "Output" } => $"stored in {value.Text}",
        _ => $"{value.Syntax} {Short(value.Text)}",
    };

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestValue ? line : $"{line[..LongestValue]}…";
    }

    private static string Connection(ConnectionChange line) => line.Kind switch
    {
        ChangeKind.Added => $"+ {line.Source} —{line.Port}→ {line.After}",
        ChangeKind.Removed => $"- {line.Source} —{line.Port}→ {line.Before}",
        _ => $"~ {line.Source} —{line.Port}→ {line.After}, formerly {line.Before}",
    };
}
