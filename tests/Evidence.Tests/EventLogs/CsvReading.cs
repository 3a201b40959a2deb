using System.Text;
using CaseWorkflows.Evidence.EventLogs;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

/// <summary>A strict reader of RFC 4180: lines end in CR LF, a cell is a number, nothing, or stands between quotation marks.</summary>
internal static class CsvReading
{
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> OfAsync(EventLog log, string? language = "en", int offsetHours = 0)
    {
        using var stream = new MemoryStream();
        await CsvWriter.WriteAsync(stream, log, language, TimeSpan.FromHours(offsetHours), CancellationToken.None);
        var bytes = stream.ToArray();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        return [.. Lines(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes[3..]))];
    }

    private static IEnumerable<IReadOnlyList<string>> Lines(string text)
    {
        var (at, cells) = (0, new List<string>());
        while (at < text.Length)
        {
            cells.Add(text[at] == '"' ? Quoted(text, ref at) : Bare(text, ref at));
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            Assert.Equal("\r\n", text.Substring(at, 2));
            at += 2;
            yield return cells;
            cells = [];
        }

        Assert.Empty(cells);
    }

    private static string Quoted(string text, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; text[at] != '"' || text[at + 1] == '"'; at++)
        {
            cell.Append(text[at]);
            at += text[at] == '"' ? 1 : 0;
        }

        at++;
        return cell.ToString();
    }

    private static string Bare(string text, ref int at)
    {
        var begin = at;
        at = text.AsSpan(at).IndexOfAny(",\r") + at;
        Assert.All(text[begin..at], digit => Assert.True(char.IsAsciiDigit(digit)));
        return text[begin..at];
    }
}
