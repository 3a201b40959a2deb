using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Forms;

namespace CaseWorkflows.Activities.Tests.Guard;

/// <summary>What the guard says about drawings that no rule forbids.</summary>
public sealed class LintTests
{
    [Theory]
    [InlineData("open -> close; close -> end; verify:Verified -> notify", "unreachable-activity verify?, unreachable-activity notify?")]
    [InlineData("open -> verify; verify:Verified -> close; close -> end", "outcome-not-connected verify?, outcome-not-connected verify?")]
    [InlineData("open -> verify; verify:Verified, Incomplete, Unclear, Vrified -> close; close -> end", "connection-never-followed verify?")]
    [InlineData("open -> receive; receive:Received -> verify; receive:Withdrawn -> close; verify:Verified, Incomplete, Unclear -> close; close -> receive", "")]
    [InlineData("open -> receive; receive:Received -> verify; receive:Withdrawn -> close; verify:Unclear, Verified -> close; verify:Incomplete -> receive; close -> verify", "illegal-back-edge close")]
    [InlineData("open -> notify; notify -> notify2; notify2 -> notify", "endless-circle")]
    [InlineData("open -> receive; receive:Received, Withdrawn -> active; open -> verify; verify:Verified, Unclear -> active; verify:Incomplete -> verify; active -> close; close -> end", "loop-beside-join active?, end-cancels-others end?")]
    [InlineData("open -> receive; open -> event; receive:Received, Withdrawn -> close; close -> end; event -> notify", "end-cancels-others end?")]
    [InlineData("open -> receive; receive:Received -> verify; receive:Withdrawn -> notify; verify:Verified, Incomplete, Unclear -> all; notify -> all; all -> close; close -> end", "join-never-runs all, unreachable-activity close?, unreachable-activity end?")]
    public void The_drawing_itself(string lines, string expected)
    {
        var report = SmallProcedure.Of(lines).Check();

        // A question mark for a warning.
        var said = report.Findings.Select(finding => finding.Code == "endless-circle" ? finding.Code : $"{finding.Code} {finding.ActivityId}{(finding.IsWarning ? "?" : "")}");
        Assert.Equal(expected.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
        Assert.All(report.Findings, finding => Assert.True(finding.Message.Arabic.Any(letter => letter is >= '\u0600' and <= '\u06FF') && finding.Message.English.Length > 10, finding.Code));
    }

    /// <summary>ADR 18: the engine counts as Elsa does, so a branch that went round may be overtaken.</summary>
    [Fact]
    public void A_loop_beside_a_join_lets_the_join_run_before_that_branch_is_done()
    {
        var report = SmallProcedure.Of("open -> tell, verify; tell -> active; verify:Verified, Unclear -> active; verify:Incomplete -> verify; active -> close; close -> end")
            .Check("precedes VerifyInformation CloseCase", "required-before VerifyInformation CloseCase");

        Assert.Equal(["r1"], report.Findings.Where(finding => finding.Rule is not null).Select(finding => finding.Rule));
        Assert.Equal(["open", "tell", "verify", "active", "close"], report.Findings[0].Path.Select(step => step.ActivityId));
    }

    [Fact]
    public void A_variable_in_memory_is_lost_in_a_wait()
    {
        var drawing = SmallProcedure.Of("open -> verify; verify:Verified, Incomplete, Unclear -> notify; notify -> receive; receive:Received, Withdrawn -> notify2; notify2 -> close; close -> end");
        drawing.Activity("verify")["reason"] = new JsonObject { ["typeName"] = "String", ["memoryReference"] = new JsonObject { ["id"] = "var-Note" } };
        drawing.Json.Set("notify", "reason", "var-Note", "Variable");
        Assert.Empty(drawing.Check().Findings); // read in the burst that wrote it

        drawing.Json.Set("notify2", "reason", "getVariable('Note')", "JavaScript");
        var finding = Assert.Single(drawing.Check().Findings);
        Assert.Equal(("memory-variable-lost", "notify2", true), (finding.Code, finding.ActivityId, finding.IsWarning));
    }

    [Theory]
    [InlineData("candidateGroups", "[\"relations-officer\",\"wizard\"]", "Object", "unknown-role")]
    [InlineData("candidateGroups", "[\"relations-officer\"]", "Object", null)]
    [InlineData("candidateGroups", "['wizard']", "JavaScript", null)]
    [InlineData("escalateTo", "wizard", "Literal", "unknown-role")]
    [InlineData("form", "intake", "Literal", null)]
    [InlineData("form", "spell", "Literal", "unknown-form")]
    public void Names_that_mean_nothing(string input, string value, string syntax, string? expected)
    {
        var drawing = SmallProcedure.Of("open -> verify; verify:Verified, Incomplete, Unclear -> close; close -> end");
        drawing.Json.Set("verify", input, value, syntax);
        var report = drawing.CheckWith(context => context with
        {
            Roles = new HashSet<string>(StringComparer.Ordinal) { "relations-officer" }, Forms = new Dictionary<string, Form>(StringComparer.Ordinal) { ["intake"] = FormLintTests.Form("intake", "\"a\"") },
        });

        Assert.Equal(expected is null ? [] : [expected], report.Findings.Select(finding => finding.Code));
        Assert.Equal(expected is null, report.MayBePublished);
    }

    [Theory]
    [InlineData("notify", "messageArabic", true)]
    [InlineData("notify", "messageArabic messageEnglish", false)]
    [InlineData("declare", "declarationEnglish", true)]
    [InlineData("event", "eventName", false)]
    public void Settings_left_empty(string id, string inputs, bool mayBePublished)
    {
        var drawing = SmallProcedure.Of($"open -> {id}; {id}:{(id == "declare" ? "Signed, Declined" : "Done")} -> close; close -> end");
        foreach (var input in inputs.Split(' '))
        {
            drawing.Activity(id).Remove(input);
        }

        var report = drawing.Check();
        Assert.Equal(("missing-input", id), (Assert.Single(report.Findings).Code, report.Findings[0].ActivityId));
        Assert.Equal(mayBePublished, report.MayBePublished);
    }

    [Fact]
    public void What_does_not_compile_is_said_in_both_languages_with_its_line()
    {
        var drawing = SmallProcedure.Of("open -> close; close -> end");
        drawing.Activity("close")["type"] = "CaseWorkflows.Shut";
        var finding = Assert.Single(drawing.Check().Findings);

        Assert.Equal(("unknown-activity", false), (finding.Code, finding.IsWarning));
        Assert.NotNull(finding.Line);
        Assert.Contains("نوع النشاط", finding.Message.Arabic, StringComparison.Ordinal);
    }
}
