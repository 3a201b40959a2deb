using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Forms;

namespace CaseWorkflows.Cases.Tests.Forms;

public sealed class FormRulesTests
{
    // What was typed, and what is kept of it.
    [Theory]
    [InlineData("fullName", "  نورة \n بنت سعد ", "\"نورة بنت سعد\"")]
    [InlineData("story", "first\r\n\u0000second", "\"first\\nsecond\"")]
    [InlineData("rooms", "٤", "4")]
    [InlineData("rooms", " 4.0 ", "4")]
    [InlineData("distance", "١٢٫٥", "12.5")]
    [InlineData("distance", "-3", "-3")]
    [InlineData("rent", "1200", "1200.00")]
    [InlineData("rent", "١٬٢٠٠٫٥", "1200.50")]
    [InlineData("rent", "12,000.75", "12000.75")]
    [InlineData("rent", "1e3", "1000.00")]
    [InlineData("housing", "rented", "\"rented\"")]
    [InlineData("works", "false", "false")]
    [InlineData("mobile", "٠٥٥ ١٢٣ ٤٥٦٧", "\"+966551234567\"")]
    [InlineData("iban", "sa03 8000 0000 6080 1016 7519", "\"SA0380000000608010167519\"")]
    [InlineData("nationalId", "١٠١٠١٠١٠١٠", "\"1010101010\"")]
    [InlineData("visited", "1447/05/01", "{\"typed\":\"1447/05/01\",\"gregorian\":\"2025-10-23\"}")]
    [InlineData("visited", "٢٠٢٦/١٠/١٢", "{\"typed\":\"2026/10/12\",\"gregorian\":\"2026-10-12\"}")]
    public void Read_WhatPeopleType_IsNormalised(string key, string typed, string expected)
    {
        var data = Forms.Valid;
        data[key] = typed;
        data["landlord"] = "سعد"; // asked when the housing is rented
        var reading = Forms.Read(data);

        Assert.Empty(reading.Faults());
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(reading.Answers[key]!.ToJsonString())!.ToJsonString());
    }

    [Theory]
    [InlineData("fullName", "", "answer-required")]
    [InlineData("fullName", " \u200F ", "answer-required")]
    [InlineData("story", "abc", "text-too-short")]
    [InlineData("rooms", "four", "number-invalid")]
    [InlineData("rooms", "4.5", "number-invalid")]
    [InlineData("rooms", "41", "number-too-large")]
    [InlineData("rooms", "-1", "number-too-small")]
    [InlineData("rooms", "1e99", "number-invalid")]
    [InlineData("distance", "1.234", "number-invalid")]
    [InlineData("rent", "1,5", "number-invalid")]
    [InlineData("rent", "1,20.5", "number-invalid")]
    [InlineData("rent", "1,200,.5", "number-invalid")]
    [InlineData("rent", "12.345", "number-invalid")]
    [InlineData("rent", "-1", "number-too-small")]
    [InlineData("rent", "50000.01", "number-too-large")]
    [InlineData("visited", "30/02/2026", "date-invalid")]
    [InlineData("visited", "1447/13/01", "date-invalid")]
    [InlineData("visited", "2026-11-23", "date-too-late")]
    [InlineData("visited", "2019-12-31", "date-too-early")]
    [InlineData("housing", "tent", "option-unknown")]
    [InlineData("needs", "tent", "option-unknown")]
    [InlineData("works", "maybe", "answer-invalid")]
    [InlineData("mobile", "0112345678", "mobile-invalid")]
    [InlineData("iban", "SA0380000000608010167518", "iban-invalid")]
    [InlineData("nationalId", "123", "national-id-invalid")]
    [InlineData("lease", "deadbeef", null)]
    [InlineData("number", "BKH-1", "unknown-field")]
    [InlineData("shoeSize", "44", "unknown-field")]
    [InlineData("members", "none", "answer-invalid")]
    [InlineData("signature", "X", "signature-invalid")]
    public void Read_WhatCannotBe_IsRefusedAtItsField(string key, string typed, string? code)
    {
        var reading = Forms.With(key, typed);

        Assert.Equal(code is null ? [] : [$"{key} {code}"], reading.Faults());
        Assert.All(reading.Errors, error => Assert.False(string.IsNullOrWhiteSpace(error.Message.Arabic) || string.IsNullOrWhiteSpace(error.Message.English)));
    }

    [Fact]
    public void Read_TextLongerThanAllowed_IsRefusedWithBothLengths() =>
        Assert.Contains("61 characters of at most 60", Assert.Single(Forms.With("fullName", new string('س', 61)).Errors).Message.English, StringComparison.Ordinal);

    [Fact]
    public void Read_NoMessage_RepeatsWhatWasTyped() => Assert.DoesNotContain(
        "<script>", string.Concat(Forms.Household.Fields.SelectMany(field => Forms.With(field.Key, "<script>alert(1)</script>").Errors).Select(error => error.Message.ToString())), StringComparison.Ordinal);

    [Theory]
    [InlineData("1111111111", "national-id-doubtful")]
    [InlineData("3010101010", "national-id-doubtful")]
    public void Read_IdThatMayBeMistyped_IsTakenAndSaid(string typed, string code)
    {
        var reading = Forms.With("nationalId", typed);

        Assert.Empty(reading.Errors);
        Assert.Equal(("nationalId", code), (Assert.Single(reading.Doubts).Path, reading.Doubts[0].Code));
        Assert.Equal(typed, (string?)reading.Answers["nationalId"]);
    }

    [Theory]
    [InlineData("Saved", false)]
    [InlineData("Verified", true)]
    public void Read_FieldNeededForOneAction_IsMissedOnlyThere(string action, bool missed) =>
        Assert.Equal(missed ? ["housing answer-required"] : [], Forms.With("housing", null, action).Faults());

    [Fact]
    public void Read_QuestionNotAsked_IsNeitherMissedNorKept()
    {
        var owned = Forms.With("landlord", "سعد");
        var rented = Forms.With("housing", "rented");

        Assert.Empty(owned.Errors);
        Assert.False(owned.Answers.ContainsKey("landlord"));
        Assert.DoesNotContain("landlord", owned.Asked);
        Assert.Equal(["landlord answer-required"], rented.Faults());
        Assert.Contains("landlord", rented.Asked);
    }

    [Fact]
    public void Read_ConditionOnAQuestionThatWasNotAsked_DoesNotHold()
    {
        var data = Forms.Valid;
        (data["landlord"], data["lease"]) = ("سعد", "deadbeef");

        Assert.Empty(Forms.Read(data).Errors); // the lease is asked with the landlord, who is asked with the rent

        data["housing"] = "rented";
        Assert.Equal(["lease document-not-handed-in"], Forms.Read(data).Faults());
    }

    [Fact]
    public void Read_OneOfSeveralChosen_FulfilsACondition()
    {
        var data = Forms.Valid;
        (data["needs"], data["otherNeed"]) = (new JsonArray("other", "food"), "a wheelchair");
        var reading = Forms.Read(data);

        Assert.Equal("[\"food\",\"other\"]", reading.Answers["needs"]!.ToJsonString());
        Assert.Equal("a wheelchair", (string?)reading.Answers["otherNeed"]);
    }

    [Fact]
    public void Read_Rows_DropsEmptyOnesAndNamesTheirPlaceAsSent()
    {
        var reading = Forms.With("members", new JsonArray(
            new JsonObject { ["name"] = " ", ["income"] = "" },
            new JsonObject { ["name"] = "سارة", ["income"] = "٥٠٠", ["born"] = "1440/01/01" },
            new JsonObject { ["income"] = "much", ["shoeSize"] = 44 }));

        Assert.Equal(["members[2].name answer-required", "members[2].income number-invalid", "members[2].shoeSize unknown-field"], reading.Faults());
        Assert.Equal("2018-09-11", (string?)reading.Answers["members"]![0]!["born"]!["gregorian"]);
        Assert.Equal(500.00m, FormTotals.Of(Forms.Household.Find("members")!, (JsonArray)reading.Answers["members"]!)[0].Sum);
    }

    [Fact]
    public void Read_MoreRowsThanAllowed_IsRefusedOnce() => Assert.Equal(
        ["members too-many-rows"], Forms.With("members", new JsonArray([.. Enumerable.Range(0, 5000).Select(_ => new JsonObject { ["name"] = "س" })])).Faults());

    [Theory]
    [InlineData("""{ "path": "M10 20L30 40L50 60" }""", null)]
    [InlineData("""{ "path": "M10 20L30 40M50 60L1 2" }""", null)]
    [InlineData("""{ "name": "نورة عبدالله", "confirmed": true }""", null)]
    [InlineData("""{ "name": "نورة عبدالله" }""", "signature-incomplete")]
    [InlineData("""{ "name": " ", "confirmed": true }""", "signature-incomplete")]
    [InlineData("""{ "path": "M10 20" }""", "signature-invalid")]
    [InlineData("""{ "path": "M10 20L30 40L601 60" }""", "signature-invalid")]
    [InlineData("""{ "path": "M10 20L30 40L50 60\"/><script>" }""", "signature-invalid")]
    [InlineData("""{ "path": "url(#a)" }""", "signature-invalid")]
    [InlineData("""{ "image": "data:image/svg+xml,x" }""", "signature-invalid")]
    public void Read_Signature_IsStrokesOrAConfirmedName(string signature, string? code) =>
        Assert.Equal(code is null ? [] : [$"signature {code}"], Forms.With("signature", JsonNode.Parse(signature), "Signed").Faults().Except(["housing answer-required"]));

    [Fact]
    public void Read_NothingWhereASignatureIsNeeded_IsMissed() => Assert.Equal(["signature answer-required"], Forms.With("rooms", 1, "Signed").Faults());

    [Theory]
    [InlineData("application/pdf", 1000, null)]
    [InlineData("image/png", 10, null)]
    [InlineData("application/pdf", 1001, "document-too-large")]
    [InlineData("application/msword", 10, "document-kind-refused")]
    public void Read_File_IsLookedUpByItsHash(string mediaType, long bytes, string? code)
    {
        var data = Forms.Valid;
        (data["housing"], data["landlord"], data["lease"]) = ("rented", "سعد", new JsonObject { ["sha256"] = "ab12" });
        var context = new FormContext(Forms.Today, hash => hash == "ab12" ? new(hash, bytes, mediaType, "lease.pdf") : null);
        var reading = FormRules.Read(Forms.Household, FormInput.OfJson(data), "Saved", context);

        Assert.Equal(code is null ? [] : [$"lease {code}"], reading.Faults());
    }

    [Fact]
    public void Read_APostOfTheSameAnswers_GivesTheSame()
    {
        var posted = FormInput.OfPost([
            new("fullName", "نورة"), new("housing", "owned"), new("needs", "food"), new("needs", "health"), new("rooms", ""), new("works", "true"),
            new("members[7].name", "سارة"), new("members[7].income", "5"), new("members[0].name", ""), new("signature.name", "نورة"), new("signature.confirmed", "true"), new("signature.path", "")]);
        var sent = new JsonObject
        {
            ["fullName"] = "نورة", ["housing"] = "owned", ["needs"] = new JsonArray("food", "health"), ["works"] = true,
            ["members"] = new JsonArray(new JsonObject { ["name"] = "سارة", ["income"] = 5 }), ["signature"] = new JsonObject { ["name"] = "نورة", ["confirmed"] = true },
        };

        var (ofPost, ofJson) = (FormRules.Read(Forms.Household, posted, "Signed", FormContext.On(Forms.Today)), Forms.Read(sent, "Signed"));

        Assert.Empty(ofPost.Errors);
        Assert.Equal(ofJson.Answers.ToJsonString(), ofPost.Answers.ToJsonString());
    }

    [Theory]
    [InlineData("fullName", "a", "b")]
    [InlineData("visited", "2026/01/01", "2026/01/02")]
    public void Read_TwoAnswersToOneQuestion_AreRefused(string key, string one, string other) => Assert.Contains(
        $"{key} answer-invalid", FormRules.Read(Forms.Household, FormInput.OfPost([new(key, one), new(key, other)]), "Saved", FormContext.On(Forms.Today)).Faults());

    [Theory]
    [InlineData("""{ "fullName": ["a", ["b"]] }""")]
    [InlineData("""{ "fullName": { "x": 1 } }""")]
    [InlineData("""{ "fullName": [{ "x": { "y": [] } }] }""")]
    [InlineData("""{ "needs": [{ "x": 1 }] }""")]
    [InlineData("""{ "members": { "0": { "name": "س" } } }""")]
    [InlineData("""{ "signature": { "name": ["a"], "confirmed": true } }""")]
    public void Read_JsonOfTheWrongShape_IsAnErrorOfItsField(string json)
    {
        var data = JsonNode.Parse(json)!.AsObject();
        var key = data.Single().Key;

        Assert.Contains(Forms.Read(data).Errors, error => error.Path.StartsWith(key, StringComparison.Ordinal) && error.Code != "answer-required");
    }
}
