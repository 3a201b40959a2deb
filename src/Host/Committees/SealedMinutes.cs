using System.Security.Cryptography;
using System.Text;

namespace CaseWorkflows.Host.Committees;

/// <summary>Minutes as they are kept for good: a fragment of HTML in each language, and the SHA-256 of both.</summary>
/// <param name="Arabic">What is printed and signed.</param>
/// <param name="English">The same for English readers.</param>
internal sealed record SealedMinutes(string Arabic, string English)
{
    /// <summary>Of the Arabic text, a line break and the English one, in UTF-8 and lower-case hex: anybody can work it out again.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Arabic}\n{English}")));
}
