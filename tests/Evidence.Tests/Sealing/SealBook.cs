using System.Globalization;
using System.Security.Cryptography;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Tests.Sealing;

/// <summary>An association's keys with their private halves, and its seals.</summary>
internal sealed class SealBook
{
    public const string Association = "awdat-sudair";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 21, 0, 0, TimeSpan.Zero);

    public List<ECDsa> Private { get; } = [];

    public List<SealKey> Keys { get; } = [];

    public List<Seal> Seals { get; } = [];

    public ECDsa Current => Private[^1];

    /// <summary>Midnight after the nth day.</summary>
    public static string Day(double day) => Instant.ToText(Start.AddDays(day));

    public static DateTimeOffset Moment(double day) => Start.AddDays(day);

    public static SealBook WithKey()
    {
        var book = new SealBook();
        book.Private.Add(NewKey());
        book.Keys.Add(SealKey.First(book.Current, Day(0)));
        return book;
    }

    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Takes another key into use.</summary>
    public void Rotate(double day)
    {
        var next = NewKey();
        var (ended, follower) = Keys[^1].Rotate(Current, next, Day(day));
        Keys[^1] = ended;
        Keys.Add(follower);
        Private.Add(next);
    }

    /// <summary>Seals heads, of which some had changed.</summary>
    public Seal Add(double day, MerkleBuilder cases, MerkleBuilder changed)
    {
        var seal = new Seal
        {
            Number = Seals.Count + 1, Association = Association, At = Day(day), Cases = cases.Count, Root = cases.Root(), Changed = changed.Count, ChangedRoot = changed.Root(),
            Previous = Seals is [.., var last] ? last.Hash() : HashChain.Genesis, Key = "",
        }.Sign(Current);
        Seals.Add(seal);
        return seal;
    }

    public Seal AddEmpty(double day) => Add(day, new(), new());

    public SealBreak? Verify() => SealChain.Verify(Seals, new(Keys));

    /// <summary>The key a seal was signed with.</summary>
    public ECDsa PrivateOf(string keyId) => Private[Keys.FindIndex(key => key.Id == keyId)];

    public override string ToString() => Seals.Count.ToString(CultureInfo.InvariantCulture);
}
