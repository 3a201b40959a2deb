using System.Globalization;
using System.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// Undoes the escapes of a JSON string. The framework's reader throws on an escaped half of a surrogate pair; what once was stored must still be exported.
/// </summary>
internal static class JsonText
{
    /// <summary>The characters of a valid JSON string, in memory that the next call with the same scratch overwrites.</summary>
    /// <param name="raw">What stands between its quotation marks.</param>
    /// <param name="scratch">Grows to what is needed.</param>
    public static ReadOnlySpan<char> Unescape(ReadOnlySpan<byte> raw, ref char[] scratch)
    {
        if (scratch.Length < raw.Length)
        {
            scratch = new char[Math.Max(raw.Length, scratch.Length * 2)];
        }

        var length = 0;
        for (var at = raw.IndexOf((byte)'\\'); at >= 0; at = raw.IndexOf((byte)'\\'))
        {
            length += Encoding.UTF8.GetChars(raw[..at], scratch.AsSpan(length));
            scratch[length++] = (char)raw[at + 1] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(raw.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var itself => itself,
            };
            raw = raw[(at + (raw[at + 1] == 'u' ? 6 : 2))..];
        }

        length += Encoding.UTF8.GetChars(raw, scratch.AsSpan(length));
        return scratch.AsSpan(0, length);
    }
}
