using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>Reads the keys and holds the manifest against its signature.</summary>
internal static class KeyCheck
{
    public static async Task RunAsync(PackCheck check, CancellationToken ct)
    {
        check.Keys = await KeysAsync(check, ct);
        if (check.Keys?.FirstUnendorsed is { } stranger)
        {
            check.Findings.Add(new(FindingCode.KeySwapped) { Reason = "NotEndorsed", Key = stranger.Id });
        }

        if (!check.Zip.Has(PackPaths.Signature))
        {
            check.Add(FindingCode.FileMissing, path: PackPaths.Signature);
            return;
        }

        using var document = check.Signature is null ? null : JsonFields.Parse(check.Signature);
        if (document?.RootElement is not { } json || json.Hash("key") is not { } id || json.Text("signature") is not { } signature)
        {
            check.Add(FindingCode.ManifestSignature, "Unreadable", PackPaths.Signature);
            return;
        }

        if (check.Keys is not null)
        {
            Verify(check, id, signature);
        }
    }

    /// <summary>Holds the key the pack is signed with, and that of the newest seal, against the fingerprint that was given and the key of the newest seal that was kept elsewhere: each must be that one, or come after it.</summary>
    public static void Compare(PackCheck check)
    {
        var fingerprint = check.Trust.Fingerprint is { } given ? string.Concat(given.Where(character => !char.IsWhiteSpace(character))).ToLowerInvariant() : null;
        if (fingerprint is not null && !Hashes.IsHash(fingerprint))
        {
            check.Add(FindingCode.KeySwapped, "NoFingerprint");
            return;
        }

        var kept = check.Compared.Count > 0 ? check.Seals[check.Compared.Last].Key : null;
        foreach (var trusted in new[] { fingerprint, kept }.OfType<string>())
        {
            var used = new[] { check.SignedWith, check.Seals.Values.LastOrDefault()?.Key }.OfType<string>();
            if (used.FirstOrDefault(key => check.Keys?.ComesFrom(key, trusted) == false) is { } stranger)
            {
                check.Findings.Add(new(FindingCode.KeySwapped) { Reason = "OtherFingerprint", Key = stranger });
                return;
            }
        }

        check.IsKeyCompared = fingerprint is not null && check.SignedWith is not null;
    }

    private static async Task<KeyChain?> KeysAsync(PackCheck check, CancellationToken ct)
    {
        if (!check.Listed.ContainsKey(PackPaths.Keys) || !check.Zip.Has(PackPaths.Keys))
        {
            return null;
        }

        var bytes = await check.ReadAllAsync(PackPaths.Keys, ct);
        using var document = bytes is null ? null : JsonFields.Parse(bytes);
        var keys = document?.RootElement.Items("keys")?.Select(SealKey.Parse).ToList();
        if (keys is not { Count: > 0 } || keys.Contains(null))
        {
            check.Add(FindingCode.Unreadable, "Part", PackPaths.Keys);
            return null;
        }

        return new(keys!);
    }

    private static void Verify(PackCheck check, string id, string signature)
    {
        var createdAt = check.Manifest.About.CreatedAt;
        if (check.Keys!.Find(id) is not { } key)
        {
            check.Findings.Add(new(FindingCode.KeySwapped) { Reason = "Unknown", Key = id });
        }
        else if (!Signatures.Verify(key.Spki(), check.ManifestBytes, signature))
        {
            check.Findings.Add(new(FindingCode.ManifestSignature) { Path = PackPaths.Manifest, Key = id });
        }
        else
        {
            check.SignedWith = id;
            if (!key.IsInUse(createdAt))
            {
                check.Findings.Add(new(FindingCode.ManifestSignature) { Reason = "KeyOutsideItsTime", Key = id });
            }
        }
    }
}
