using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.History;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Cases.Tests.History;

public sealed class HashChainTests
{
    private static readonly CaseEvent Opened = new()
    {
        CaseId = "case-1",
        At = new DateTimeOffset(2026, 2, 22, 10, 0, 0, TimeSpan.FromHours(3)),
        Actor = "officer",
        Action = "case-opened",
        ActivityType = "CaseWorkflows.OpenCase",
        Clause = "outreach.channels",
        Data = """{"channel":"website"}""",
    };

    // Every way of touching one field. Data becomes another value, not the same value spaced differently.
    private static readonly Func<CaseEvent, CaseEvent>[] Touches =
    [
        one => one with { CaseId = one.CaseId + "!" },
        one => one with { Seq = one.Seq + 1 },
        one => one with { Seq = -one.Seq },
        one => one with { At = one.At.AddTicks(1) },
        one => one with { Actor = one.Actor + "!" },
        one => one with { OnBehalfOf = Other(one.OnBehalfOf) },
        one => one with { Action = one.Action + "!" },
        one => one with { ActivityType = Other(one.ActivityType) },
        one => one with { ActivityId = Other(one.ActivityId) },
        one => one with { Clause = Other(one.Clause) },
        one => one with { DefinitionVersion = Other(one.DefinitionVersion) },
        one => one with { Reason = Other(one.Reason) },
        one => one with { Data = one.Data is null ? "{}" : null },
        one => one with { Data = $"[{one.Data ?? "0"}]" },
        one => one with { Data = "no JSON" },
        one => one with { PreviousHash = one.PreviousHash.Replace('0', '1') + "0" },
        one => one with { Hash = one.Hash.ToUpperInvariant() + "0" },
    ];

    [Fact]
    public void HashOf_AnyEvent_EqualsTheGenericRoute() => Prop.ForAll(
        CaseEvents.Any.ToArbitrary(),
        one => HashChain.HashOf(one) == Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(AsNode(one)))))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    // Held fast, because every history ever written depends on it; computed once outside .NET.
    [Fact]
    public void HashOf_KnownEvent_NeverChanges() =>
        Assert.Equal("cc2ce42d62350cf0bcbc00daccc6279651e3cac6c5669e21d7a46bd2a010aa67", HashChain.Link(Opened, 0, HashChain.Genesis).Hash);

    [Fact]
    public void HashOf_TheSameInstantInAnotherOffsetAndDataSpacedDifferently_IsTheSame() => Assert.Equal(
        HashChain.HashOf(Opened),
        HashChain.HashOf(Opened with { At = Opened.At.ToUniversalTime(), Data = """ { "channel" : "website" } """ }));

    [Fact]
    public void HashOf_DataThatIsNoJson_IsABug() =>
        Assert.ThrowsAny<JsonException>(() => HashChain.HashOf(Opened with { Data = "channel" }));

    [Fact]
    public void Verify_UntouchedChain_FindsNothing() => Prop.ForAll(
        CaseEvents.Chains.ToArbitrary(), chain => HashChain.Verify(chain) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void Verify_NoEvents_FindsNothing() => Assert.Null(HashChain.Verify([]));

    [Fact]
    public void Verify_OneFieldOfOneEventTouched_NamesThatEvent()
    {
        var attacks =
            from chain in CaseEvents.Chains
            from place in Gen.Choose(0, chain.Length - 1)
            from touch in Gen.Choose(0, Touches.Length - 1)
            select (chain, place, touch);

        Prop.ForAll(attacks.ToArbitrary(), attack =>
        {
            var touched = attack.chain.ToArray();
            touched[attack.place] = Touches[attack.touch](touched[attack.place]);
            return HashChain.Verify(touched)?.Seq == attack.place + 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Verify_TouchedAndHashedAnew_BreaksAtTheEventAfter()
    {
        var chain = CaseEvents.Chain(Opened, Opened, Opened);
        var forged = chain[1] with { Reason = "forged" };
        chain[1] = forged with { Hash = HashChain.HashOf(forged) };

        Assert.Equal(new ChainBreak(3, ChainFault.WrongPrevious), HashChain.Verify(chain));
    }

    [Fact]
    public void Verify_EventTakenOut_IsAGap()
    {
        var chain = CaseEvents.Chain(Opened, Opened, Opened);

        Assert.Equal(new ChainBreak(2, ChainFault.Gap), HashChain.Verify([chain[0], chain[2]]));
        Assert.Equal(new ChainBreak(1, ChainFault.Gap), HashChain.Verify(chain[1..]));
    }

    [Fact]
    public void Verify_HeldAgainstTheHeadThatWasKept_ShowsWhatIsMissingAtTheEnd()
    {
        var chain = CaseEvents.Chain(Opened, Opened, Opened);

        Assert.Null(HashChain.Verify(chain, 3, chain[2].Hash));
        Assert.Null(HashChain.Verify([], 0, HashChain.Genesis));
        Assert.Equal(new ChainBreak(3, ChainFault.EndMissing), HashChain.Verify(chain[..2], 3, chain[2].Hash));
        Assert.Equal(new ChainBreak(1, ChainFault.EndMissing), HashChain.Verify([], 3, chain[2].Hash));
        Assert.Equal(new ChainBreak(3, ChainFault.EndDiffers), HashChain.Verify(chain, 2, chain[1].Hash));
        Assert.Equal(new ChainBreak(3, ChainFault.EndDiffers), HashChain.Verify(chain, 3, chain[1].Hash));
        Assert.Equal(new ChainBreak(2, ChainFault.Gap), HashChain.Verify([chain[0], chain[2]], 3, chain[2].Hash));
    }

    [Fact]
    public void Verify_EventsSwapped_IsAGap()
    {
        var chain = CaseEvents.Chain(Opened, Opened, Opened);

        Assert.Equal(new ChainBreak(2, ChainFault.Gap), HashChain.Verify([chain[0], chain[2], chain[1]]));
    }

    [Fact]
    public void Verify_ContentTouched_IsAltered()
    {
        var chain = CaseEvents.Chain(Opened, Opened);
        chain[1] = chain[1] with { Actor = "somebody-else" };

        var found = HashChain.Verify(chain);

        Assert.Equal(new ChainBreak(2, ChainFault.Altered), found);
        Assert.Contains("2", found!.Message.Arabic, StringComparison.Ordinal);
    }

    [Fact]
    public void Link_FirstEvent_StartsFromGenesis()
    {
        var first = HashChain.Link(Opened, 0, HashChain.Genesis);

        Assert.Equal((1L, HashChain.Genesis, 64), (first.Seq, first.PreviousHash, first.Hash.Length));
        Assert.Equal(first, HashChain.Link(first, 0, HashChain.Genesis));
    }

    [Fact]
    public void HashOf_UsualEvent_AllocatesLittle()
    {
        _ = HashChain.HashOf(Opened);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _ = HashChain.HashOf(Opened);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 1, 1024);
    }

    private static string Other(string? text) => text is null ? "!" : text + "!";

    private static JsonObject AsNode(CaseEvent one) => new()
    {
        ["seq"] = one.Seq,
        ["caseId"] = one.CaseId,
        ["at"] = Instant.ToText(one.At),
        ["actor"] = one.Actor,
        ["onBehalfOf"] = one.OnBehalfOf,
        ["action"] = one.Action,
        ["activityType"] = one.ActivityType,
        ["activityId"] = one.ActivityId,
        ["clause"] = one.Clause,
        ["definitionVersion"] = one.DefinitionVersion,
        ["reason"] = one.Reason,
        ["data"] = one.Data is null ? null : JsonNode.Parse(one.Data),
        ["previousHash"] = one.PreviousHash,
    };
}
