using System.Text;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Forms;

namespace CaseWorkflows.Activities.Tests.Guard;

/// <summary>What the guard says about steps and the forms they open.</summary>
public sealed class FormLintTests
{
    private static readonly Dictionary<string, Form> Forms = new(StringComparer.Ordinal)
    {
        ["plain"] = Form("plain", "\"a\""),
        ["signed"] = Form("signed", "\"a\", \"requiredFor\": [\"Signed\"]"),
        ["verified"] = Form("verified", "\"a\", \"requiredFor\": [\"Verified\", \"Unclear\"]"),
        ["score"] = Form("score", "\"score\""),
        ["looks-back"] = Form("looks-back", "\"a\", \"prefill\": \"answers.verify.a\""),
        ["looks-nowhere"] = Form("looks-nowhere", "\"a\", \"prefill\": \"answers.verify.b\""),
    };

    [Theory]
    [InlineData("verify", "plain", "")]
    [InlineData("verify", "verified", "")]
    [InlineData("verify", "signed", "unknown-form-action")]
    [InlineData("verify", "nothing", "unknown-form!")]
    [InlineData("survey", "score", "")]
    [InlineData("survey", "plain", "form-lacks-answer!")]
    [InlineData("survey", "looks-back", "form-lacks-answer!")]
    public void A_step_and_its_form(string step, string form, string expected)
    {
        var report = Check((step, form), ("verify", step == "verify" ? form : "plain"));

        Assert.Equal(expected.Length == 0 ? [] : [expected], Said(report));
    }

    [Theory]
    [InlineData("looks-back", "")]
    [InlineData("looks-nowhere", "unknown-form-source")]
    public void What_a_form_shows_of_an_earlier_step(string form, string expected) =>
        Assert.Equal(expected.Length == 0 ? [] : [expected], Said(Check(("verify", "plain"), ("receive", form))));

    internal static Form Form(string key, string fieldKeyAndMore) => Cases.Forms.Form.Parse(Encoding.UTF8.GetBytes($$"""
        { "key": "{{key}}", "title": { "ar": "نموذج", "en": "Form" }, "fields": [ { "type": "text", "personal": false, "label": { "ar": "حقل", "en": "Field" }, "key": {{fieldKeyAndMore}} } ] }
        """)).Value;

    private static GuardReport Check(params (string Step, string Form)[] forms)
    {
        var drawing = SmallProcedure.Of(
            "open -> receive; receive:Received, Withdrawn -> verify; verify:Verified, Incomplete, Unclear -> survey; survey:Answered, NoAnswer -> close; close -> end");
        foreach (var (step, form) in forms)
        {
            drawing.Json.Set(step, "form", form);
        }

        return drawing.CheckWith(context => context with { Forms = Forms });
    }

    // An exclamation mark for what keeps a version from being published.
    private static IEnumerable<string> Said(GuardReport report) => report.Findings.Select(finding => finding.Code + (finding.IsWarning ? "" : "!")).Order(StringComparer.Ordinal);
}
