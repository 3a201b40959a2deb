using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Forms;

namespace CaseWorkflows.Host.Tests.Forms;

/// <summary>What `definitions check` says to whoever wrote a form: the file, the place and what to do, in both languages.</summary>
public sealed class WhenAFormFileIsWrong : IDisposable
{
    private readonly WorkflowsCopy _workflows = new("bakkah") { KeepsForms = true };

    public void Dispose() => _workflows.Dispose();

    // Each row: what is replaced in the form of the verification, by what, and what must be said: the path, and the remedy in either language.
    [Theory]
    [InlineData("\"type\": \"iban\"", "\"type\": \"telegraph\"", "$.fields[9].type", "known are text, long-text", "الأنواع المعروفة")]
    [InlineData("\"key\": \"rent\"", "\"key\": \"housing\"", "$.fields", "holds housing twice: give each a name of its own", "سمِّ كلًّا باسم")]
    [InlineData("\"field\": \"housing\"", "\"field\": \"house\"", "$.fields[6].visibleWhen[0]", "name one that is, or move it up", "اكتب مفتاح حقل يسبقه")]
    [InlineData("\"equals\": \"rented\"", "\"equals\": \"tent\"", "$.fields[6].visibleWhen[0]", "write one of its options' keys", "مفتاح أحد خياراته")]
    [InlineData("\"en\": \"District and town\"", "\"fr\": \"Ville\"", "$.fields[4].label.en", "must be a text that is not empty", "يجب أن يكون نصًا غير فارغ")]
    [InlineData("\"ar\": \"الحي والمدينة\"", "\"ar\": \" \"", "$.fields[4].label.ar", "must be a text that is not empty", "يجب أن يكون نصًا غير فارغ")]
    [InlineData("\"retention\": \"P10Y\"", "\"kept\": \"P10Y\"", "$.fields[9].personal.retention", "must be a text that is not empty", "يجب أن يكون نصًا غير فارغ")]
    [InlineData("\"retention\": \"P10Y\"", "\"retention\": \"ten years\"", "$.fields[9].personal.retention", "years or months such as P5Y", "بالسنوات أو الأشهر")]
    [InlineData("\"maximumLength\": 120", "\"maximumLength\": 120, \"minimumLength\": 500", "$.fields[4].minimumLength", "exchange the two", "بدّل بينهما")]
    [InlineData("\"maximumRows\": 25", "\"maximumRoads\": 25", "$.fields[7]", "has no place for maximumRoads: correct its name or leave it out. Known here: key", "صحّح اسمه أو احذفه")]
    [InlineData("\"maximumRows\": 25,", "\"maximumRows\": 25", "$", "is not sound JSON", "راجع الأقواس والفواصل")]
    [InlineData("\"key\": \"verify-information\"", "\"key\": \"verify\"", "", "its file must be verify.form.json", "فليكن اسم ملفه")]
    public void A_slip_is_named_with_file_line_place_and_remedy(string what, string by, string path, string english, string arabic)
    {
        var file = Path.Combine(_workflows, "forms", "verify-information.form.json");
        var text = File.ReadAllText(file);
        var at = text.IndexOf(what, StringComparison.Ordinal);
        Assert.True(at > 0, what);
        File.WriteAllText(file, text[..at] + by + text[(at + what.Length)..]);

        var findings = FormFolder.Read(_workflows, file).Findings;

        var said = Assert.Single(findings, finding => finding.Message.StartsWith(path.Length == 0 ? "The form" : path + " ", StringComparison.Ordinal));
        Assert.Equal((Path.Combine("forms", "verify-information.form.json"), false), (said.File, said.IsWarning));
        Assert.InRange(said.Line!.Value, 1, text.Split('\n').Length);
        Assert.True(path.Length < 3 || said.Line > 10, said.ToString());
        Assert.Contains(english, said.Message, StringComparison.Ordinal);
        Assert.Contains(arabic, said.Arabic, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_JSON_is_named_with_the_line_it_breaks_on()
    {
        var file = Path.Combine(_workflows, "forms", "verify-information.form.json");
        File.WriteAllLines(file, File.ReadAllLines(file).Select((line, at) => at == 20 ? line.Replace(":", "", StringComparison.Ordinal) : line));

        Assert.Equal(21, Assert.Single(FormFolder.Read(_workflows, file).Findings).Line);
    }

    [Fact]
    public void A_step_whose_form_is_not_there_is_told_at_the_step()
    {
        File.Delete(Path.Combine(_workflows, "forms", "verify-information.form.json"));
        var parsed = DefinitionFiles.Parse(_workflows, _workflows.FileOf("bakkah"));

        var finding = Assert.Single(DefinitionFiles.Examine(parsed, new FilesSideBySide([parsed]), null, FormFolder.Beside(Path.Combine(_workflows, "bakkah"))), finding => finding.Code == "unknown-form");

        Assert.Equal((Path.Combine("bakkah", "procedure.workflow.json"), false), (finding.File, finding.IsWarning));
        Assert.True(finding.Line > 1);
        Assert.Contains("verify-information", finding.Message, StringComparison.Ordinal);
        Assert.Contains("verify-information", finding.Arabic, StringComparison.Ordinal);
    }
}
