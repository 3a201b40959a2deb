using System.Globalization;
using CaseWorkflows.Cases.Files;

namespace CaseWorkflows.Cases.Forms;

/// <summary>The shape of a condition in a form's file, and what it may ask of which field.</summary>
internal static class FormConditionFile
{
    public static FieldCondition Read(FileObject item)
    {
        item.NothingBut("field", "equals", "in", "isSet");
        var field = item.Text("field");
        if (new[] { "equals", "in", "isSet" }.Count(item.Has) != 1)
        {
            item.Fault("field", "اكتب معه شرطًا واحدًا: equals أو in أو isSet", "needs exactly one of equals, in and isSet beside it");
            return new FieldCondition.Answered(field, Expected: true);
        }

        return item.Has("isSet") ? new FieldCondition.Answered(field, item.Flag("isSet"))
            : new FieldCondition.OneOf(field, item.Has("in") ? item.Plains("in") : item.PlainOrNull("equals") is { } value ? [value] : []);
    }

    /// <summary>A condition asks about a question before its own, so that answers are read once from top to bottom, and about something that can be so.</summary>
    public static void Check(FileObject file, IReadOnlyList<FormField> fields)
    {
        for (var at = 0; at < fields.Count; at++)
        {
            for (var which = 0; which < fields[at].VisibleWhen.Count; which++)
            {
                var condition = fields[at].VisibleWhen[which];
                if (condition.Field.Length > 0 && Objection(condition, fields.Take(at).FirstOrDefault(field => field.Key == condition.Field)) is var (arabic, english))
                {
                    file.Fault(string.Create(CultureInfo.InvariantCulture, $"fields[{at}].visibleWhen[{which}]"), arabic, english);
                }
            }
        }
    }

    private static (string Arabic, string English)? Objection(FieldCondition condition, FormField? asked)
    {
        if (asked is null || asked.Type == FieldType.FromCase)
        {
            return ($"لا يوجد قبل هذا الحقل حقل يُجاب عنه باسم \u2068{condition.Field}\u2069؛ اكتب مفتاح حقل يسبقه أو قدّم ذاك عليه", $"asks about {condition.Field}, which is no field to answer before this one: name one that is, or move it up");
        }

        if (condition is not FieldCondition.OneOf { Values: var values })
        {
            return null;
        }

        var unfit = values.FirstOrDefault(value => !Fits(asked, value));
        return unfit is null ? null : ($"لا يمكن أن تكون إجابة \u2068{condition.Field}\u2069 هي \u2068{unfit}\u2069؛ اكتب مفتاح أحد خياراته، أو true أو false لنعم ولا", $"asks whether {condition.Field} is {unfit}, which it cannot be: write one of its options' keys, or true or false for a yes or no");
    }

    private static bool Fits(FormField asked, string value) => asked.Type switch
    {
        FieldType.Choice or FieldType.Choices => asked.Option(value) is not null,
        FieldType.YesNo => value is "true" or "false",
        FieldType.Number or FieldType.Money => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
        _ => false,
    };
}
