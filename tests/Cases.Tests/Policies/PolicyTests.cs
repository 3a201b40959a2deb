using System.Reflection;
using System.Text;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Cases.Policies.Rules;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.Tests.Policies;

public sealed class PolicyTests
{
    private const string Json = """
        {
          "association": "oasis", "title": { "ar": "سياسة", "en": "Policy" },
          "clauses": [
            {
              "id": "outreach.on-site", "number": "3", "section": { "ar": "الوصول", "en": "Outreach" },
              "text": { "ar": "نص", "en": "Text" }, "fulfilledBy": ["CaseWorkflows.ReceiveBeneficiary", "CaseWorkflows.NotifyBeneficiary"]
            },
            {
              "id": "procedure.receive", "number": "5.1", "section": { "ar": "الإجراءات", "en": "Procedure" },
              "text": { "ar": "نص", "en": "Text" }, "fulfilledBy": ["CaseWorkflows.ReceiveBeneficiary"], "rule": null
            },
            {
              "id": "procedure.inform-and-study", "number": "5.5", "section": { "ar": "الإجراءات", "en": "Procedure" },
              "text": { "ar": "نص", "en": "Text" }, "fulfilledBy": ["CaseWorkflows.InformApplicant", "CaseWorkflows.CommitteeReview"]
            },
            {
              "id": "rights.disputes", "number": "7", "section": { "ar": "الحقوق", "en": "Rights" },
              "text": { "ar": "نص", "en": "Text" }, "fulfilledBy": ["CaseWorkflows.CommitteeReview"]
            }
          ],
          "rules": [
            { "id": "a", "clause": "procedure.receive", "kind": "precedes", "first": "F", "then": "T", "outcomes": ["Received"] },
            { "id": "b", "clause": "procedure.receive", "kind": "required-before", "step": "S", "before": "B" },
            { "id": "c", "clause": "procedure.inform-and-study", "kind": "floor", "activity": "A", "input": "minimumPeriod", "atLeast": "14.00:00:00", "exceptCommittees": ["appeals"] },
            { "id": "d", "clause": "rights.disputes", "kind": "allowed-channels", "channels": ["phone"] },
            { "id": "e", "clause": "rights.disputes", "kind": "end-reachable" },
            { "id": "f", "clause": "rights.disputes", "kind": "two-people", "first": "F", "second": "S" }
          ]
        }
        """;

    [Fact]
    public void Parse_CompleteFile_ReadsClausesAndRules()
    {
        var policy = Parse(Json).Value;

        Assert.Equal(("oasis", "Policy", 4), (policy.Association, policy.Title.English, policy.Clauses.Count));
        Assert.Equal(["precedes", "required-before", "floor", "allowed-channels", "end-reachable", "two-people"], policy.Rules.Select(rule => rule.Kind));
        var precedes = Assert.IsType<PrecedesRule>(policy.Rules[0]);
        Assert.Equal(("F", "T", "Received"), (precedes.First, precedes.Then, Assert.Single(precedes.Outcomes)));
        Assert.Empty(Assert.IsType<RequiredBeforeRule>(policy.Rules[1]).Outcomes);
        var floor = Assert.IsType<FloorRule>(policy.Rules[2]);
        Assert.Equal((TimeSpan.FromDays(14), "CaseWorkflows.InformApplicant", "appeals"), (floor.AtLeast, floor.After, Assert.Single(floor.ExceptCommittees)));
        Assert.Null(policy.Find("procedure.nothing"));
    }

    [Theory]
    [InlineData("CaseWorkflows.ReceiveBeneficiary", "procedure.receive")]
    [InlineData("CaseWorkflows.CommitteeReview", "procedure.inform-and-study")]
    [InlineData("CaseWorkflows.NotifyBeneficiary", "outreach.on-site")]
    [InlineData("CaseWorkflows.CloseCase", null)]
    [InlineData(null, null)]
    public void ClauseFor_ActivityType_PrefersTheStepOfTheProcedure(string? activityType, string? clause) =>
        Assert.Equal(clause, Parse(Json).Value.ClauseFor(activityType)?.Id);

    [Fact]
    public void ClausesFor_ActivityType_ListsAllInTheOrderOfTheDocument()
    {
        var policy = Parse(Json).Value;

        Assert.Equal(["outreach.on-site", "procedure.receive"], policy.ClausesFor("CaseWorkflows.ReceiveBeneficiary").Select(clause => clause.Id));
        Assert.Empty(policy.ClausesFor(null));
    }

    [Theory]
    [InlineData("\"number\": \"7\"", "\"number\": 7", "$.clauses[3].number")]
    [InlineData("rights.disputes", "procedure.receive", "$.clauses")]
    [InlineData("\"fulfilledBy\": [\"CaseWorkflows.CommitteeReview\"]", "\"fulfilledBy\": [1]", "$.clauses[3].fulfilledBy[0]")]
    [InlineData("\"rules\"", "\"rulez\"", "$.rules")]
    [InlineData("\"rule\": null", "\"rule\": {}", "$.clauses[1].rule")]
    [InlineData("\"precedes\"", "\"precede\"", "$.rules[0].kind")]
    [InlineData("\"id\": \"b\"", "\"id\": \"a\"", "$.rules")]
    [InlineData("\"clause\": \"procedure.inform-and-study\", \"kind\"", "\"clause\": \"procedure.study\", \"kind\"", "$.rules[2].clause")]
    [InlineData("14.00:00:00", "two weeks", "$.rules[2].atLeast")]
    [InlineData("14.00:00:00", "00:00:00", "$.rules[2].atLeast")]
    [InlineData("[\"phone\"]", "[]", "$.rules[3].channels")]
    [InlineData("\"second\": \"S\"", "\"third\": \"S\"", "$.rules[5].second")]
    public void Parse_OneThingWrong_NamesItsPath(string right, string wrong, string path)
    {
        var refusal = Parse(Json.Replace(right, wrong, StringComparison.Ordinal)).Refusal;

        Assert.Equal(("policy-file-invalid", path), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void Every_clause_id_is_listed_once()
    {
        var constants = typeof(ClauseIds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.Equal(15, constants.Count);
        Assert.Equal(constants.Order(StringComparer.Ordinal), ClauseIds.All.Order(StringComparer.Ordinal));
    }

    private static Outcome<Policy> Parse(string json) => Policy.Parse(Encoding.UTF8.GetBytes(json));
}
