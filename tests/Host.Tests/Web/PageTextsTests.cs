using System.Text.RegularExpressions;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Web.Texts;

namespace CaseWorkflows.Host.Tests.Web;

/// <summary>Every text of every page exists in both languages, and nowhere else.</summary>
public sealed partial class PageTextsTests
{
    private static readonly string Sources = Path.Combine(Repository.Root, "src", "Host");

    [Fact]
    public void Both_languages_have_the_same_texts() => Assert.Equal(PageTexts.In("en").Keys.Order(StringComparer.Ordinal), PageTexts.In("ar").Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_fill_the_same_places() => Assert.Empty(
        PageTexts.In("en").Where(text => !Places(text.Value).SequenceEqual(Places(PageTexts.In("ar")[text.Key]))).Select(text => text.Key));

    [Fact]
    public void Arabic_texts_are_Arabic_and_English_ones_are_not()
    {
        string[] ofTheOther = ["site.other-language"];
        Assert.Empty(PageTexts.In("ar").Where(text => !ArabicLetter().IsMatch(text.Value) && !ofTheOther.Contains(text.Key)).Select(text => text.Key));
        Assert.Empty(PageTexts.In("en").Where(text => ArabicLetter().IsMatch(text.Value) && !ofTheOther.Contains(text.Key)).Select(text => text.Key));
    }

    [Fact]
    public void Every_text_asked_for_exists()
    {
        var asked = Files("*.razor").SelectMany(file => AskedFor().Matches(file.Text).Select(match => match.Groups["key"].Value)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(asked.Count > 50);
        var missing = asked.Where(key => !PageTexts.In("ar").ContainsKey(key) && !PageTexts.In("ar").Keys.Any(known => key.EndsWith('.') && known.StartsWith(key, StringComparison.Ordinal))).ToList();
        Assert.Equal([], missing);
    }

    [Fact]
    public void Every_text_is_asked_for()
    {
        var all = string.Concat(Files("*.razor").Concat(Files("*.cs")).Select(file => file.Text));
        var idle = PageTexts.In("ar").Keys.Where(key => !all.Contains($"\"{key}\"", StringComparison.Ordinal) && !all.Contains($"\"{key[..(key.LastIndexOf('.') + 1)]}\" +", StringComparison.Ordinal) && !all.Contains($"\"{key[..(key.LastIndexOf('.') + 1)]}{{", StringComparison.Ordinal)).ToList();
        Assert.Equal([], idle);
    }

    [Fact]
    public void No_text_stands_in_markup() => Assert.Empty(Files("*.razor").SelectMany(file => Words(file.Text).Select(words => $"{file.Name}: {words}")));

    [Theory]
    [InlineData("<p>Hello</p>", 1)]
    [InlineData("<p>@Text[\"a\"] and more</p>", 1)]
    [InlineData("<input placeholder=\"Name\">", 1)]
    [InlineData("<p>@Text[\"a\"]</p><code>npm ci</code>", 0)]
    [InlineData("@if (a => b)\n{\n<b>@(a ? \"x\" : y)</b>\n}", 0)]
    public void What_counts_as_text(string markup, int findings) => Assert.Equal(findings, Words(markup).Count());

    private static IEnumerable<string> Words(string markup)
    {
        var plain = Code().Replace(Comment().Replace(markup, ""), "");
        plain = Verbatim().Replace(plain, "<code></code>");
        plain = Expression().Replace(plain, "");
        return Between().Matches(plain).Concat(Spoken().Matches(plain)).Select(match => match.Groups["words"].Value.Trim());
    }

    private static IEnumerable<(string Name, string Text)> Files(string pattern) => Directory.EnumerateFiles(Sources, pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal))
        .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\{\d\}", Options, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{IsArabic}", Options, 1000)]
    private static partial Regex ArabicLetter();

    [GeneratedRegex("""Text(\.Format\(|\[)"(?<key>[a-z0-9.-]+)""", Options, 1000)]
    private static partial Regex AskedFor();

    [GeneratedRegex(@"@\*.*?\*@", Options | RegexOptions.Singleline, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@code.*", Options | RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Code();

    /// <summary>Commands one types are the same in every language.</summary>
    [GeneratedRegex(@"<code>[^<]*</code>", Options, 1000)]
    private static partial Regex Verbatim();

    [GeneratedRegex("""@\(((?<open>\()|(?<-open>\))|[^()])*(?(open)(?!))\)|@[\w.]+(\[("[^"]*"|[^\]"])*\]|\(((?<open>\()|(?<-open>\))|[^()])*(?(open)(?!))\))*""", Options, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex(@">(?<words>[^<>{}]*\p{L}[^<>{}]*)<", Options, 1000)]
    private static partial Regex Between();

    [GeneratedRegex("""\b(aria-label|title|placeholder|alt)="(?<words>[^"]*\p{L}[^"]*)"|<[A-Z]\w* Title="(?<words>[A-Z][^".]*)" """, Options, 1000)]
    private static partial Regex Spoken();
}
