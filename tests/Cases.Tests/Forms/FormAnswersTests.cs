using System.Text;
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

    [Theory]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("89504E470D0A1A0A0000", "image/png")]
    [InlineData("FFD8FFE000104A46", "image/jpeg")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("524946460000000057415645", null)]
    [InlineData("3C737667", null)]
    [InlineData("4D5A9000", null)]
    [InlineData("", null)]
    public void MediaType_IsToldByTheFirstBytes(string hex, string? expected) => Assert.Equal(expected, FileKinds.MediaTypeOf(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("%PDF-1.7", 1000, null)]
    [InlineData("%PDF-1.7", 1001, "file-too-large")]
    [InlineData("<svg onload=", 10, "file-kind-refused")]
    public void Check_BeforeAFileIsKept(string head, long bytes, string? code) =>
        Assert.Equal(code, FormFiles.Check(Forms.Household.Find("lease")!, "lease", Encoding.ASCII.GetBytes(head), bytes)?.Code);

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
