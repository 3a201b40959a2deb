using System.Reflection;
using System.Text;
using CaseWorkflows.Cases.Policies;
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
              "text": { "ar": "نص", "en": "Text" }, "fulfilledBy": ["CaseWorkflows.InformApplicant", "CaseWorkflows.CommitteeReview"],
              "rule": { "kind": "floor", "days": 14 }
            },
            {
              "id": "rights.disputes", "number": "7", "section": { "ar": "الحقوق", "en": "Rights" },
              "text": { "ar": "نص", "en": "Text" }, "fulfilledBy": ["CaseWorkflows.CommitteeReview"]
            }
          ],
          "rules": [{ "kind": "before", "first": "CaseWorkflows.SignDeclaration" }]
        }
        """;

    [Fact]
    public void Parse_CompleteFile_KeepsRulesAsWritten()
    {
        var policy = Parse(Json).Value;

        Assert.Equal(("oasis", "Policy", 4), (policy.Association, policy.Title.English, policy.Clauses.Count));
        Assert.Equal(14, policy.Find(ClauseIds.InformAndStudy)?.Rule?.GetProperty("days").GetInt32());
        Assert.Null(policy.Find(ClauseIds.Receive)?.Rule);
        Assert.Equal("before", Assert.Single(policy.Rules).GetProperty("kind").GetString());
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
