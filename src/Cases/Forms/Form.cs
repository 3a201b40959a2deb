using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Forms;

/// <summary>
/// What is filled in with a task, as designers write it in <c>*.form.json</c>. A form never changes: another text is another version, and a task keeps the
/// one it opened with.
/// </summary>
public sealed record Form
{
    /// <summary>Its name, which steps refer to; small letters, digits and dashes.</summary>
    public required string Key { get; init; }

    /// <summary>What stands above it. May hold <c>{person}</c>, the association's own word for whom it serves.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>What to know before filling it in; null when it explains itself. May hold <c>{person}</c>.</summary>
    public LocalizedText? Intro { get; init; }

    /// <summary>The questions in the order they are asked.</summary>
    public required IReadOnlyList<FormField> Fields { get; init; }

    /// <summary>SHA-256 of <see cref="Json"/> in small hexadecimal: the same for two files that differ in blanks and the order of members alone.</summary>
    public required string Version { get; init; }

    /// <summary>The file in its canonical spelling. Parsing it gives this form again.</summary>
    public required string Json { get; init; }

    /// <summary>Names of the actions for which some answer is needed that others do without.</summary>
    public IEnumerable<string> Actions => Fields.SelectMany(question => question.RequiredFor).Distinct(StringComparer.Ordinal);

    /// <summary>The question of that key; null when there is none.</summary>
    public FormField? Find(string key) => Fields.FirstOrDefault(field => field.Key == key);

    /// <summary>Reads a form's file.</summary>
    /// <returns>The form, or <c>form-file-invalid</c> with every fault in its facts under <c>faults</c>.</returns>
    public static Outcome<Form> Parse(ReadOnlyMemory<byte> json) => FormFile.Read(json);

    internal static (string Json, string Version) Canonical(JsonElement file)
    {
        var bytes = CanonicalJson.Serialize(file);
        return (Encoding.UTF8.GetString(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
