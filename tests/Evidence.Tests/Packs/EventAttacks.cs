using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Packs;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Tests.Packs;

/// <summary>Everything that can be done to the events of a pack. Each stands alone and again with the list of contents brought up to it and signed with the association's own key.</summary>
internal static class EventAttacks
{
    private static readonly string[] Fields =
        ["action", "activityId", "activityType", "actor", "at", "caseId", "channel", "clause", "data", "definitionVersion", "onBehalfOf", "previousHash", "reason", "role", "seq"];

    public static IEnumerable<Attack> On(OpenPack pack) => pack.World.Cases.SelectMany(one => OnCase(pack, one)).SelectMany(attack =>
        new[] { attack, attack with { Name = attack.Name + ", signed", Pack = attack.Pack.Copy().Resign() } });

    private static IEnumerable<Attack> OnCase(OpenPack pack, TestCase one)
    {
        var (path, count) = (PackPaths.OfCase(one.Number), one.Events.Count);
        var lines = pack.Lines(path);
        Attack Do(string name, FindingCode code, long seq, Action<List<string>> edit)
        {
            var tampered = pack.Copy();
            tampered.EditLines(path, edit);
            return new($"{one.Number} {name} {seq}", tampered, code, one.Number, seq);
        }

        for (var at = 0; at < count; at++)
        {
            var (place, seq) = (at, at + 1L);
            foreach (var (name, edited) in Edited(lines[at]))
            {
                yield return Do($"edit {name}", FindingCode.Changed, seq, edit => edit[place] = edited);
                yield return Do($"edit {name} and hash", FindingCode.Changed, seq, edit => edit[place] = Hashed(edited));
            }

            var stated = lines[at][^66..^2];
            yield return Do("edit hash", FindingCode.Changed, seq, edit => edit[place] = edit[place].Replace(stated, Other(stated), StringComparison.Ordinal));
            yield return Do("garble", FindingCode.Changed, seq, edit => edit[place] = "no event");
            yield return Do("truncate", FindingCode.Changed, seq, edit => edit[place] = edit[place][..^20]);
            yield return Do("blank", FindingCode.Changed, seq, edit => edit[place] += " ");
            yield return Do("drop", seq == count ? FindingCode.CutOff : FindingCode.Dropped, seq, edit => edit.RemoveAt(place));
            yield return Do("cut", FindingCode.CutOff, seq, edit => edit.RemoveRange(place, count - place));
            yield return Do("double", FindingCode.Inserted, seq, edit => edit.Insert(place, edit[place]));
            for (var other = at + 1; other < count; other++)
            {
                var second = other;
                yield return Do($"swap with {second + 1},", FindingCode.Reordered, seq, edit => (edit[place], edit[second]) = (edit[second], edit[place]));
            }
        }

        for (var at = 0; at <= count; at++)
        {
            var (place, previous) = (at, at == 0 ? HashChain.Genesis : one.Events[at - 1].Hash);
            var inserted = Line(HashChain.Link(one.Events[0] with { Reason = "never happened" }, at, previous));
            yield return Do("insert", FindingCode.Inserted, at + 1, edit => edit.Insert(place, inserted));
        }
    }

    /// <summary>The line with each of its fields, and each member of its data, changed.</summary>
    private static IEnumerable<(string Name, string Line)> Edited(string line)
    {
        foreach (var field in Fields)
        {
            yield return (field, With(line, body => body[field] = Changed(field, body[field])));
        }

        foreach (var member in (Body(line)["data"] as JsonObject ?? []).Select(member => member.Key))
        {
            yield return ($"data.{member}", With(line, body => body["data"]![member] = Changed(member, body["data"]![member])));
            yield return ($"data without {member}", With(line, body => body["data"]!.AsObject().Remove(member)));
        }
    }

    private static JsonNode Changed(string field, JsonNode? value) => field switch
    {
        "seq" => (long)value! + 3,
        "at" => ((string)value!).Replace("2026", "2025", StringComparison.Ordinal),
        "previousHash" or "sha256" => Other((string)value!),
        "data" => new JsonObject { ["data"] = value?.DeepClone() },
        _ => $"{value?.ToJsonString()}!",
    };

    public static JsonObject Body(string line) => JsonNode.Parse(line)!["event"]!.AsObject();

    public static string Line(CaseEvent one) => Text(EventLine.Of(one)).TrimEnd('\n');

    private static string With(string line, Action<JsonObject> edit)
    {
        var body = Body(line);
        edit(body);
        return $"{{\"event\":{Text(CanonicalJson.Serialize(body))},\"hash\":\"{line[^66..^2]}\"}}";
    }

    private static string Hashed(string line) => $"{line[..^66]}{Hashes.Of(System.Text.Encoding.UTF8.GetBytes(line[9..^75]))}\"}}";

    private static string Other(string hash) => (hash[0] == 'f' ? '0' : 'f') + hash[1..];

    private static string Text(byte[] utf8) => System.Text.Encoding.UTF8.GetString(utf8);
}
