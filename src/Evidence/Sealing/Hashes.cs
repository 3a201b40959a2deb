using System.Buffers;
using System.Security.Cryptography;

namespace CaseWorkflows.Evidence.Sealing;

/// <summary>How a SHA-256 is written here: 64 small hex digits.</summary>
internal static class Hashes
{
    public const int Bytes = SHA256.HashSizeInBytes;
    public const int Digits = 2 * Bytes;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<byte> HexBytes = SearchValues.Create("0123456789abcdef"u8);

    public static bool IsHash(string? text) => text is { Length: Digits } && !text.AsSpan().ContainsAnyExcept(Hex);

    public static bool IsHash(ReadOnlySpan<byte> text) => text.Length == Digits && !text.ContainsAnyExcept(HexBytes);

    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[Bytes];
        SHA256.HashData(content, digest);
        return Convert.ToHexStringLower(digest);
    }
}
