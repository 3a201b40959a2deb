using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Forms;

namespace CaseWorkflows.Cases.Tests.Forms;

public sealed class FormAnswersTests
{
    [Theory]
    [InlineData("Saved")]
    [InlineData("Verified")]
    [InlineData("Signed")]
    public void Sample_OfAnyAction_IsAccepted(string action) => Assert.Empty(Forms.Read(SampleAnswers.For(Forms.Household, action, Forms.Today), action).Faults());

    [Fact]
    public void Sample_OfWhatIsNeededInTurn_AnswersTheNextQuestionToo()
    {
        var form = Form.Parse(Forms.Changed(file =>
        {
            file.Field("housing")["options"]!.AsArray().RemoveAt(0);
            file.Field("housing")["options"]!.AsArray().Add(new JsonObject { ["key"] = "owned", ["label"] = new JsonObject { ["ar"] = "ملك", ["en"] = "Owned" } });
        })).Value;

        Assert.Equal(["fullName", "housing", "landlord"], SampleAnswers.For(form, "Verified", Forms.Today).Select(answer => answer.Key));
    }

    [Fact]
    public void Secrets_WhereverTheyStand_AreReplacedAndTheOriginalIsLeft()
    {
        var answers = Forms.Read(new JsonObject
        {
            ["fullName"] = "نورة", ["nationalId"] = "1010101010", ["iban"] = "SA0380000000608010167519", ["mobile"] = "0551234567",
            ["members"] = new JsonArray(new JsonObject { ["name"] = "سارة", ["nationalId"] = "2020202020" }),
            ["signature"] = new JsonObject { ["name"] = "نورة", ["confirmed"] = true },
        }).Answers;

        var masked = FormSecrets.Replaced(Forms.Household, answers, FormSecrets.Mask);

        Assert.Equal(("•••••••010", "•••••••519", "•••••••020"), ((string?)masked["nationalId"], (string?)masked["iban"], (string?)masked["members"]![0]!["nationalId"]));
        Assert.Equal("{\"kind\":\"typed\"}", masked["signature"]!.ToJsonString());
        Assert.Equal(("+966551234567", "سارة"), ((string?)masked["mobile"], (string?)masked["members"]![0]!["name"]));
        Assert.Equal("1010101010", (string?)answers["nationalId"]);
        Assert.Equal(4, Counted(answers));
    }

    [Fact]
    public void Totals_OfATableNobodyFilledIn_AreZero() => Assert.Equal(0, Assert.Single(FormTotals.Of(Forms.Household.Find("members")!, null)).Sum);

    private static int Counted(JsonObject answers)
    {
        var found = 0;
        FormSecrets.Replaced(Forms.Household, answers, (_, _) =>
        {
            found++;
            return null;
        });
        return found;
    }
}
