using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Tasks.Pages;

/// <summary>What somebody sent from a task's page.</summary>
/// <param name="Content">What was typed: the form's fields by their names in the form, and the reason.</param>
/// <param name="Do">The button: <c>claim</c>, <c>release</c>, <c>draft</c>, <c>merge</c>, <c>rows.household</c>; empty for an action.</param>
/// <param name="Action">The action chosen; empty for another button.</param>
/// <param name="Revision">The task's revision when the page was written.</param>
/// <param name="Draft">The draft's revision then; 0 for none.</param>
/// <param name="Operation">Names what is sent, so that a second click does nothing twice.</param>
/// <param name="Noted">Doubts the page has told of already.</param>
/// <param name="Picks">Whose answer counts where two tabs differ, by field: <c>theirs</c> or <c>mine</c>.</param>
internal sealed record TypedTask(
    DraftContent Content, string Do, string Action, int? Revision, int Draft, string Operation, string Noted, IReadOnlyDictionary<string, string> Picks, IReadOnlyDictionary<string, int> Rows)
{
    private const string Field = "data.";
    private const string Pick = "pick.";
    private const string Row = "rows.";
    private const int MoreRows = 3;

    public FormInput Input => FormInput.OfPost(Content.Fields);

    public static TypedTask Of(PostedForm posted)
    {
        var fields = posted.Fields.Where(field => field.Key.StartsWith(Field, StringComparison.Ordinal))
            .SelectMany(field => field.Value.OfType<string>().Select(value => KeyValuePair.Create(field.Key[Field.Length..], value))).ToList();

        // A file's field is sent twice, once for the file that is attached already and once, empty, for none chosen instead.
        fields.RemoveAll(field => field.Value.Length == 0 && fields.Exists(other => other.Key == field.Key && other.Value.Length > 0));
        var (button, rows) = (posted["do"], new Dictionary<string, int>(StringComparer.Ordinal));
        if (button.StartsWith(Row, StringComparison.Ordinal))
        {
            var table = button[Row.Length..];
            var shown = FormInput.OfPost(fields)[table].Rows;
            rows[table] = (shown.Count == 0 ? 0 : shown.Keys.Max() + 1) + MoreRows;
        }

        return new(
            new(fields, posted["reason"]), button, posted["action"], Number(posted["revision"]), Number(posted["draft"]) ?? 0, posted["operation"], posted["noted"],
            posted.Fields.Where(field => field.Key.StartsWith(Pick, StringComparison.Ordinal)).ToDictionary(field => field.Key[Pick.Length..], field => field.Value.ToString(), StringComparer.Ordinal), rows);
    }

    private static int? Number(string text) => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
