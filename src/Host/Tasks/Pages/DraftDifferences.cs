using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Forms.Pages;

namespace CaseWorkflows.Host.Tasks.Pages;

/// <summary>Where two tabs that fill in the same form differ, field by field; a table counts as one.</summary>
internal static class DraftDifferences
{
    public const string Reason = "reason";
    private const string NoName = "";

    /// <summary>The field a name on the page belongs to.</summary>
    public static string KeyOf(string name) => name.IndexOfAny(['.', '[']) is >= 0 and var end ? name[..end] : name;

    public static IReadOnlyList<DraftDifference> Of(DraftContent mine, DraftContent theirs, FormPaper? paper, string reasonLabel)
    {
        var keys = mine.Fields.Concat(theirs.Fields).Select(field => KeyOf(field.Key)).Distinct(StringComparer.Ordinal);
        var found = keys.Select(key => new DraftDifference(key, paper?.LabelOf(key) ?? key, Read(mine, key, paper), Read(theirs, key, paper)))
            .Append(new(Reason, reasonLabel, mine.Reason, theirs.Reason));
        return [.. found.Where(difference => difference.Mine != difference.Theirs || Raw(mine, difference.Key) != Raw(theirs, difference.Key))];
    }

    private static string Raw(DraftContent content, string key) => string.Join('\n', content.Fields.Where(field => KeyOf(field.Key) == key && field.Value.Length > 0).Select(field => $"{field.Key}={field.Value}"));

    private static string Read(DraftContent content, string key, FormPaper? paper)
    {
        var field = paper?.Form.Find(key);
        return string.Join(field?.Type == FieldType.Table ? "\n" : " · ", content.Fields
            .Where(one => KeyOf(one.Key) == key && one.Value.Trim().Length > 0)
            .GroupBy(one => field?.Type == FieldType.Table ? one.Key.Split(']')[0] : NoName, StringComparer.Ordinal)
            .Select(row => string.Join(" · ", row.Select(one => Say(field, one.Key, one.Value, paper)))));
    }

    private static string Say(FormField? field, string name, string value, FormPaper? paper)
    {
        var asked = name.LastIndexOf('.') is > 0 and var dot && field?.Type == FieldType.Table ? field.Columns.FirstOrDefault(column => column.Key == name[(dot + 1)..]) : field;
        return asked?.Type == FieldType.File && paper?.Files.GetValueOrDefault(value) is { } file ? file.Name
            : asked?.Option(value) is { } option && paper is not null ? paper.Say(option.Label) : asked?.Type == FieldType.Signature && name.EndsWith(".path", StringComparison.Ordinal) ? "✎" : value;
    }
}
