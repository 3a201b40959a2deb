using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Engine.Tests.Definitions;

/// <summary>Definitions as no tool would write them all at once: unknown members, any casing, old forms, odd text and numbers.</summary>
internal static class DefinitionGenerator
{
    /// <summary>The text of a definition together with the connections it holds, as <c>source/port>target/port</c>, in order.</summary>
    public sealed record Generated(string Json, IReadOnlyList<string> Connections)
    {
        public override string ToString() => Json;
    }

    private static readonly Gen<string> Number = Gen.Elements("0", "-0", "1.0", "1e400", "12345678901234567890.5", "0.1E-7", "-42");

    private static readonly Gen<string> Text = Gen.Elements(
        "", "نص عربي", "a\\\"b", "\\u0645\\u0631", "😀", "\\ud83d\\ude00", "line\\nline", "<b>&'", "‏rtl‎", "\\\\", " ", "$values");

    public static Gen<Generated> Definition =>
        from activities in Gen.Choose(1, 5)
        from root in Flowchart("r", activities, depth: 2)
        from definitionId in Key("definitionId")
        from rootKey in Key("root")
        from extras in Extras
        from variables in List(["{\"id\":\"v\",\"name\":\"V\",\"typeName\":\"Nobody.Knows\"}"])
        from first in Gen.Elements(true, false)
        let members = new[] { $"{definitionId}:\"d\"", $"\"variables\":{variables}", $"{rootKey}:{root.Json}" }
        select new Generated($"{{{string.Join(',', (first ? extras.Concat(members) : members.Reverse().Concat(extras)))}}}", root.Connections);

    private static Gen<Generated> Flowchart(string id, int count, int depth) =>
        from inner in Gen.CollectToArray(Enumerable.Range(0, count).Select(index => Activity($"{id}{index}", depth)))
        from ends in Gen.ListOf(Gen.Zip(Gen.Choose(0, count - 1), Gen.Choose(0, count - 1)))
        from connections in Gen.CollectToArray(ends.Select(pair => Connection($"{id}{pair.Item1}", $"{id}{pair.Item2}")))
        from activitiesKey in Key("activities")
        from connectionsKey in Key("connections")
        from activityList in List(inner.Select(activity => activity.Json))
        from connectionList in List(connections.Select(connection => connection.Json))
        from extras in Extras
        select new Generated(
            $"{{{string.Join(',', [$"\"id\":\"{id}\"", "\"type\":\"Elsa.Flowchart\"", $"{connectionsKey}:{connectionList}", .. extras, $"{activitiesKey}:{activityList}"])}}}",
            [.. connections.SelectMany(connection => connection.Connections), .. inner.SelectMany(activity => activity.Connections)]);

    private static Gen<Generated> Activity(string id, int depth) => depth > 0
        ? Gen.Frequency((4, Leaf(id)), (1, Gen.Choose(1, 3).SelectMany(count => Flowchart(id, count, depth - 1))))
        : Leaf(id);

    private static Gen<Generated> Leaf(string id) =>
        from idKey in Key("id")
        from typeKey in Key("type")
        from type in Gen.Elements("Elsa.WriteLine", "Nobody.Knows", "فرع")
        from extras in Extras
        select new Generated($"{{{string.Join(',', [.. extras, $"{typeKey}:\"{type}\"", $"{idKey}:\"{id}\""])}}}", []);

    private static Gen<Generated> Connection(string source, string target) =>
        from flat in Gen.Elements(true, false)
        from sourceKey in Key("source")
        from targetKey in Key("target")
        from port in Gen.Elements(null, "Yes", "نعم")
        let written = port is null ? "null" : $"\"{port}\""
        let json = flat
            ? $"{{{sourceKey}:\"{source}\",{targetKey}:\"{target}\",\"sourcePort\":{written}}}"
            : $"{{\"vertices\":[{{\"x\":1.0}}],{sourceKey}:{{\"activity\":\"{source}\",\"Port\":{written}}},{targetKey}:{{\"Activity\":\"{target}\"}}}}"
        select new Generated(json, [$"{source}/{port ?? "Done"}>{target}/In"]);

    private static Gen<string> List(IEnumerable<string> items) => Gen.Elements(
        "[{0}]", "{{\"_type\":\"T[], A\",\"items\":[{0}]}}", "{{\"values\":[{0}],\"_type\":\"T\"}}", "{{\"$id\":\"1\",\"$values\":[{0}]}}")
        .Select(form => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, string.Join(',', items)));

    private static Gen<string> Key(string name) => Gen.Elements(name, char.ToUpperInvariant(name[0]) + name[1..], name.ToUpperInvariant()).Select(key => $"\"{key}\"");

    /// <summary>Unknown members: their names start with x, so that none is taken for one of the format's.</summary>
    private static Gen<IEnumerable<string>> Extras => Gen.Zip(Text, Value(2)).ListOf()
        .Select(members => members.Take(4).Select((member, index) => $"\"x{index}{member.Item1}\":{member.Item2}"));

    private static Gen<string> Value(int depth)
    {
        var scalar = Gen.OneOf(Number, Text.Select(text => $"\"{text}\""), Gen.Elements("true", "false", "null", "{}", "[]"));
        return depth == 0 ? scalar : Gen.OneOf(
            scalar,
            Value(depth - 1).ListOf().Select(items => $"[{string.Join(',', items.Take(3))}]"),
            Value(depth - 1).ListOf().Select(items => $"{{{string.Join(',', items.Take(3).Select((item, index) => $"\"Typ e{index}\":{item}"))}}}"));
    }
}
