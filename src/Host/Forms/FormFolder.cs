using CaseWorkflows.Cases.Files;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Host.Associations;

namespace CaseWorkflows.Host.Forms;

/// <summary>A form's file as it was read. The form is null when there is a finding.</summary>
internal sealed record FormFileContent(string Path, Form? Form, IReadOnlyList<FileFinding> Findings);

/// <summary>
/// Reads forms from files: <c>forms/</c> in the workflows folder serves every association, <c>forms/</c> in an association's own folder goes before it. One bad
/// file never keeps the others out.
/// </summary>
internal static class FormFolder
{
    public const string Pattern = "*.form.json";
    private const string Name = "forms";
    private const string Suffix = ".form.json";

    /// <summary>The forms each association has, by its key and theirs, and what is wrong with the files of those that could not be read.</summary>
    public static (IReadOnlyDictionary<string, IReadOnlyDictionary<string, Form>> Forms, IReadOnlyList<FileFinding> Findings) ReadAll(string workflowsFolder, IEnumerable<Association> associations)
    {
        var shared = ReadIn(workflowsFolder, workflowsFolder);
        var findings = shared.SelectMany(file => file.Findings).ToList();
        var forms = new Dictionary<string, IReadOnlyDictionary<string, Form>>(StringComparer.Ordinal);
        foreach (var association in associations)
        {
            var own = ReadIn(workflowsFolder, association.Folder);
            findings.AddRange(own.SelectMany(file => file.Findings));
            forms[association.Key] = ByKey(shared, own);
        }

        return (forms, findings);
    }

    /// <summary>The forms a definition in that folder may name; null when neither it nor the workflows folder around it has any, so that nothing is asked.</summary>
    public static IReadOnlyDictionary<string, Form>? Beside(string definitionsFolder)
    {
        var around = Path.GetDirectoryName(definitionsFolder) ?? definitionsFolder;
        return Directory.Exists(Path.Combine(definitionsFolder, Name)) || Directory.Exists(Path.Combine(around, Name))
            ? ByKey(ReadIn(around, around), ReadIn(around, definitionsFolder))
            : null;
    }

    /// <summary>Reads one file, and says with its line everything that is wrong in it.</summary>
    public static FormFileContent Read(string root, string path)
    {
        var name = Path.GetRelativePath(root, path);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new(path, null, [new(name, null, "unreadable", refused.Message)]);
        }

        if (!Form.Parse(bytes).Succeeded(out var form, out var refusal))
        {
            var lines = JsonLines.Index(bytes);
            var faults = (IReadOnlyList<FileFault>)refusal.Facts!["faults"]!;
            return new(path, null, [.. faults.Select(fault => new FileFinding(name, fault.Line ?? LineOf(lines, fault.Path), refusal.Code, $"{fault.Path} {fault.Problem.English}.") { Arabic = $"\u2068{fault.Path}\u2069 {fault.Problem.Arabic}." })]);
        }

        return form.Key + Suffix == Path.GetFileName(path)
            ? new(path, form, [])
            : new(path, null, [new(name, LineOf(JsonLines.Index(bytes), "$.key"), "form-key-differs", $"The form is called {form.Key}, so its file must be {form.Key}{Suffix}.") { Arabic = $"اسم النموذج \u2068{form.Key}\u2069، فليكن اسم ملفه \u2068{form.Key}{Suffix}\u2069." }]);
    }

    private static List<FormFileContent> ReadIn(string root, string folder)
    {
        var forms = Path.Combine(folder, Name);
        return Directory.Exists(forms) ? [.. Directory.EnumerateFiles(forms, Pattern).Order(StringComparer.Ordinal).Select(path => Read(root, path))] : [];
    }

    private static Dictionary<string, Form> ByKey(IEnumerable<FormFileContent> shared, IEnumerable<FormFileContent> own)
    {
        var forms = new Dictionary<string, Form>(StringComparer.Ordinal);
        foreach (var form in shared.Concat(own).Select(file => file.Form).OfType<Form>())
        {
            forms[form.Key] = form;
        }

        return forms;
    }

    /// <summary>What is missing has no line of its own: then that of what it is missing from.</summary>
    private static int? LineOf(JsonLines lines, string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
        {
            if (lines.TryFind(at, out var line, out _))
            {
                return line;
            }
        }

        return null;
    }
}
