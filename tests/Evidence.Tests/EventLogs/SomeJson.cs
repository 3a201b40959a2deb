using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

/// <summary>A JSON value made by a test, so that what is in it is known without reading it.</summary>
internal abstract record SomeJson
{
    public sealed record Text(string Value, bool EscapesAll) : SomeJson;

    /// <summary>A number, true, false or null.</summary>
    public sealed record Bare(string Json) : SomeJson;

    public sealed record Items(IReadOnlyList<SomeJson> Values) : SomeJson;

    public sealed record Members(IReadOnlyList<(Text Name, SomeJson Value)> Values) : SomeJson;

    private static readonly Gen<Text> Texts =
        from value in Samples.Texts
        from escapesAll in Gen.Elements(true, false)
        select new Text(value, escapesAll);

    private static readonly Gen<Text> Names =
        from value in Gen.OneOf(Gen.Elements("id", "task", "0", "12", "a.b", "a:2", "", "_x0041_", "x_y", "-1", "سبب", "due date", "reason", "moved", "\u0000"), Samples.Texts)
        from escapesAll in Gen.Elements(true, false)
        select new Text(value, escapesAll);

    private static readonly Gen<SomeJson> Leaves = Gen.OneOf(
        Texts.Select(text => (SomeJson)text),
        Gen.Elements<SomeJson>(new Text("2026-02-22T07:00:00.1234567Z", EscapesAll: false), new Text("2026-02-30T07:00:00.1234567Z", EscapesAll: false)),
        Gen.Elements("null", "true", "false", "0", "-0", "7", "9223372036854775807", "9223372036854775808", "1.0", "12.50", "-1E-5", "1e3", "1e400").Select(json => (SomeJson)new Bare(json)));

    public static Gen<SomeJson> Any { get; } = Gen.Sized(size => Sized(Math.Min(size, 12)));

    /// <summary>Objects, as the data of events mostly are.</summary>
    public static Gen<SomeJson> Objects { get; } = Gen.Sized(size => MembersOf(Math.Min(size, 12)));

    /// <summary>Every value without others in it, with the way to it: names and indexes.</summary>
    public IEnumerable<(IReadOnlyList<object> Way, SomeJson Leaf)> Leaf() => this switch
    {
        Items { Values.Count: > 0 } items => items.Values.SelectMany((value, index) => value.Leaf().Select(leaf => ((IReadOnlyList<object>)[index, .. leaf.Way], leaf.Leaf))),
        Members { Values.Count: > 0 } members => members.Values.SelectMany(member => member.Value.Leaf().Select(leaf => ((IReadOnlyList<object>)[member.Name.Value, .. leaf.Way], leaf.Leaf))),
        _ => [([], this)],
    };

    /// <summary>Its JSON, with blanks where they may be.</summary>
    public sealed override string ToString() => this switch
    {
        Text text => Quoted(text),
        Bare bare => bare.Json,
        Items items => $"[ {string.Join(" , ", items.Values)} ]",
        Members members => $"{{ {string.Join(',', members.Values.Select(member => $"{Quoted(member.Name)} : {member.Value}"))}}}",
        _ => throw new InvalidOperationException(),
    };

    private static Gen<SomeJson> Sized(int size) => size == 0 ? Leaves : Gen.OneOf(
        Leaves,
        Sized(size / 3).ArrayOf().Select(values => (SomeJson)new Items([.. values.Take(4)])),
        MembersOf(size / 2));

    private static Gen<SomeJson> MembersOf(int size)
        => (from name in Names from value in Sized(size / 2) select (name, value)).ArrayOf().Select(values => (SomeJson)new Members([.. values.Take(6)]));

    private static string Quoted(Text text)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.Value.Length; i++)
        {
            var character = text.Value[i];
            var isPair = i + 1 < text.Value.Length && char.IsSurrogatePair(character, text.Value[i + 1]);
            if (text.EscapesAll || character is < ' ' or '"' or '\\' || (char.IsSurrogate(character) && !isPair))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                quoted.Append(text.Value, i, isPair ? 2 : 1);
                i += isPair ? 1 : 0;
            }
        }

        return quoted.Append('"').ToString();
    }
}
