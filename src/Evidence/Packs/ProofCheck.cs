using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>Follows each proof to its seal. What holds becomes a witness for its case.</summary>
internal static class ProofCheck
{
    public static async Task RunAsync(PackCheck check, CancellationToken ct)
    {
        if (check.Keys is null || !check.Seen.TryGetValue(PackPaths.Seals, out var seals) || seals is null)
        {
            return;
        }

        var numbers = check.Manifest.Heads.ToDictionary(head => head.CaseId, head => head.Number, StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        check.AreProofsWhole = true;
        if (!await check.ReadLinesAsync(PackPaths.Proofs, line => Add(check, numbers, told, line is { } bytes ? PackProof.Parse(bytes) : null), ct))
        {
            check.AreProofsWhole = false;
        }

        foreach (var witnesses in check.Witnesses.Values)
        {
            witnesses.Sort((one, other) => (one.Seq, one.Seal.Number).CompareTo((other.Seq, other.Seal.Number)));
        }

        if (check.AreProofsWhole && check.AreSealsWhole && check.Seals.Count > 0)
        {
            var newest = check.Seals.Values.Last();
            foreach (var head in check.Manifest.Heads.Where(head => !check.Unproven.Contains(head.CaseId) && !IsComplete(check, head, newest)))
            {
                check.Unproven.Add(head.CaseId);
                check.Findings.Add(new(FindingCode.ProofBroken) { Reason = "Newest", Case = head.Number, Seal = newest.Number, At = newest.At, Path = PackPaths.Proofs });
            }
        }
    }

    /// <summary>A case that was ever sealed is in the newest seal, with the head it had when it last changed.</summary>
    private static bool IsComplete(PackCheck check, PackedHead head, SealSeen newest) =>
        !check.Witnesses.TryGetValue(head.CaseId, out var witnesses)
        || (witnesses.Find(witness => !witness.IsChanged && witness.Seal == newest) is { } last && witnesses.Exists(witness => witness.IsChanged && witness.Seq == last.Seq && witness.Hash == last.Hash));

    private static void Add(PackCheck check, Dictionary<string, string> numbers, HashSet<string> told, PackProof? proof)
    {
        if (proof is null || !numbers.TryGetValue(proof.Head.CaseId, out var number))
        {
            check.AreProofsWhole = false;
            if (told.Add(""))
            {
                check.Add(FindingCode.ProofBroken, proof is null ? "Unreadable" : "OtherCase", PackPaths.Proofs);
            }

            return;
        }

        if (!check.Seals.TryGetValue(proof.Seal, out var seal))
        {
            check.Unproven.Add(proof.Head.CaseId);
            if (check.AreSealsWhole)
            {
                check.AreSealsWhole = false;
                SealCheck.AddBroken(check, new(proof.Seal, SealFault.Missing));
            }

            return;
        }

        if (!seal.IsBelieved)
        {
            check.Unproven.Add(proof.Head.CaseId);
            return;
        }

        if (proof.LeadsTo(seal))
        {
            (check.Witnesses.TryGetValue(proof.Head.CaseId, out var witnesses) ? witnesses : check.Witnesses[proof.Head.CaseId] = [])
                .Add(new(seal, proof.Head.Seq, proof.Head.Hash, proof.IsChanged));
        }
        else if (told.Add(proof.Head.CaseId))
        {
            check.Unproven.Add(proof.Head.CaseId);
            check.Findings.Add(new(FindingCode.ProofBroken) { Case = number, Seal = seal.Number, At = seal.At, Path = PackPaths.Proofs });
        }
    }
}
