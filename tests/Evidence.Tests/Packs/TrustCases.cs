using System.Text;
using CaseWorkflows.Evidence.Packs;
using CaseWorkflows.Evidence.Sealing;
using CaseWorkflows.Evidence.Tests.Sealing;

namespace CaseWorkflows.Evidence.Tests.Packs;

/// <summary>A pack, what somebody knows from elsewhere, and what comes of it: the first finding, or none.</summary>
internal sealed record TrustCase(string Name, byte[] Pack, PackTrust Trust, FindingCode? First, long? Seal = null);

internal static class TrustCases
{
    public static async Task<IReadOnlyList<TrustCase>> AllAsync()
    {
        var world = Packing.Shape(1);
        var (book, pack) = (world.Book, await world.PackAsync());
        var lines = book.Seals.ConvertAll(seal => Encoding.UTF8.GetString(seal.ToLine()));
        var forged = await ForgedAsync();
        var (first, current) = (book.Keys[0].Id, book.Keys[^1].Id);
        var later = book.Seals[^1] with { Number = book.Seals.Count + 1, At = SealBook.Day(90), Previous = book.Seals[^1].Hash() };
        return
        [
            new("the first key", pack, new() { Fingerprint = first }, null),
            new("the current key", pack, new() { Fingerprint = current }, null),
            new("the current key as people read it", pack, new() { Fingerprint = Signatures.Grouped(current).ToUpperInvariant() + "\n" }, null),
            new("no fingerprint at all", pack, new() { Fingerprint = "1234" }, FindingCode.KeySwapped),
            new("another key", pack, new() { Fingerprint = forged.Key }, FindingCode.KeySwapped),
            new("another association that made everything anew", forged.Pack, new() { Fingerprint = first }, FindingCode.KeySwapped),
            new("another association, and nothing known", forged.Pack, new(), null),
            new("kept seals", pack, new() { KeptSeals = lines }, null),
            new("some kept seals with blank lines", pack, new() { KeptSeals = ["", lines[1] + "\r", " "] }, null),
            new("seals kept before everything was made anew", forged.Pack, new() { KeptSeals = lines }, FindingCode.SealNotAsKept, 1),
            new("a later seal made anew", pack, new() { KeptSeals = [lines[0], Encoding.UTF8.GetString((book.Seals[1] with { Cases = 9 }).Sign(book.Private[0]).ToLine())] }, FindingCode.SealNotAsKept, 2),
            new("a seal made after the pack", pack, new() { KeptSeals = [Encoding.UTF8.GetString(later.Sign(book.Current).ToLine())] }, null),
            new("a seal that is missing", pack, new() { KeptSeals = [Encoding.UTF8.GetString((later with { At = book.Seals[^1].At }).Sign(book.Current).ToLine())] }, FindingCode.SealNotAsKept, later.Number),
            new("no seals at all", pack, new() { KeptSeals = ["no seal"] }, FindingCode.SealNotAsKept),
            new("another association's seals", pack, new() { KeptSeals = [Encoding.UTF8.GetString((later with { Association = "another" }).Sign(book.Current).ToLine())] }, FindingCode.SealNotAsKept),
            new("the genuine key hung behind another", await BehindAsync(world), new() { Fingerprint = first }, FindingCode.KeySwapped),
            new("the genuine seals hung behind another key", await BehindAsync(world), new() { KeptSeals = lines }, FindingCode.KeySwapped),
        ];
    }

    /// <summary>The same histories with other keys from the beginning: whole in itself.</summary>
    private static async Task<(byte[] Pack, string Key)> ForgedAsync()
    {
        var world = Packing.Shape(1);
        return (await world.PackAsync(), world.Book.Keys[^1].Id);
    }

    /// <summary>A stranger's key that endorses the genuine one as its follower, and signs the pack.</summary>
    private static async Task<byte[]> BehindAsync(World world)
    {
        var (pack, stranger) = (OpenPack.Of(world, await world.PackAsync()), SealBook.NewKey());
        var before = SealKey.First(stranger, SealBook.Day(-9)) with { Until = world.Book.Keys[0].From };
        var claimed = world.Book.Keys[0] with { EndorsedBy = before.Id };
        pack.EditJson(PackPaths.Keys, json => json["keys"] = new System.Text.Json.Nodes.JsonArray(
            [before.ToJson(), (claimed with { Endorsement = Signatures.Sign(stranger, claimed.EndorsedBytes()) }).ToJson(), .. world.Book.Keys.Skip(1).Select(key => key.ToJson())]));
        return pack.Resign(stranger).Zip();
    }
}

public sealed class WhenSomethingIsKnownFromElsewhere
{
    [Fact]
    public async Task It_is_held_against_the_pack()
    {
        foreach (var one in await TrustCases.AllAsync())
        {
            var verdict = await Packing.VerifyAsync(one.Pack, one.Trust);
            Assert.True((verdict.Findings is [var first, ..] ? first.Code : null as FindingCode?) == one.First && (one.Seal is null || verdict.Findings[0].Seal == one.Seal), $"{one.Name}: {string.Join(" | ", verdict.Findings.Select(found => found.Message.English))}");
            if (verdict.IsIntact)
            {
                var isCompared = verdict.Statements.Any(statement => statement.Code is StatementCode.KeyCompared or StatementCode.SealsAgree);
                Assert.NotEqual(isCompared, verdict.Statements.Any(statement => statement.Code == StatementCode.KeyNotCompared));
            }
        }
    }
}
