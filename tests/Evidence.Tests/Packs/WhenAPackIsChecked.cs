using CaseWorkflows.Evidence.Packs;
using CaseWorkflows.Evidence.Sealing;
using CaseWorkflows.Evidence.Tests.Sealing;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Evidence.Tests.Packs;

public sealed class WhenAPackIsChecked
{
    [Fact]
    public void Packs_of_any_shape_hold_as_long_as_nobody_touched_them() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed => Task.Run(async () => (await Packing.VerifyAsync(await new World(seed).PackAsync())).Findings.Select(found => found.ToString())).Result.ToList() is [])
        .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_was_done_to_its_events_is_named_at_the_right_place(int shape) => Assert.Empty(await MissedAsync(EventAttacks.On(await Packing.OpenAsync(shape))));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_was_done_to_the_rest_of_it_is_named(int shape) => Assert.Empty(await MissedAsync(PackAttacks.On(await Packing.OpenAsync(shape))));

    [Fact]
    public async Task What_it_shows_of_each_case_reaches_to_the_newest_seal_and_the_rest_is_said_not_to()
    {
        var world = Packing.Shape(1);
        var verdict = await Packing.VerifyAsync(await world.PackAsync());

        foreach (var one in world.Cases)
        {
            var shown = verdict.Statements.Where(statement => statement.Code == StatementCode.SealedSince && statement.Case == one.Number).ToList();
            Assert.Equal(world.Sealed(one), shown.Select(statement => statement.To).DefaultIfEmpty(0).Max());
            Assert.Equal(shown.Select(statement => statement.Seq!.Value), [.. shown.Select(statement => statement.To!.Value + 1).Prepend(1).SkipLast(1).Take(shown.Count)]);
            Assert.All(shown, statement => Assert.Equal(statement.To, one.SealedSeq(statement.At!)));
            Assert.Equal(
                world.Sealed(one) < one.Events.Count,
                verdict.Statements.Any(statement => statement.Case == one.Number && statement.Code is StatementCode.AfterNewestSeal or StatementCode.NeverSealed && statement.To == one.Events.Count));
        }

        Assert.Contains(verdict.Statements, statement => statement.Code == StatementCode.KeyNotCompared);
        Assert.Contains(verdict.Statements, statement => statement.Code == StatementCode.NeverRecorded);
        Assert.Equal((world.Cases.Count, SealBook.Association), (verdict.Manifest!.Heads.Count, verdict.Manifest.About.Association));
    }

    [Fact]
    public async Task Events_after_the_newest_seal_made_anew_by_whoever_has_the_key_pass_and_are_said_not_to_be_shown()
    {
        var pack = await Packing.OpenAsync(2);
        var one = pack.World.Cases.First(other => pack.World.Sealed(other) < other.Events.Count);
        var chain = PackAttacks.Recompute(one, one.Events.Count);
        pack.SetLines(PackPaths.OfCase(one.Number), chain.Select(EventAttacks.Line));
        var verdict = await Packing.VerifyAsync(pack.SetHead(one, chain[^1].Seq, chain[^1].Hash).Resign().Zip());

        Assert.Empty(verdict.Findings);
        Assert.Contains(verdict.Statements, statement => !statement.IsProven && statement.Case == one.Number && statement.To == one.Events.Count);
    }

    private static async Task<List<string>> MissedAsync(IEnumerable<Attack> attacks)
    {
        var (missed, count) = (new List<string>(), 0);
        foreach (var attack in attacks)
        {
            count++;
            if (attack.MissedBy(await Packing.VerifyAsync(attack.Pack.Zip())) is { } text)
            {
                missed.Add(text);
            }
        }

        Assert.True(count > 20);
        return missed;
    }
}

/// <summary>Packs of the shapes that are tampered with, and their verdicts.</summary>
internal static class Packing
{
    // Seeds whose worlds have several seals, a second key, documents, and cases with and without events after the newest seal.
    private static readonly int[] Seeds = [.. Enumerable.Range(0, 400).Where(IsRich).Take(3)];

    public static World Shape(int number) => new(Seeds[number - 1]);

    public static async Task<OpenPack> OpenAsync(int shape)
    {
        var world = Shape(shape);
        return OpenPack.Of(world, await world.PackAsync());
    }

    public static Task<PackVerdict> VerifyAsync(byte[] pack, PackTrust? trust = null) => PackVerifier.VerifyAsync(new MemoryStream(pack), trust);

    private static bool IsRich(int seed)
    {
        var world = new World(seed);
        return world.Book.Keys.Count == 2 && world.Cases.Count is 2 or 3 && world.Cases.Sum(one => one.Events.Count) is > 8 and < 20 && world.Cases.Any(one => one.Documents.Count > 0)
            && world.Cases.Any(one => world.Sealed(one) < one.Events.Count) && world.Cases.Any(one => world.Sealed(one) == one.Events.Count);
    }
}
