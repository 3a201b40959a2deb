using System.Security.Cryptography;

namespace CaseWorkflows.Evidence.Sealing;

/// <summary>
/// Signatures of seals, keys and packs: ECDSA on P-256 (FIPS 186-5) over SHA-256, written as the two 32-byte numbers one after the other (IEEE P1363) in base64, which every browser
/// checks by itself.
/// </summary>
public static class Signatures
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const int SignatureBytes = 64;

    /// <summary>A key's name: the SHA-256 of its SubjectPublicKeyInfo (RFC 5280 §4.1), 64 small hex digits. People compare it in groups of four.</summary>
    public static string KeyId(ReadOnlySpan<byte> publicKey) => Hashes.Of(publicKey);

    /// <summary>A key's name as people read it: sixteen groups of four digits.</summary>
    public static string Grouped(string keyId) => string.Join(' ', keyId.Chunk(4).Select(group => new string(group)));

    /// <summary>The signature in base64, 88 characters; another each time.</summary>
    /// <param name="key">A private key on P-256.</param>
    /// <param name="content">What is signed; hashed here.</param>
    public static string Sign(ECDsa key, ReadOnlySpan<byte> content) => Convert.ToBase64String(key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    /// <summary>True when that key made that signature over that content; false also for what is no key on P-256 and no signature at all.</summary>
    /// <param name="publicKey">The SubjectPublicKeyInfo.</param>
    /// <param name="content">What was signed.</param>
    /// <param name="signature">Base64; may come from anywhere.</param>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> content, string? signature)
    {
        Span<byte> bytes = stackalloc byte[SignatureBytes];
        if (signature is not { Length: 88 } || !Convert.TryFromBase64String(signature, bytes, out var length) || length != SignatureBytes)
        {
            return false;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length && key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256
                && key.VerifyData(content, bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
