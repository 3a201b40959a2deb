using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Documents;

namespace CaseWorkflows.Cases.Forms;

/// <summary>What the reading of a form needs to know beside the form.</summary>
/// <param name="Today">The day it is at the association.</param>
/// <param name="FindFile">The file such an answer stands for; null for one nobody handed in with this task.</param>
public sealed record FormContext(DateOnly Today, Func<string, StoredDocument?> FindFile)
{
    /// <summary>A day without files.</summary>
    public static FormContext On(DateOnly today) => new(today, _ => null);
}

/// <summary>
/// Turns what was typed into answers, or says field by field what is wrong. Questions are read from top to bottom: one whose condition does not hold is not
/// asked, and what came for it is dropped without a word; what came for no question at all is refused.
/// </summary>
public static class FormRules
{
    /// <summary>Reads a form for the end of a task.</summary>
    /// <param name="form">The form.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="action">The action chosen, which may need more answers than others.</param>
    /// <param name="context">The day and the files.</param>
    public static FormReading Read(Form form, FormInput input, string action, FormContext context)
    {
        var pen = new FormPen(context);
        var answers = new JsonObject();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
        {
            if (!field.VisibleWhen.All(condition => asked.Contains(condition.Field) ? condition.Holds(answers) : condition is FieldCondition.Answered { Expected: false }))
            {
                continue;
            }

            asked.Add(field.Key);
            if (field.Type != FieldType.FromCase)
            {
                ReadField(pen, field, input[field.Key], action, answers);
            }
        }

        foreach (var unknown in input.Fields.Keys.Where(key => form.Find(key) is null or { Type: FieldType.FromCase }))
        {
            pen.Error(unknown, FormErrors.UnknownField);
        }

        return new(answers, pen.Errors, pen.Doubts, asked);
    }

    private static void ReadField(FormPen pen, FormField field, FieldInput typed, string action, JsonObject answers)
    {
        if (typed.IsBlank)
        {
            if (field.IsRequiredFor(action))
            {
                pen.Error(field.Key, FormErrors.Required(field.Type));
            }
        }
        else if ((field.Type == FieldType.Table ? ReadTable(pen, field, typed, action) : FieldReader.Read(pen.At(field.Key), field, typed)) is { } answer)
        {
            answers[field.Key] = answer;
        }
    }

    /// <summary>Rows with nothing in them are no rows. Errors name the row by the number it came under, where it stands on the page.</summary>
    private static JsonArray? ReadTable(FormPen pen, FormField table, FieldInput typed, string action)
    {
        if (typed.IsMisshapen || typed.Texts.Count + typed.Parts.Count > 0)
        {
            pen.Error(table.Key, FormErrors.NotATable);
            return null;
        }

        var filled = typed.Rows.Where(row => !row.Value.IsBlank()).ToList();
        if (filled.Count > table.MaximumRows)
        {
            pen.Error(table.Key, FormErrors.TooManyRows(table.MaximumRows));
            return null;
        }

        var rows = new JsonArray();
        foreach (var (number, row) in filled)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{table.Key}[{number}]");
            var cells = new JsonObject();
            foreach (var column in table.Columns)
            {
                if (row[column.Key].IsBlank)
                {
                    if (column.IsRequiredFor(action))
                    {
                        pen.Error($"{path}.{column.Key}", FormErrors.Required(column.Type));
                    }
                }
                else if (FieldReader.Read(pen.At($"{path}.{column.Key}"), column, row[column.Key]) is { } cell)
                {
                    cells[column.Key] = cell;
                }
            }

            foreach (var unknown in row.Fields.Keys.Where(key => table.Columns.All(column => column.Key != key)))
            {
                pen.Error($"{path}.{unknown}", FormErrors.UnknownField);
            }

            if (cells.Count > 0)
            {
                rows.Add(cells);
            }
        }

        return rows.Count > 0 ? rows : null;
    }
}
