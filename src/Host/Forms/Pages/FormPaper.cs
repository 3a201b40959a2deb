using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.Text;
using PageError = CaseWorkflows.Host.Web.Pages.FormError;

namespace CaseWorkflows.Host.Forms.Pages;

/// <summary>A form on a page: the questions, what is typed in, and what is wrong with it.</summary>
/// <param name="Form">The version the task opened with.</param>
/// <param name="Input">As typed.</param>
/// <param name="Facts">What the case knows, by source.</param>
/// <param name="Person">The association's own word for whom it serves.</param>
/// <param name="Language">The reader's.</param>
public sealed record FormPaper(Form Form, FormInput Input, IReadOnlyDictionary<string, FormFact> Facts, LocalizedText Person, string Language)
{
    private const int BlankRows = 2;

    /// <summary>What is wrong, by the ids of the fields on the page.</summary>
    public IReadOnlyList<PageError> Errors { get; init; } = [];

    /// <summary>What may be mistyped, likewise.</summary>
    public IReadOnlyList<PageError> Doubts { get; init; } = [];

    /// <summary>Rows a table shows at least, by key; somebody asked for more than it had.</summary>
    public IReadOnlyDictionary<string, int> Rows { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The files that are attached by now, by what stands for them.</summary>
    public IReadOnlyDictionary<string, StoredDocument> Files { get; init; } = new Dictionary<string, StoredDocument>(StringComparer.Ordinal);

    /// <summary>The case whose documents earlier answers name; null where none is to be opened.</summary>
    public string? CaseId { get; init; }

    /// <summary>What the ways to end the task are called, by name.</summary>
    public IReadOnlyDictionary<string, string> Actions { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A text of the form in the reader's language and the association's words.</summary>
    public string Say(LocalizedText text) => AssociationWords.Fill(text, Person).In(Language);

    /// <summary>Rows to draw: those filled in and a few more, up to what the table takes.</summary>
    public int RowsOf(FormField table) => Math.Min(
        table.MaximumRows, Math.Max((Input[table.Key].Rows.Count == 0 ? 0 : Input[table.Key].Rows.Keys.Max() + 1) + BlankRows, Rows.GetValueOrDefault(table.Key)));

    /// <summary>The name of a field in the post.</summary>
    public static string NameOf(string path) => "data." + path;

    /// <summary>The id of a field on the page.</summary>
    public static string IdOf(string path) => "f-" + path.Replace('[', '-').Replace("].", "-", StringComparison.Ordinal).Replace('.', '-').Replace("]", "", StringComparison.Ordinal);

    /// <summary>What the field is called in a list of errors: its label, with the row for a cell.</summary>
    public string LabelOf(string path)
    {
        var open = path.IndexOf('[', StringComparison.Ordinal);
        var key = open > 0 ? path[..open] : path.Split('.')[0];
        if (Form.Find(key) is not { } field)
        {
            return path;
        }

        var close = path.IndexOf("].", StringComparison.Ordinal);
        return open > 0 && close > open && int.TryParse(path.AsSpan(open + 1, close - open - 1), System.Globalization.CultureInfo.InvariantCulture, out var row)
            ? $"{Say(field.Label)} {row + 1} – {(field.Columns.FirstOrDefault(column => column.Key == path[(close + 2)..]) is { } column ? Say(column.Label) : path[(close + 2)..])}"
            : Say(field.Label);
    }
}
