using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Files;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.Tests.Forms;

public sealed class FormFileTests
{
    [Fact]
    public void Parse_CompleteFile_ReadsEverything()
    {
        var form = Forms.Household;

        Assert.Equal(("household", "Household", 18), (form.Key, form.Title.English, form.Fields.Count));
        Assert.Equal(Enum.GetValues<FieldType>().Order(), form.Fields.Select(field => field.Type).Distinct().Order());
        Assert.Equal(["Verified", "Signed"], form.Actions);
        Assert.Equal(new PersonalData(new("التواصل", "To reach"), "P18M"), form.Find("mobile")!.Personal);
        Assert.Equal(18, form.Find("mobile")!.Personal!.RetentionMonths);
        Assert.Equal(120, form.Find("iban")!.Personal!.RetentionMonths);
        Assert.Null(form.Find("rent")!.Personal);
        Assert.Equal((3, 4, "income"), (form.Find("members")!.MaximumRows, form.Find("members")!.Columns.Count, Assert.Single(form.Find("members")!.Totals)));
        Assert.Equal(FileKind.Taken, form.Find("lease")!.Files!.Kinds);
        Assert.Equal("case.number", form.Find("number")!.Source!.Name);
        Assert.Equal(new DateLimit(null), form.Find("visited")!.Limits.Latest);
        Assert.Equal(new DateLimit(new(2020, 1, 1)), form.Find("visited")!.Limits.Earliest);
    }

    [Fact]
    public void Parse_ItsOwnCanonicalText_GivesTheSameVersion()
    {
        var again = Form.Parse(Encoding.UTF8.GetBytes(Forms.Household.Json)).Value;

        Assert.Equal((Forms.Household.Version, Forms.Household.Json), (again.Version, again.Json));
        Assert.Equal(64, again.Version.Length);
    }

    [Fact]
    public void Version_OfTheSameFormOtherwiseWritten_IsTheSame_AndOfAnotherWordAnother()
    {
        var reordered = new JsonObject(JsonNode.Parse(Forms.Household.Json)!.AsObject().Reverse().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        var indented = Encoding.UTF8.GetBytes("\uFEFF" + reordered.ToJsonString(new() { WriteIndented = true }));

        Assert.Equal(Forms.Household.Version, Form.Parse(indented).Value.Version);
        Assert.NotEqual(Forms.Household.Version, Form.Parse(Forms.Changed(file => file["title"]!["en"] = "Home")).Value.Version);
    }

    // Each row: the field, what is put where in it, and the place that is named.
    [Theory]
    [InlineData("fullName", "key", "\"Full name\"", ".key")]
    [InlineData("fullName", "key", "\"reason\"", ".key")]
    [InlineData("fullName", "type", "\"essay\"", ".type")]
    [InlineData("fullName", "label", "{ \"ar\": \"الاسم\" }", ".label.en")]
    [InlineData("fullName", "required", "\"yes\"", ".required")]
    [InlineData("fullName", "requird", "true", "")]
    [InlineData("fullName", "maximum", "5", "")]
    [InlineData("fullName", "maximumLength", "0", ".maximumLength")]
    [InlineData("fullName", "maximumLength", "10001", ".maximumLength")]
    [InlineData("fullName", "minimumLength", "61", ".minimumLength")]
    [InlineData("fullName", "requiredFor", "[\"Verified\"]", ".requiredFor")]
    [InlineData("fullName", "prefill", "\"applicant.shoeSize\"", ".prefill")]
    [InlineData("fullName", "prefill", "\"answers.verify\"", ".prefill")]
    [InlineData("fullName", "personal", "null", ".personal")]
    [InlineData("fullName", "personal.retention", "\"5 years\"", ".personal.retention")]
    [InlineData("fullName", "personal.purpose", "null", ".personal.purpose")]
    [InlineData("fullName", "visibleWhen", "[{ \"field\": \"housing\", \"equals\": \"owned\" }]", ".visibleWhen[0]")]
    [InlineData("iban", "personal", "false", ".personal")]
    [InlineData("members", "personal", "false", ".personal")]
    [InlineData("iban", "prefill", "\"case.nothing\"", ".prefill")]
    [InlineData("rooms", "minimum", "41", ".minimum")]
    [InlineData("rooms", "minimum", "\"1\"", ".minimum")]
    [InlineData("rooms", "maximum", "1000000000000", ".maximum")]
    [InlineData("rooms", "decimals", "5", ".decimals")]
    [InlineData("visited", "latest", "\"tomorrow\"", ".latest")]
    [InlineData("visited", "latest", "\"2019-12-31\"", ".earliest")]
    [InlineData("housing", "options", "[]", ".options")]
    [InlineData("housing", "options[1].key", "\"a b\"", ".options[1].key")]
    [InlineData("needs", "options[1].key", "\"food\"", ".options")]
    [InlineData("landlord", "visibleWhen", "[{ \"field\": \"housing\", \"equals\": \"tent\" }]", ".visibleWhen[0]")]
    [InlineData("landlord", "visibleWhen", "[{ \"field\": \"fullName\", \"equals\": \"x\" }]", ".visibleWhen[0]")]
    [InlineData("landlord", "visibleWhen", "[{ \"field\": \"landlord\", \"isSet\": true }]", ".visibleWhen[0]")]
    [InlineData("landlord", "visibleWhen", "[{ \"field\": \"number\", \"isSet\": true }]", ".visibleWhen[0]")]
    [InlineData("landlord", "visibleWhen", "[{ \"field\": \"housing\", \"isSet\": true, \"equals\": \"owned\" }]", ".visibleWhen[0].field")]
    [InlineData("landlord", "visibleWhen", "[{ \"field\": \"housing\" }]", ".visibleWhen[0].field")]
    [InlineData("members", "columns", "[]", ".columns")]
    [InlineData("members", "columns[0].type", "\"signature\"", ".columns[0].type")]
    [InlineData("members", "columns[0].requiredFor", "[\"Signed\"]", ".columns[0]")]
    [InlineData("members", "columns[1].key", "\"name\"", ".columns")]
    [InlineData("members", "totals", "[\"name\"]", ".totals")]
    [InlineData("members", "maximumRows", "51", ".maximumRows")]
    [InlineData("lease", "accepts", "[\"doc\"]", ".accepts")]
    [InlineData("lease", "accepts", "[]", ".accepts")]
    [InlineData("lease", "prefill", "\"case.number\"", "")]
    [InlineData("number", "source", "null", ".source")]
    [InlineData("number", "source", "\"answers..x\"", ".source")]
    [InlineData("number", "required", "true", "")]
    public void Parse_OneThingWrongInAField_NamesItsPath(string key, string place, string value, string path)
    {
        var at = Forms.Household.Fields.ToList().FindIndex(field => field.Key == key);

        var refusal = Form.Parse(Forms.Changed(file => Put(file.Field(key), place, value))).Refusal;

        Assert.Equal((RefusalKind.Malformed, "form-file-invalid"), (refusal?.Kind, refusal?.Code));
        Assert.Contains($"$.fields[{at}]{path}", Faults(refusal!).Select(fault => fault.Path));
    }

    [Theory]
    [InlineData("key", "\"House Hold\"", "$.key")]
    [InlineData("title", "\"الأسرة\"", "$.title")]
    [InlineData("fields", "[]", "$.fields")]
    [InlineData("fields", "{}", "$.fields")]
    [InlineData("colour", "\"red\"", "$")]
    public void Parse_OneThingWrongAbove_NamesItsPathAlone(string place, string value, string path) =>
        Assert.Equal([path], Faults(Form.Parse(Forms.Changed(file => Put(file, place, value))).Refusal!).Select(fault => fault.Path).Distinct());

    [Fact]
    public void Parse_TwoFieldsOfOneName_AreAFaultOfTheList() => Assert.Contains(
        "$.fields", Faults(Form.Parse(Forms.Changed(file => file.Field("rooms")["key"] = "rent")).Refusal!).Select(fault => fault.Path));

    [Fact]
    public void Parse_SeveralThingsWrong_ListsThemAll() => Assert.Equal(
        ["$.fields[1].maximumLength", "$.fields[3].decimals", "$.title.en"],
        Faults(Form.Parse(Forms.Changed(file =>
        {
            Put(file, "title.en", "\"\"");
            file.Field("fullName")["maximumLength"] = -1;
            file.Field("rooms")["decimals"] = "two";
        })).Refusal!).Select(fault => fault.Path));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"key\":\"a\",\"key\":\"b\"}")]
    public void Parse_NoFormAtAll_IsRefusedAtItsRoot(string json) => Assert.Equal("$", Form.Parse(Encoding.UTF8.GetBytes(json)).Refusal?.Field);

    private static void Put(JsonObject holder, string place, string value)
    {
        var steps = place.Replace("]", "", StringComparison.Ordinal).Split('.', '[');
        JsonNode node = holder;
        foreach (var step in steps[..^1])
        {
            node = int.TryParse(step, System.Globalization.CultureInfo.InvariantCulture, out var index) ? node[index]! : node[step]!;
        }

        node[steps[^1]] = JsonNode.Parse(value);
    }

    private static IReadOnlyList<FileFault> Faults(Refusal refusal) => Assert.IsAssignableFrom<IReadOnlyList<FileFault>>(refusal.Facts?["faults"]);
}
