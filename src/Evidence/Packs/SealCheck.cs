using System.Text;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>Reads the seals, checks their chain, and holds them against copies kept elsewhere.</summary>
internal static class SealCheck
{
    public static async Task RunAsync(PackCheck check, CancellationToken ct)
    {
        if (check.Keys is { } keys)
        {
            var chain = new SealChain(check.Manifest.About.Association, keys);
            var isRead = await check.ReadLinesAsync(PackPaths.Seals, line => Add(check, chain, line), ct);
            check.AreSealsWhole = isRead && chain.Broken is null;
            if (isRead && chain.Broken is { } broken)
            {
                if (check.Seals.Count > 0 && check.Seals.Values.All(seal => keys.Find(seal.Key) is null) && IsAsListed(check))
                {
                    check.Findings.Add(new(FindingCode.KeySwapped) { Reason = "Seals", Seal = broken.Number, Key = check.Seals.Values.First().Key });
                }

                AddBroken(check, broken);
            }

            CompareKept(check);
        }

        KeyCheck.Compare(check);
    }

    public static void AddBroken(PackCheck check, SealBreak broken) =>
        check.Findings.Add(new(FindingCode.SealBroken) { Reason = broken.Fault.ToString(), Seal = broken.Number, Path = PackPaths.Seals });

    private static bool IsAsListed(PackCheck check) => check.Seen[PackPaths.Seals]!.Sha256 == check.Listed[PackPaths.Seals].Sha256;

    private static void Add(PackCheck check, SealChain chain, ReadOnlyMemory<byte>? line)
    {
        var seal = line is { } bytes ? Seal.Parse(bytes) : null;
        var isBelieved = chain.Add(seal);
        if (seal is not null)
        {
            check.Seals.TryAdd(seal.Number, new(seal.Number, seal.At, seal.Key, seal.Cases, seal.Root, seal.Changed, seal.ChangedRoot, Hashes.Of(line!.Value.Span), isBelieved));
        }
    }

    private static void CompareKept(PackCheck check)
    {
        var kept = new SortedDictionary<long, (Seal Seal, string Hash)>();
        foreach (var line in check.Trust.KeptSeals.Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            if (Seal.Parse(bytes) is not { } seal)
            {
                check.Add(FindingCode.SealNotAsKept, "Unreadable");
                return;
            }

            if (seal.Association != check.Manifest.About.Association)
            {
                check.Add(FindingCode.SealNotAsKept, "OtherAssociation");
                return;
            }

            kept[seal.Number] = (seal, Hashes.Of(bytes));
        }

        var newest = check.Seals.Keys.LastOrDefault();
        foreach (var (number, (seal, hash)) in kept)
        {
            if (check.Seals.TryGetValue(number, out var own) ? own.LineHash != hash : number <= newest || string.CompareOrdinal(seal.At, check.Manifest.About.CreatedAt) <= 0)
            {
                check.Findings.Add(new(FindingCode.SealNotAsKept) { Reason = own is null ? "Missing" : null, Seal = number, At = seal.At });
                Disbelieve(check, number);
                return;
            }

            if (own is not null)
            {
                check.Compared = (check.Compared.Count + 1, number);
            }
        }
    }

    /// <summary>Each seal rests on those before it.</summary>
    private static void Disbelieve(PackCheck check, long from)
    {
        check.AreSealsWhole = false;
        foreach (var number in check.Seals.Keys.Where(number => number >= from).ToList())
        {
            check.Seals[number] = check.Seals[number] with { IsBelieved = false };
        }
    }
}
