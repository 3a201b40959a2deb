using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.Identifiers;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Forms;

/// <summary>Turns what was typed into one field, or one cell, into its answer. Null when it cannot; the reason is noted.</summary>
internal static class FieldReader
{
    private const string Typed = "typed";
    private const string Gregorian = "gregorian";

    public static JsonNode? Read(FieldPen pen, FormField field, FieldInput typed)
    {
        switch (field.Type)
        {
            case FieldType.Choices:
                return Several(pen, field, typed);
            case FieldType.Signature:
                return SignatureReader.Read(pen, typed);
            case FieldType.File:
                return Single(pen, typed, "sha256") is { } file ? FileAnswer(pen, field, file) : null;
            case FieldType.Date:
                return Single(pen, typed, Typed) is { } day ? Date(pen, field.Limits, day) : null;
            default:
                return Single(pen, typed, part: null) is { } text ? One(pen, field, text) : null;
        }
    }

    private static JsonValue? One(FieldPen pen, FormField field, string text) => field.Type switch
    {
        FieldType.Text => Words(pen, field.Limits, OneLine(text)),
        FieldType.LongText => Words(pen, field.Limits, Lines(text)),
        FieldType.Number or FieldType.Money => NumberReader.Read(pen, field, text) is { } number ? JsonValue.Create(number) : null,
        FieldType.Choice => field.Option(Digits.ToAscii(text.Trim())) is { } option ? JsonValue.Create(option.Key) : Refused(pen, FormErrors.NotAnOption),
        FieldType.YesNo => text.Trim() is "true" or "false" ? JsonValue.Create(text.Trim() == "true") : Refused(pen, FormErrors.NotYesOrNo),
        FieldType.Mobile => Mobile.TryNormalize(text, out var mobile) ? JsonValue.Create(mobile) : Refused(pen, FormErrors.NotAMobile),
        FieldType.Iban => Iban.TryNormalize(text, out var iban) ? JsonValue.Create(iban) : Refused(pen, FormErrors.NotAnIban),
        FieldType.NationalId => Id(pen, text),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.Type, "Nobody types into a field of this type."),
    };

    /// <summary>The one value that was sent, under the field's name or that of its part; a list of one counts.</summary>
    private static string? Single(FieldPen pen, FieldInput typed, string? part)
    {
        var plain = typed is { IsMisshapen: false, Texts.Count: 1, Parts.Count: 0, Rows.Count: 0 } ? typed.Text
            : typed is { IsMisshapen: false, Texts.Count: 0, Rows.Count: 0 } && part is not null && typed.Parts.ContainsKey(part) ? typed.Part(part)
            : null;
        if (plain is null)
        {
            pen.Error(FormErrors.NotOneAnswer);
        }

        return plain;
    }

    private static JsonArray? Several(FieldPen pen, FormField field, FieldInput typed)
    {
        if (typed.IsMisshapen || typed.Parts.Count + typed.Rows.Count > 0 || typed.Texts.Any(text => text.Length > 0 && field.Option(text) is null))
        {
            pen.Error(FormErrors.NotAnOption);
            return null;
        }

        // In the order of the form, so that the same choice is the same answer.
        return [.. field.Options.Where(option => typed.Texts.Contains(option.Key, StringComparer.Ordinal)).Select(option => JsonValue.Create(option.Key))];
    }

    private static JsonValue? Words(FieldPen pen, FieldLimits limits, string text)
    {
        if (text.Length > (limits.MaximumLength ?? FieldLimits.LongestText))
        {
            return Refused(pen, FormErrors.TooLong(text.Length, limits.MaximumLength ?? FieldLimits.LongestText));
        }

        return text.Length < limits.MinimumLength ? Refused(pen, FormErrors.TooShort(limits.MinimumLength.Value))
            : JsonValue.Create(text);
    }

    private static JsonValue? Id(FieldPen pen, string text)
    {
        var check = NationalId.Check(text);
        if (check.Doubt == IdentifierDoubt.NotTenDigits)
        {
            return Refused(pen, FormErrors.NotAnId);
        }

        if (check.Doubt is { } doubt)
        {
            pen.Doubt(FormErrors.Doubtful(doubt));
        }

        return JsonValue.Create(check.Normalized);
    }

    private static JsonObject? Date(FieldPen pen, FieldLimits limits, string text)
    {
        var typed = OneLine(text);
        if (!TypedDate.TryParse(typed, out var day))
        {
            pen.Error(FormErrors.NotADate);
            return null;
        }

        var today = pen.Pen.Context.Today;
        if (limits.Earliest?.On(today) is { } first && day < first)
        {
            pen.Error(FormErrors.TooEarly(first));
            return null;
        }

        if (limits.Latest?.On(today) is { } last && day > last)
        {
            pen.Error(FormErrors.TooLate(last));
            return null;
        }

        return new JsonObject { [Typed] = Digits.ToAscii(typed), [Gregorian] = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) };
    }

    private static JsonObject? FileAnswer(FieldPen pen, FormField field, string sha256)
    {
        var file = pen.Pen.Context.FindFile(sha256.Trim());
        if ((file is null ? DocumentRules.NotHandedIn() : field.Files!.Objection(file)) is { } refusal)
        {
            pen.Error(FormErrors.OfFile(refusal));
            return null;
        }

        return new JsonObject { ["sha256"] = file!.Sha256, ["name"] = file.Name, ["mediaType"] = file.MediaType, ["bytes"] = file.Bytes };
    }

    private static JsonValue? Refused(FieldPen pen, FormFault fault)
    {
        pen.Error(fault);
        return null;
    }

    private static string OneLine(string text) => Blanks.Collapse(text);

    // Browsers send CR LF; what else is no visible character was not typed on purpose.
    private static string Lines(string text)
    {
        var lines = new StringBuilder(text.Length);
        foreach (var character in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'))
        {
            if (character is '\n' or '\t' || !char.IsControl(character))
            {
                lines.Append(character);
            }
        }

        return lines.ToString().Trim();
    }
}
