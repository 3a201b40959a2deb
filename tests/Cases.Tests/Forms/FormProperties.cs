using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Forms;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Cases.Tests.Forms;

/// <summary>What holds for a form whatever anybody puts into it.</summary>
public sealed class FormProperties
{
    private static readonly string[] Names =
    [
        .. Forms.Household.Fields.Select(field => field.Key), "members[0].name", "members[0].born", "members[1].income", "members[1].nationalId", "members[199].name", "members[].x", "members[0]", "signature.name",
        "signature.confirmed", "signature.path", "signature.kind", "iban.x", "visited.typed", "lease.sha256", "", ".", "[0].a", "housing[0]", "__proto__",
    ];

    private static readonly string[] Values =
    [
        "", " ", "نورة", "food", "rented", "owned", "other", "true", "false", "5", "٥٫٢٥", "-1", "1e400", "1447/05/01", "2026-01-01", "0551234567", "1010101010", "SA0380000000608010167519",
        "M1 2L3 4L5 6", "<script>alert(1)</script>", "\u0000", "\uD800", "ab12", "NaN", "{}", "999999999999999999999999999999",
    ];

    private static readonly Arbitrary<(string Name, string Value)[]> Posts =
        (from name in Gen.Elements(Names) from value in Gen.Elements(Values) select (name, value)).ArrayOf().Where(pairs => pairs.Length < 40).ToArbitrary();

    private static readonly string[] Actions = ["Saved", "Verified", "Signed"];

    [Fact]
    public void Reading_AnyPost_AnswersWithoutThrowingAndNamesOnlyPlacesInIt() => Hold(post =>
    {
        var reading = Read(post);
        return reading.Answers.All(answer => Forms.Household.Find(answer.Key) is not null && reading.Asked.Contains(answer.Key))
            && reading.Errors.Concat(reading.Doubts).All(error => error.Code.Length > 0 && error.Message.Arabic.Length > 0 && error.Message.English.Length > 0);
    });

    [Fact]
    public void Reading_TheAnswersAgain_GivesTheSameAnswersAndNoErrorOfTheirs() => Hold(post =>
    {
        var first = Read(post);
        var again = FormRules.Read(Forms.Household, FormInput.OfJson(JsonNode.Parse(first.Answers.ToJsonString())!.AsObject()), "Saved", Context);
        return first.Answers.ToJsonString() == again.Answers.ToJsonString() && again.Errors.All(error => error.Code == "answer-required");
    });

    [Fact]
    public void Reading_TheOrderOfWhatCameForDifferentFields_ChangesNothing() => Hold(post =>
        Read(post).Answers.ToJsonString() == Read([.. post.GroupBy(pair => pair.Name, StringComparer.Ordinal).Reverse().SelectMany(same => same)]).Answers.ToJsonString());

    [Fact]
    public void A_post_sent_on_as_json_is_read_the_same() => Hold(post =>
    {
        var input = FormInput.OfPost(Pairs(post).Where(pair => pair.Key.Length > 0));
        if (input.Fields.Values.Any(field => (field.Texts.Count > 0 ? 1 : 0) + (field.Parts.Count > 0 ? 1 : 0) + (field.Rows.Count > 0 ? 1 : 0) > 1))
        {
            return true; // no page sends two shapes under one name, and JSON cannot
        }

        var (ofPost, ofJson) = (Read(post.Where(pair => pair.Name.Length > 0).ToArray()), FormRules.Read(Forms.Household, FormInput.OfJson(JsonNode.Parse(input.ToJson().ToJsonString())!.AsObject()), "Saved", Context));
        return ofPost.Answers.ToJsonString() == ofJson.Answers.ToJsonString() && ofPost.Faults().Order(StringComparer.Ordinal).SequenceEqual(ofJson.Faults().Order(StringComparer.Ordinal));
    });

    [Fact]
    public void An_accepted_form_holds_every_answer_its_action_needs() => Hold(post => Actions.All(action =>
    {
        var reading = FormRules.Read(Forms.Household, FormInput.OfPost(Pairs(post)), action, Context);
        return reading.Errors.Count > 0
            || Forms.Household.Fields.Where(field => field.IsRequiredFor(action) && reading.Asked.Contains(field.Key)).All(field => reading.Answers.ContainsKey(field.Key));
    }));

    [Fact]
    public void A_masked_copy_holds_no_secret_and_every_other_answer() => Hold(post =>
    {
        var answers = Read(post).Answers;
        var masked = FormSecrets.Replaced(Forms.Household, answers, FormSecrets.Mask);
        var secrets = new[] { masked["nationalId"], masked["iban"], masked["members"]?[0]?["nationalId"], masked["signature"]?["path"], masked["signature"]?["name"] };
        return secrets.OfType<JsonNode>().All(shown => shown.ToString().StartsWith('•'))
            && answers.All(answer => Forms.Household.Find(answer.Key)!.Type.IsSealed() || Forms.Household.Find(answer.Key)!.Type == FieldType.Table || masked[answer.Key]!.ToJsonString() == answer.Value!.ToJsonString());
    });

    private static FormContext Context => new(Forms.Today, hash => hash == "ab12" ? new(hash, 1, "application/pdf", "a.pdf") : null);

    private static FormReading Read((string Name, string Value)[] post) => FormRules.Read(Forms.Household, FormInput.OfPost(Pairs(post)), "Saved", Context);

    private static IEnumerable<KeyValuePair<string, string>> Pairs((string Name, string Value)[] post) => post.Select(pair => KeyValuePair.Create(pair.Name, pair.Value));

    private static void Hold(Func<(string Name, string Value)[], bool> property) => Prop.ForAll(Posts, property).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
