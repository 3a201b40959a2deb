using System.Security.Cryptography;
using System.Text;

namespace CaseWorkflows.Host.Keys;

/// <summary>
/// Encrypts the keys in the database under a password that is not in it, so that a copy of the database alone opens nothing. Without a password they
/// lie open, and what was written so can still be read once there is one.
/// </summary>
internal sealed class KeySeal(string? password)
{
    private const string Mark = "sealed:1:";
    private const int Iterations = 200_000;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    // Not secret and the same everywhere: every host derives the same key from the same password.
    private static readonly byte[] Salt = "CaseWorkflows host keys"u8.ToArray();

    private readonly Lazy<byte[]> _key = new(() => Rfc2898DeriveBytes.Pbkdf2(password!, Salt, Iterations, HashAlgorithmName.SHA256, 32));

    /// <summary>Different text each time, even for the same value.</summary>
    public string Close(string value)
    {
        if (password is null)
        {
            return value;
        }

        var clear = Encoding.UTF8.GetBytes(value);
        var box = new byte[NonceBytes + TagBytes + clear.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_key.Value, TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), clear, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes));
        return Mark + Convert.ToBase64String(box);
    }

    /// <exception cref="InvalidOperationException">It was closed under another password, or changed since.</exception>
    public string Open(string stored)
    {
        if (!stored.StartsWith(Mark, StringComparison.Ordinal))
        {
            return stored;
        }

        if (password is null)
        {
            throw new InvalidOperationException("The keys in the database are encrypted. Give this host the password the others have (CaseWorkflows__KeysPassword).");
        }

        var box = Convert.FromBase64String(stored[Mark.Length..]);
        var clear = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key.Value, TagBytes);
        try
        {
            cipher.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), clear);
        }
        catch (CryptographicException refused)
        {
            throw new InvalidOperationException("The keys in the database were encrypted under another password than this host has (CaseWorkflows__KeysPassword).", refused);
        }

        return Encoding.UTF8.GetString(clear);
    }
}
