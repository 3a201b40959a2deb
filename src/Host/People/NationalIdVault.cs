using System.Security.Cryptography;
using System.Text;
using CaseWorkflows.Host.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace CaseWorkflows.Host.People;

/// <summary>
/// National ids at rest: encrypted for showing, and a keyed hash for finding the same person again. Ids are few enough to try them all, so the
/// hash needs its key; without <c>keys/lookup.key</c> people applying again are no longer recognised. Back it up with the database.
/// </summary>
internal sealed class NationalIdVault
{
    private const int KeyBytes = 32;

    private readonly IDataProtector _protector;
    private readonly Lazy<byte[]> _lookupKey;

    public NationalIdVault(IDataProtectionProvider protection, HostSettings settings)
    {
        _protector = protection.CreateProtector("national-id");
        _lookupKey = new(() => ReadOrCreateKey(Path.Combine(settings.KeysFolder, "lookup.key")));
    }

    /// <summary>Different text each time, even for the same id.</summary>
    public string Protect(string nationalId) => _protector.Protect(nationalId);

    /// <summary>Throws <see cref="CryptographicException"/> when the text was altered or the keys are others.</summary>
    public string Unprotect(string protectedNationalId) => _protector.Unprotect(protectedNationalId);

    /// <summary>
    /// The same text each time for the same id in the same association, and unrelated texts in two associations, so that their people cannot be
    /// matched. The id must already be in its canonical form: ten Latin digits.
    /// </summary>
    public string LookupHash(string association, string nationalId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_lookupKey.Value, Encoding.UTF8.GetBytes($"{association}\n{nationalId}")));

    private static byte[] ReadOrCreateKey(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        var key = Convert.FromBase64String(File.ReadAllText(path));
        return key.Length == KeyBytes ? key : throw new InvalidOperationException($"The key in {path} is not {KeyBytes} bytes. Restore it from a backup.");
    }

    /// <summary>Written aside and moved into place whole; whoever comes second keeps the first one's.</summary>
    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var aside = $"{path}.{Guid.NewGuid():N}";
        using (var writer = new StreamWriter(aside, options))
        {
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        }

        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}
