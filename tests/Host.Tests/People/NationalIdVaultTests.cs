using System.Security.Cryptography;
using CaseWorkflows.Host.Keys;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;

namespace CaseWorkflows.Host.Tests.People;

public sealed class NationalIdVaultTests : IDisposable
{
    private const string Id = "1000000008";

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void What_was_protected_is_read_back_and_unreadable_in_between()
    {
        var vault = OpenVault();

        var stored = vault.Protect(Id);

        Assert.DoesNotContain(Id, stored, StringComparison.Ordinal);
        Assert.NotEqual(stored, vault.Protect(Id));
        Assert.Equal(Id, OpenVault().Unprotect(stored));
        Assert.Throws<CryptographicException>(() => vault.Unprotect(stored[..^4] + "AAAA"));
    }

    [Fact]
    public void The_same_person_is_recognised_after_a_restart_but_not_across_associations()
    {
        var hash = OpenVault().LookupHash("natiq", Id);

        Assert.Equal(hash, OpenVault().LookupHash("natiq", Id));
        Assert.NotEqual(hash, OpenVault().LookupHash("bakkah", Id));
        Assert.NotEqual(hash, OpenVault().LookupHash("natiq", "1000000016"));
    }

    [Fact]
    public void The_lookup_key_is_readable_by_its_owner_alone()
    {
        OpenVault().LookupHash("natiq", Id);

        var key = Path.Combine(_data, "keys", "lookup.key");
        Assert.Equal(32, Convert.FromBase64String(File.ReadAllText(key)).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }
    }

    private NationalIdVault OpenVault()
    {
        var settings = HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new(HostSettings.DataKey, _data)]).Build());
        var keys = Directory.CreateDirectory(settings.KeysFolder);
        return new(DataProtectionProvider.Create(keys), new KeyFolder(settings));
    }
}
