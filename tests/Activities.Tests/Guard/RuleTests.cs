using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Activities.Tests.Guard.Mutants;
using CaseWorkflows.Activities.Tests.Runs;

namespace CaseWorkflows.Activities.Tests.Guard;

/// <summary>Each rule where it is least obvious whether it holds.</summary>
public sealed class RuleTests
{
    private const string Declared = "precedes SignDeclaration CommitteeReview";
    private const string Study = "floor CommitteeReview 14.00:00:00";
    private const string OtherPerson = "two-people VerifyInformation CommitteeReview";

    /// <summary>Two branches at once, and then the committee.</summary>
    [Theory]
    [InlineData("open -> declare, verify; declare:Signed -> active; verify:Verified -> active; active -> committee", true)]
    [InlineData("open -> declare, verify; declare:Signed -> any; verify:Verified -> any; any -> committee", false)]
    [InlineData("open -> declare, verify; declare:Signed -> committee; verify:Verified -> committee", true)]
    [InlineData("open -> declare, verify; declare:Signed, Declined -> committee; verify:Verified -> committee", true)]
    [InlineData("open -> event, declare; event -> committee; declare:Signed -> notify", false)]
    public void Precedes_holds_only_if_no_branch_runs_ahead(string lines, bool holds)
    {
        var finding = SmallProcedure.Of(lines).Check(Declared).Findings.FirstOrDefault(finding => finding.Rule == "r0");

        // Of two branches that meet in a step without a join, one that was not taken is not waited for: a declaration declined counts as completed, one still open does not.
        Assert.Equal(holds, finding is null);
    }

    [Fact]
    public void The_path_is_the_shortest_and_stops_where_the_rule_is_broken()
    {
        var finding = Assert.Single(
            SmallProcedure.Of("open -> receive; receive:Received -> verify; verify:Verified -> declare; verify:Unclear -> committee; declare:Signed -> committee").Check(Declared).Findings,
            finding => finding.Rule == "r0");

        Assert.Equal(["open Done", "receive Received", "verify Unclear", "committee "], finding.Path.Select(step => $"{step.ActivityId} {step.Outcome}"));
        Assert.Equal(("policy-precedes", "c", "committee", false), (finding.Code, finding.Clause, finding.ActivityId, finding.IsWarning));
        Assert.NotNull(finding.Line);
    }

    [Theory]
    [InlineData("open -> committee; committee:Approved -> register", true)]
    [InlineData("open -> committee; committee:Approved, Rejected -> register", false)]
    [InlineData("open -> committee; committee:Approved -> committee2; committee2:Approved, Rejected -> register", false)]
    [InlineData("open -> committee; committee:Rejected -> committee2; committee2:Approved -> register", true)]
    public void Required_before_asks_for_the_last_word(string lines, bool holds)
        => Assert.Equal(holds, SmallProcedure.Of(lines).Check("required-before CommitteeReview CompleteRegistration").Findings.All(finding => finding.Rule is null));

    [Theory]
    [InlineData("open -> declare; declare:Signed -> inform; inform -> committee", "DeclarationSigned", true)] // told in the very moment of signing
    [InlineData("open -> declare; declare:Signed -> tell; tell -> committee", "DeclarationSigned", false)]
    [InlineData("open -> tell; tell -> declare; declare:Signed -> committee", "DeclarationSigned", true)]
    [InlineData("open -> tell; tell -> committee", "CaseOpened", false)]
    [InlineData("open -> inform; inform -> committee", "CaseOpened", true)]
    [InlineData("open -> tell; tell -> committee", "ApplicantInformed", true)]
    [InlineData("open -> committee, tell; tell -> notify", "ApplicantInformed", false)] // told while the committee sits
    [InlineData("open -> committee, tell; tell -> notify", "ReviewStarted", false)]
    public void The_floor_counts_from_the_informing_and_from_nothing_before_it(string lines, string countFrom, bool holds)
    {
        var drawing = SmallProcedure.Of(lines);
        drawing.Json.Set("committee", "countFrom", countFrom);

        Assert.Equal(holds, drawing.Check(Study).Findings.All(finding => finding.Rule is null));
    }

    [Theory]
    [InlineData("13.23:59:59", "Literal", false)]
    [InlineData("14.00:00:00", "Literal", true)]
    [InlineData("'14.00:00:00'", "JavaScript", false)] // nobody can say what a script gives
    public void The_floor_is_written_down(string value, string syntax, bool holds)
    {
        var drawing = SmallProcedure.Of("open -> tell; tell -> committee");
        drawing.Json.Set("committee", "minimumPeriod", value, syntax);

        Assert.Equal(holds, drawing.Check(Study).Findings.All(finding => finding.Rule is null));
    }

    [Fact]
    public void An_appeal_is_studied_as_long_again_unless_the_policy_exempts_its_committee()
    {
        var drawing = SmallProcedure.Of("open -> tell; tell -> committee; committee:Rejected -> committee2");
        drawing.Json.Set("committee2", "committee", "appeals");

        Assert.Contains(drawing.Check(Study).Findings, finding => finding is { Rule: "r0", ActivityId: "committee2" }); // its count ran out with the first decision
        Assert.DoesNotContain(drawing.Check(Study + " appeals").Findings, finding => finding.Rule is not null);
        drawing.Json.Set("committee2", "countFrom", "ReviewStarted");
        Assert.DoesNotContain(drawing.Check(Study).Findings, finding => finding.Rule is not null);
    }

    [Theory]
    [InlineData("[\"phone\"]", "Object", true)]
    [InlineData("[\"phone\",\"fax\"]", "Object", false)]
    [InlineData("['phone']", "JavaScript", false)]
    [InlineData("[]", "Object", false)] // all the association has, and that is one more than allowed
    public void Only_allowed_channels(string value, string syntax, bool holds)
    {
        var drawing = SmallProcedure.Of("open -> close; " + SmallProcedure.Closing);
        drawing.Json.Set("open", "channels", value, syntax);
        var report = drawing.CheckWith(context => context with { Channels = new HashSet<string>(StringComparer.Ordinal) { "phone", "letter" } }, "allowed-channels phone");

        Assert.Equal(holds, report.MayBePublished);
    }

    [Theory]
    [InlineData("open -> verify; verify:Verified, Incomplete, Unclear -> close; close -> end", true)]
    [InlineData("open -> verify; verify:Verified, Incomplete -> close; close -> end", false)] // one way out leads nowhere
    [InlineData("open -> verify; verify:Verified, Incomplete, Unclear -> end; close", false)]
    [InlineData("open -> verify; verify:Verified, Incomplete, Unclear -> verify; close", false)] // for ever
    [InlineData("open -> receive, verify; receive:Received, Withdrawn -> active; verify:Verified, Incomplete, Unclear -> active; active -> close; close -> end", true)]
    [InlineData("open -> receive; receive:Received -> all; receive:Withdrawn -> all2; all2 -> all; all -> close; close -> end", false)] // waits for both of two ways
    public void Every_case_ends_with_a_result(string lines, bool holds)
        => Assert.Equal(holds, SmallProcedure.Of(lines).Check("end-reachable").Findings.All(finding => finding.Rule is null));

    [Theory]
    [InlineData("open -> verify; verify:Verified -> committee", "Person", "", true)]
    [InlineData("open -> verify; verify:Verified -> committee", "Note", "", false)] // in memory, and gone by then
    [InlineData("open -> verify; verify:Verified -> verify2; verify2:Verified -> committee", "Person", "", false)] // the second is not remembered
    [InlineData("open -> verify, committee", "Person", "", false)] // side by side
    [InlineData("open -> verify; verify:Verified -> declare; declare:Signed -> committee", "Person", "declare", false)] // remembered over it
    [InlineData("open -> committee", "Person", "", true)] // nobody to keep out
    public void Two_people(string lines, string variable, string alsoWritesIt, bool holds)
    {
        var drawing = SmallProcedure.Of(lines);
        foreach (var id in new[] { "verify", alsoWritesIt }.Where(drawing.Ids.Contains))
        {
            drawing.Activity(id)["completedBy"] = new JsonObject { ["typeName"] = "String", ["memoryReference"] = new JsonObject { ["id"] = "var-" + variable } };
        }

        drawing.Json.Set("committee", "excludedUsers", "var-" + variable, "Variable");
        Assert.Equal(holds, drawing.Check(OtherPerson).Findings.All(finding => finding.Rule is null));
        drawing.Json.Set("committee", "excludedUsers", $"[getVariable('{variable}')]", "JavaScript");
        Assert.Equal(holds, drawing.Check(OtherPerson).Findings.All(finding => finding.Rule is null));
    }

    [Fact]
    public void A_rule_about_an_activity_that_does_not_exist_is_no_rule_that_holds()
        => Assert.False(SmallProcedure.Of("open -> close; close -> end").Check("precedes SignDeclarations CommitteeReview").MayBePublished);

    [Fact]
    public void What_is_drawn_to_be_used_elsewhere_is_checked_there()
    {
        var drawing = SmallProcedure.Of("committee:Approved -> register");
        Assert.False(drawing.Check(Declared).MayBePublished);

        drawing.Json["options"] = new JsonObject { ["usableAsActivity"] = true };
        Assert.True(drawing.Check(Declared).MayBePublished);
    }

    [Fact]
    public void What_cannot_be_looked_at_as_a_whole_is_not_proved()
    {
        var branches = string.Join("; ", Enumerable.Range(10, 12).Select(number => $"open -> event{number}; event{number} -> receive{number}; receive{number}:Received -> verify{number}; verify{number}:Verified -> active"));
        var report = SmallProcedure.Of($"{branches}; active -> close; close -> end").Check(Declared);

        Assert.True(report.IsBounded);
        Assert.False(report.MayBePublished);
        Assert.Contains(report.Findings, finding => finding.Code == "not-proved");
    }

    [Fact]
    public void A_finding_reads_as_one_line_in_either_language()
    {
        var report = SmallProcedure.Of("open -> verify; verify:Unclear -> committee").Check(Declared);
        var finding = Assert.Single(report.Findings, finding => finding.Rule is not null);
        var policy = SmallProcedure.PolicyWith(Declared);

        Assert.Equal(
            "Clause 4.2 “The clause's words” \u2068Committee review\u2069 can begin before \u2068Sign the declaration\u2069 was completed. Path: \u2068open\u2069 → \u2068verify\u2069 (\u2068The procedure is unclear to the person\u2069) → \u2068committee\u2069",
            GuardText.Line(finding, policy, "en"));
        Assert.StartsWith("البند \u20684.2\u2069 «نص البند» ", GuardText.Line(finding, policy, null), StringComparison.Ordinal);
        Assert.Contains(" المسار: \u2068open\u2069 ← \u2068verify\u2069 (", GuardText.Line(finding, policy, "ar"), StringComparison.Ordinal);
    }
}
