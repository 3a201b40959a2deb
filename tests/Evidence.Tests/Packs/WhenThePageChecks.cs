using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Evidence.Packs;

namespace CaseWorkflows.Evidence.Tests.Packs;

/// <summary>The page in a pack and the product say the same of it: every finding and every statement, word for word.</summary>
public sealed class WhenThePageChecks
{
    [NodeFact]
    public async Task Packs_nobody_touched_hold_there_too()
    {
        var packs = await Task.WhenAll(Enumerable.Range(1000, 40).Select(seed => new World(seed).PackAsync()));

        Assert.All(await AgreeAsync(packs.Select(pack => (pack, (PackTrust?)null))), verdict => Assert.True((bool)verdict["isIntact"]!));
    }

    [NodeFact]
    public async Task Whatever_was_done_to_the_events_is_found_there_too() =>
        Assert.All(await AgreeAsync(EventAttacks.On(await Packing.OpenAsync(1)).Select(attack => (attack.Pack.Zip(), (PackTrust?)null))), verdict => Assert.False((bool)verdict["isIntact"]!));

    [NodeTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_was_done_to_the_rest_is_found_there_too(int shape) =>
        Assert.All(await AgreeAsync(PackAttacks.On(await Packing.OpenAsync(shape)).Select(attack => (attack.Pack.Zip(), (PackTrust?)null))), verdict => Assert.False((bool)verdict["isIntact"]!));

    [NodeFact]
    public async Task What_is_known_from_elsewhere_is_held_against_it_there_too() =>
        await AgreeAsync((await TrustCases.AllAsync()).Select(one => (one.Pack, (PackTrust?)one.Trust)));

    [NodeFact]
    public async Task What_is_no_pack_is_told_there_too() => await AgreeAsync((await Wreckage.AllAsync()).Select(one => (one.Pack, (PackTrust?)null)));

    private static async Task<List<JsonObject>> AgreeAsync(IEnumerable<(byte[] Pack, PackTrust? Trust)> packs)
    {
        var all = packs.ToList();
        var theirs = await PageInNode.VerifyAsync(all);
        Assert.Equal(all.Count, theirs.Count);
        foreach (var ((pack, trust), verdict) in all.Zip(theirs))
        {
            var ours = await Packing.VerifyAsync(pack, trust);
            Assert.Equal(ours.Findings.Select(found => Told(found.Code.ToString(), found.Case, found.Seq, found.Seal, found.Message)), verdict["findings"]!.AsArray().Select(Told));
            Assert.Equal(
                ours.Statements.Select(statement => $"{statement.IsProven} {Told(statement.Code.ToString(), statement.Case, statement.Seq, statement.Seal, statement.Message)}"),
                verdict["statements"]!.AsArray().Select(statement => $"{(bool)statement!["isProven"]!} {Told(statement)}"));
        }

        return theirs;
    }

    private static string Told(JsonNode? json) =>
        Told((string)json!["code"]!, (string?)json["case"], (long?)json["seq"], (long?)json["seal"], new((string)json["text"]!["ar"]!, (string)json["text"]!["en"]!));

    private static string Told(string code, string? number, long? seq, long? seal, LocalizedText text)
    {
        Assert.DoesNotContain('{', text.Arabic + text.English);
        return $"{code} {number} {seq} {seal} {text.English} {text.Arabic}";
    }
}
