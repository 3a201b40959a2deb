using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CaseWorkflows.Host.Committees;

/// <summary>Minutes as they are kept for good: a fragment of HTML in each language, and the SHA-256 of both.</summary>
/// <param name="Arabic">What is printed and signed.</param>
/// <param name="English">The same for English readers.</param>
internal sealed record SealedMinutes(string Arabic, string English)
{
    private const string Items = "<ol>";
    private const string ItemsEnd = "</ol>";
    private const string ItemEnd = "</li>";

    /// <summary>Of the Arabic text, a line break and the English one, in UTF-8 and lower-case hex: anybody can work it out again.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Arabic}\n{English}")));

    /// <summary>
    /// What sealed minutes say of one case: the same text without the other items of the agenda. Whatever people typed is escaped in it, so that the marks it is cut at are
    /// the ones <see cref="MinutesText"/> wrote.
    /// </summary>
    /// <param name="html">The minutes in one language.</param>
    /// <param name="place">How many items stand before it.</param>
    public static string Extract(string html, int place)
    {
        var (first, last) = (html.IndexOf(Items, StringComparison.Ordinal) + Items.Length, html.IndexOf(ItemsEnd, StringComparison.Ordinal));
        var item = html[first..last].Split(ItemEnd)[place];
        return string.Create(CultureInfo.InvariantCulture, $"{html[..(first - Items.Length)]}<ol start=\"{place + 1}\">{item}{ItemEnd}{html[last..]}");
    }
}
