using System.Text.Json;
using CaseWorkflows.Cases.Files;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.Forms;

/// <summary>The shape of a <c>*.form.json</c>.</summary>
internal static class FormFile
{
    private const string InvalidCode = "form-file-invalid";
    private const int MostFields = 100;
    private const int LongestKey = 60;

    public static Outcome<Form> Read(ReadOnlyMemory<byte> json) => FileReading.Read(json, InvalidCode, file => Read(file, json));

    private static Form Read(FileObject file, ReadOnlyMemory<byte> json)
    {
        file.NothingBut("key", "title", "intro", "fields");
        var fields = file.Objects("fields", item => FormFieldFile.Read(item));
        file.NoneTwice("fields", fields.Select(field => field.Key));
        if (fields.Count is 0 or > MostFields)
        {
            file.Fault("fields", $"يجب أن يكون في النموذج حقل واحد على الأقل و{MostFields} على الأكثر", $"must hold between 1 and {MostFields} fields");
        }

        FormConditionFile.Check(file, fields);
        var (canonical, version) = Form.Canonical(Parsed(json));
        return new()
        {
            Key = file.Text("key", IsKey, "يجب أن يكون مفتاحًا بأحرف لاتينية صغيرة وأرقام وشرطات، مثل verify-information", "must be small Latin letters, digits and dashes, such as verify-information"),
            Title = file.Localized("title"),
            Intro = file.LocalizedOrNull("intro"),
            Fields = fields,
            Json = canonical,
            Version = version,
        };
    }

    // FileReading has read it by now, so it parses; a leading byte-order mark is no part of it.
    private static JsonElement Parsed(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json);
        return document.RootElement.Clone();
    }

    private static bool IsKey(string text) =>
        text.Length <= LongestKey && char.IsAsciiLetterLower(text[0]) && text[^1] != '-'
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
