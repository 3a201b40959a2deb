namespace CaseWorkflows.Evidence.Packs;

/// <summary>
/// Checks a pack with nothing but the pack, and what <see cref="PackTrust"/> adds: no database, no network, no clock. The page in every pack (<see cref="VerifyPage"/>) checks the same.
/// Memory is bounded by the longest history, the list of contents and the proofs, never by the files.
/// </summary>
public static class PackVerifier
{
    /// <summary>More than this no list of contents, no list of keys or documents is read, in bytes.</summary>
    internal const long MostManifestBytes = 256L * 1024 * 1024;

    private const long MostListedBytes = 64L * 1024 * 1024 * 1024;
    private const int MostSignatureBytes = 64 * 1024;

    /// <summary>What there is to say of a pack. Whatever the bytes are, the answer is a verdict and never an exception.</summary>
    /// <param name="pack">The ZIP; must be able to seek. Stays open.</param>
    /// <param name="trust">What is known from elsewhere; null for nothing.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<PackVerdict> VerifyAsync(Stream pack, PackTrust? trust = null, CancellationToken ct = default)
    {
        using var zip = PackZip.Open(pack);
        if (zip is null)
        {
            return Unreadable(new(FindingCode.Unreadable) { Reason = "Zip" });
        }

        if (!zip.Has(PackPaths.Manifest))
        {
            return Unreadable(new(FindingCode.FileMissing) { Path = PackPaths.Manifest });
        }

        if (await zip.ReadAllAsync(PackPaths.Manifest, MostManifestBytes, ct) is not { } read || PackManifest.Parse(read.Content) is not { } manifest)
        {
            return Unreadable(new(FindingCode.Unreadable) { Reason = "Part", Path = PackPaths.Manifest });
        }

        if (manifest.Files.Any(file => file.Bytes > MostListedBytes) || manifest.Files.Sum(file => file.Bytes) > MostListedBytes)
        {
            return Unreadable(new(FindingCode.Unreadable) { Reason = "TooLarge", Path = PackPaths.Manifest });
        }

        var signature = await zip.ReadAllAsync(PackPaths.Signature, MostSignatureBytes, ct);
        return await VerifyAsync(new PackCheck(zip, manifest, read.Content, signature?.Content, trust ?? new()), ct);
    }

    private static async Task<PackVerdict> VerifyAsync(PackCheck check, CancellationToken ct)
    {
        await KeyCheck.RunAsync(check, ct);
        await SealCheck.RunAsync(check, ct);
        await ProofCheck.RunAsync(check, ct);
        await CaseCheck.RunAsync(check, ct);
        await FileCheck.RunAsync(check, ct);
        await DocumentCheck.RunAsync(check, ct);
        return new(check.Manifest, Finding.InOrder(check.Findings), Conclusions.Of(check));
    }

    private static PackVerdict Unreadable(Finding finding) => new(Manifest: null, [finding], []);
}
