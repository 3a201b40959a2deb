using System.Buffers;
using System.Globalization;
using System.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// Lines of RFC 4180: commas, CR LF, every text between quotation marks with its own doubled (rules 5 to 7). A text a spreadsheet would take for a formula gets an
/// apostrophe before it, as OWASP advises: one whose first character, blanks and invisible ones passed over, is <c>= + - @</c> or its full-width twin, or that
/// begins with a tab or an end of line. A control character, which spreadsheets drop or stop at, is shown by its picture from U+2400.
/// </summary>
internal sealed class CsvOutput(Utf8Output output)
{
    private static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code).Except("\t\r\n"), '"', '\u007F']);

    private bool _begun;

    public void Text(ReadOnlySpan<char> text)
    {
        Separate();
        output.Raw(IsFormula(text) ? "\"'"u8 : "\""u8);
        for (var at = text.IndexOfAny(Special); at >= 0; at = text.IndexOfAny(Special))
        {
            Plain(text[..at]);
            Plain(text[at] switch
            {
                '"' => "\"\"",
                '\u007F' => "\u2421",
                var control => [(char)(0x2400 + control)],
            });
            text = text[(at + 1)..];
        }

        Plain(text);
        output.Raw("\""u8);
    }

    public void Number(long number)
    {
        Separate();
        number.TryFormat(output.Room(20), out var written, provider: CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    /// <summary>A cell with nothing in it.</summary>
    public void Nothing() => Separate();

    public void EndLine()
    {
        output.Raw("\r\n"u8);
        _begun = false;
    }

    private static bool IsFormula(ReadOnlySpan<char> text)
    {
        if (text is ['\t' or '\r' or '\n', ..])
        {
            return true;
        }

        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character) && !char.IsControl(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format)
            {
                return character is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';
            }
        }

        return false;
    }

    private void Separate()
    {
        if (_begun)
        {
            output.Raw(","u8);
        }

        _begun = true;
    }

    private void Plain(ReadOnlySpan<char> text) => output.Advance(Encoding.UTF8.GetBytes(text, output.Room(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
