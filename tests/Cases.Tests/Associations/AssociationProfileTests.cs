using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Files;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.Tests.Associations;

public sealed class AssociationProfileTests
{
    [Fact]
    public void Parse_CompleteFile_ReadsEverything()
    {
        var profile = Profiles.Oasis;

        Assert.Equal(("oasis", AssociationKind.Charitable, "OAS", "oasis-relations"), (profile.Key, profile.Kind, profile.NumberPrefix, profile.Procedure));
        Assert.Null(profile.Registration);
        Assert.Equal("Qassim", profile.Region?.English);
        Assert.Equal("مستفيد", profile.Words.Person.Arabic);
        Assert.Equal([Channel.Interview, Channel.Website, Channel.BranchDelegate], profile.Channels);
        Assert.Equal("basic-regulation", Assert.Single(profile.Tools).Key);
        Assert.Equal("Food basket", Assert.Single(profile.Services).Name.English);
        Assert.Equal(new HijriDate(1446, 8, 28), profile.Approval.HijriDate);
        Assert.Equal(new DateOnly(2025, 2, 27), profile.Approval.Date);
        Assert.True(profile.Approval.ReplacesEarlier);
        Assert.Equal("Board secretary", Assert.Single(profile.Approval.Signatories).English);
        Assert.False(profile.Calendar.IsWorkingDay(new(2026, 2, 22)));
        Assert.True(profile.Calendar.IsWorkingDay(new(2026, 2, 23)));
    }

    [Theory]
    [InlineData("food-basket", true)]
    [InlineData("Food-Basket", false)]
    [InlineData("", false)]
    public void Offers_OnlyItsOwnServices(string key, bool offered) => Assert.Equal(offered, Profiles.Oasis.Offers(key));

    [Theory]
    [InlineData("website", true)]
    [InlineData("letter", false)]
    [InlineData("pigeon", false)]
    public void Accepts_OnlyItsOwnChannels(string key, bool accepted) => Assert.Equal(accepted, Profiles.Oasis.Accepts(key));

    [Fact]
    public void A_service_may_say_what_is_brought_with_the_request()
    {
        var profile = AssociationProfile.Parse(Profiles.Changed(file => Put(
            file, "services", "[{\"key\":\"a\",\"name\":{\"ar\":\"أ\",\"en\":\"a\"},\"requiredDocuments\":[{\"key\":\"id-copy\",\"name\":{\"ar\":\"صورة الهوية\",\"en\":\"Copy of the id\"}}]}]"))).Value;

        Assert.Equal(["id-copy"], profile.Services[0].RequiredDocuments.Select(document => document.Key));
        Assert.Empty(Profiles.Oasis.Services[0].RequiredDocuments);
    }

    // Each row: what stands at which place, and the path the refusal must name.
    [Theory]
    [InlineData("key", "\"Oasis\"", "$.key")]
    [InlineData("key", "null", "$.key")]
    [InlineData("name", "\"الواحة\"", "$.name")]
    [InlineData("shortName.en", "\" \"", "$.shortName.en")]
    [InlineData("kind", "\"company\"", "$.kind")]
    [InlineData("numberPrefix", "\"oas\"", "$.numberPrefix")]
    [InlineData("procedure", "7", "$.procedure")]
    [InlineData("words.people", "{\"ar\":\"المستفيدون\"}", "$.words.people.en")]
    [InlineData("channels", "[]", "$.channels")]
    [InlineData("channels", "[\"website\",\"pigeon\"]", "$.channels[1]")]
    [InlineData("channels", "[\"website\",\"website\"]", "$.channels")]
    [InlineData("services", "[]", "$.services")]
    [InlineData("services", "[{\"key\":\"a\",\"name\":{\"ar\":\"أ\",\"en\":\"a\"}},{\"key\":\"a\",\"name\":{\"ar\":\"أ\",\"en\":\"a\"}}]", "$.services")]
    [InlineData("services", "[{\"key\":\"a\",\"name\":{\"ar\":\"أ\",\"en\":\"a\"},\"requiredDocuments\":{}}]", "$.services[0].requiredDocuments")]
    [InlineData("services", "[{\"key\":\"a\",\"name\":{\"ar\":\"أ\",\"en\":\"a\"},\"requiredDocuments\":[{\"key\":\"id\"}]}]", "$.services[0].requiredDocuments[0].name")]
    [InlineData("services", "[{\"key\":\"a\",\"name\":{\"ar\":\"أ\",\"en\":\"a\"},\"requiredDocuments\":[{\"key\":\"id\",\"name\":{\"ar\":\"أ\",\"en\":\"a\"}},{\"key\":\"id\",\"name\":{\"ar\":\"أ\",\"en\":\"a\"}}]}]", "$.services[0].requiredDocuments")]
    [InlineData("tools", "[{\"key\":\"a\"}]", "$.tools[0].name")]
    [InlineData("approval", "null", "$.approval")]
    [InlineData("approval.date", "\"27/02/2025\"", "$.approval.date")]
    [InlineData("approval.hijriDate", "\"1446-08-30\"", "$.approval.hijriDate")]
    [InlineData("approval.hijriDate", "\"1446-08-25\"", "$.approval.hijriDate")]
    [InlineData("approval.replacesEarlier", "\"yes\"", "$.approval.replacesEarlier")]
    [InlineData("calendar.timeZone", "\"Asia/Atlantis\"", "$.calendar.timeZone")]
    [InlineData("calendar.weekend", "[\"5\"]", "$.calendar.weekend")]
    [InlineData("calendar.weekend", "[\"Sunday\",\"Monday\",\"Tuesday\",\"Wednesday\",\"Thursday\",\"Friday\",\"Saturday\"]", "$.calendar.weekend")]
    [InlineData("calendar.holidays", "[{\"from\":\"2026-03-02\",\"to\":\"2026-03-01\",\"name\":{\"ar\":\"أ\",\"en\":\"a\"}}]", "$.calendar.holidays[0].to")]
    public void Parse_OneThingWrong_NamesItsPathAlone(string place, string value, string path)
    {
        var refusal = AssociationProfile.Parse(Profiles.Changed(file => Put(file, place, value))).Refusal;

        Assert.NotNull(refusal);
        Assert.Equal((RefusalKind.Malformed, "association-file-invalid", path), (refusal.Kind, refusal.Code, refusal.Field));
        Assert.Contains(path, refusal.Message.Arabic, StringComparison.Ordinal);
        Assert.Equal(path, Assert.Single(Faults(refusal)).Path);
    }

    [Fact]
    public void Parse_SeveralThingsWrong_ListsThemAll()
    {
        var refusal = AssociationProfile.Parse(Profiles.Changed(file =>
        {
            Put(file, "numberPrefix", "\"o\"");
            Put(file, "words.person.ar", "null");
            file.Remove("calendar");
        })).Refusal;

        Assert.Equal(["$.numberPrefix", "$.words.person.ar", "$.calendar"], Faults(refusal!).Select(fault => fault.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"key\":\"a\",\"key\":\"b\"}")]
    public void Parse_NotAnAssociationFile_IsRefusedAtItsRoot(string json) =>
        Assert.Equal("$", AssociationProfile.Parse(Encoding.UTF8.GetBytes(json)).Refusal?.Field);

    [Fact]
    public void Parse_WithAByteOrderMark_ReadsTheSame() =>
        Assert.Equal("oasis", AssociationProfile.Parse((byte[])[0xEF, 0xBB, 0xBF, .. Profiles.Changed(_ => { }).Span]).Value.Key);

    [Fact]
    public void Parse_TextThatIsNoUnicode_IsAFaultAndNoCrash() =>
        Assert.Equal("$.procedure", AssociationProfile.Parse(
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Profiles.Changed(_ => { }).Span).Replace("oasis-relations", "\\ud800", StringComparison.Ordinal)))
            .Refusal?.Field);

    [Fact]
    public void The_catalogue_holds_eight_channels_of_which_three_are_open_to_the_person()
    {
        Assert.Equal(8, Channel.All.Select(channel => channel.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(["help-request", "volunteering", "website"], Channel.All.Where(channel => !channel.ByStaff).Select(channel => channel.Key));
        Assert.Same(Channel.Letter, Channel.Find("letter"));
        Assert.Null(Channel.Find(null));
    }

    private static IReadOnlyList<FileFault> Faults(Refusal refusal) => Assert.IsAssignableFrom<IReadOnlyList<FileFault>>(refusal.Facts?["faults"]);

    private static void Put(JsonObject file, string place, string value)
    {
        var steps = place.Split('.');
        var parent = steps[..^1].Aggregate(file, (node, step) => node[step]!.AsObject());
        parent[steps[^1]] = JsonNode.Parse(value);
    }
}
