using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Cases.Forms;

/// <summary>The least that ends a task with an action, made up: for walkthroughs, demonstrations and measurements. It is about nobody.</summary>
public static class SampleAnswers
{
    /// <summary>
    /// An answer to every question that is asked and needed, and to no other. The rules accept it, except where a file is needed or the form's own bounds leave
    /// nothing to answer.
    /// </summary>
    public static JsonObject For(Form form, string action, DateOnly today)
    {
        var answers = new JsonObject();
        for (var round = 0; round <= form.Fields.Count; round++)
        {
            // An answer may bring up the next question, so the rules are asked again until nothing is missing.
            var asked = FormRules.Read(form, FormInput.OfJson(answers), action, FormContext.On(today)).Asked;
            if (form.Fields.FirstOrDefault(field => asked.Contains(field.Key) && field.IsRequiredFor(action) && answers[field.Key] is null && field.Type != FieldType.File) is not { } missing)
            {
                break;
            }

            answers[missing.Key] = Answer(missing, action, today);
        }

        return answers;
    }

    private static JsonNode Answer(FormField field, string action, DateOnly today) => field.Type switch
    {
        FieldType.Number or FieldType.Money => Math.Clamp(1, field.Limits.Minimum ?? 0, field.Limits.Maximum ?? FieldLimits.LargestNumber),
        FieldType.Date => Day(field.Limits, today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldType.Choice => field.Options[0].Key,
        FieldType.Choices => new JsonArray(field.Options[0].Key),
        FieldType.YesNo => true,
        FieldType.NationalId => "1010101010",
        FieldType.Mobile => "+966551234567",
        FieldType.Iban => "SA0380000000608010167519",
        FieldType.Signature => new JsonObject { ["kind"] = "typed", ["name"] = "نورة عبدالله", ["confirmed"] = true },
        FieldType.Table => new JsonArray(Row(field, action, today)),
        _ => Words(field.Limits),
    };

    private static JsonObject Row(FormField table, string action, DateOnly today)
    {
        var row = new JsonObject();
        foreach (var column in table.Columns.Where((column, place) => column.IsRequiredFor(action) || place == 0))
        {
            row[column.Key] = Answer(column, action, today);
        }

        return row;
    }

    private static string Words(FieldLimits limits)
    {
        const string Usual = "مثال";
        var (least, most) = (limits.MinimumLength ?? 1, limits.MaximumLength ?? Usual.Length);
        return Usual.Length > most ? Usual[..most] : Usual.PadRight(Math.Max(least, Usual.Length), '.');
    }

    private static DateOnly Day(FieldLimits limits, DateOnly today) =>
        limits.Earliest?.On(today) is { } first && first > today ? first
        : limits.Latest?.On(today) is { } last && last < today ? last
        : today;
}
