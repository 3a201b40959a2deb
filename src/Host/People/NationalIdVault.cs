using System.Security.Cryptography;
using System.Text;
using CaseWorkflows.Host.Keys;
using Microsoft.AspNetCore.DataProtection;

namespace CaseWorkflows.Host.People;

/// <summary>
/// National ids at rest: encrypted for showing, and a keyed hash for finding the same person again. Ids are few enough to try them all, so the
/// hash needs its key; without it people applying again are no longer recognised. Every host on one database has the same.
/// </summary>
internal sealed class NationalIdVault
{
    private const int KeyBytes = 32;
    private const string LookupKey = "lookup";
    private const int ShownDigits = 3;
    private const string Hidden = "•••••••";

    private readonly IDataProtector _protector;
    private readonly Lazy<byte[]> _lookupKey;

    public NationalIdVault(IDataProtectionProvider protection, IKeyStore keys)
    {
        _protector = protection.CreateProtector("national-id");
        _lookupKey = new(() => Checked(keys.GetOrAdd(LookupKey, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)))));
    }

    /// <summary>Different text each time, even for the same id.</summary>
    public string Protect(string nationalId) => _protector.Protect(nationalId);

    /// <summary>Throws <see cref="CryptographicException"/> when the text was altered or the keys are others.</summary>
    public string Unprotect(string protectedNationalId) => _protector.Unprotect(protectedNationalId);

    /// <summary>
    /// The last digits of an id, for telling people apart on a screen. A number a supervisor let pass may be too short to hide anything behind them; then none is shown.
    /// Null for null.
    /// </summary>
    public string? Masked(string? protectedNationalId) => protectedNationalId is null ? null
        : Hidden + (Unprotect(protectedNationalId) is { Length: > ShownDigits * 2 } number ? number[^ShownDigits..] : "");

    /// <summary>
    /// The same text each time for the same id in the same association, and unrelated texts in two associations, so that their people cannot be
    /// matched. The id must already be in its canonical form: ten Latin digits.
    /// </summary>
    public string LookupHash(string association, string nationalId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_lookupKey.Value, Encoding.UTF8.GetBytes($"{association}\n{nationalId}")));

    /// <summary>Makes the keys if there are none yet, while no other host can be making its own.</summary>
    public void Prepare() => _ = (_lookupKey.Value, Protect(""));

    private static byte[] Checked(string stored) => Convert.FromBase64String(stored) is { Length: KeyBytes } key
        ? key
        : throw new InvalidOperationException($"The key '{LookupKey}' is not {KeyBytes} bytes. Restore it from a backup.");
}
