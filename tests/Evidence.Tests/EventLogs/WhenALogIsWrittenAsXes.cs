using System.Globalization;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Evidence.EventLogs;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

public sealed class WhenALogIsWrittenAsXes
{
    [Fact]
    public void Every_case_and_event_is_read_back_as_it_was_whatever_texts_stand_in_it() => Prop.ForAll(
        Samples.Cases.ToArbitrary(),
        async cases =>
        {
            var read = await XesReading.OfAsync(Samples.Log([.. cases.Select(one => one.Case)]));

            Assert.Equal(cases.Length, read.Traces.Count);
            Assert.All(cases.Zip(read.Traces), pair => AssertSame(pair.First, pair.Second.Trace, pair.Second.Events));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public async Task A_leaf_of_the_data_keeps_its_type()
    {
        var log = Samples.Log(Samples.Case(Samples.Event("A", """
            {"text":"x","due":"2026-03-01T07:00:00.0000000Z","day":"2026-03-01","count":12,"large":9223372036854775808,"share":12.50,"yes":true,"none":null,"empty":{},"list":[ ],"items":[1,{"a":"b"}]}
            """)));

        var read = (await XesReading.OfAsync(log)).Traces[0].Events[0];

        Assert.Equal(
            [
                new("string", "cw:data.text", "x"), new("date", "cw:data.due", "2026-03-01T07:00:00.0000000Z"), new("string", "cw:data.day", "2026-03-01"), new("int", "cw:data.count", "12"),
                new("float", "cw:data.large", "9223372036854775808"), new("float", "cw:data.share", "12.50"), new("boolean", "cw:data.yes", "true"), new("string", "cw:data.none:json", "null"),
                new("string", "cw:data.empty:json", "{}"), new("string", "cw:data.list:json", "[]"), new("int", "cw:data.items.0", "1"), new("string", "cw:data.items.1.a", "b"),
            ],
            read.Attributes.Where(attribute => attribute.Key.StartsWith("cw:data", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2,\"a\":null}", "cw:data.a", "cw:data.a:2", "cw:data.a:json")]
    [InlineData("{\"a.b\":1,\"a\":{\"b\":2}}", "cw:data.a_x002E_b", "cw:data.a.b")]
    [InlineData("{\"a\":{\"0\":1},\"a\":[2]}", "cw:data.a._x0030_", "cw:data.a.0")]
    [InlineData("{\"\":1,\" \":2}", "cw:data.", "cw:data._x0020_")]
    [InlineData("[[1],2]", "cw:data.0.0", "cw:data.1")]
    [InlineData("\"نص\"", "cw:data")]
    public async Task Two_ways_into_the_data_never_share_a_key(string data, params string[] keys)
    {
        var read = (await XesReading.OfAsync(Samples.Log(Samples.Case(Samples.Event("A", data))))).Traces[0].Events[0];

        Assert.Equal(keys, read.Attributes.Select(attribute => attribute.Key).Where(key => key.StartsWith("cw:data", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Data_that_somebody_made_unreadable_is_told_as_it_stands()
    {
        var log = Samples.Log(Samples.Case(Samples.Event("A")) with { Events = [Samples.Event("A", "{\"a\":1,\"b\":"), Samples.Event("B", "{\"a\":1}")] });

        var events = (await XesReading.OfAsync(log)).Traces[0].Events;

        Assert.Equal("{\"a\":1,\"b\":", events[0]["cw:dataText"]);
        Assert.Null(events[0]["cw:data.a"]);
        Assert.Equal("1", events[1]["cw:data.a"]);
    }

    [Fact]
    public async Task Reasons_stay_away_wherever_they_stand_when_they_are_not_wanted()
    {
        const string Data = """{"of":[{"person":"p1","re\u0061son":"سرّ"}],"reason":["سرّ"],"sole":{"reason":"سرّ"}}""";
        var log = Samples.Log(Samples.Case() with { Events = [Samples.Event("A", Data) with { Reason = "سرّ" }, Samples.Event("B", "سرّ")] });

        var with = await XesReading.OfAsync(log);
        var without = await XesReading.OfAsync(log with { IncludeReasons = false });

        Assert.Equal("سرّ", with.Traces[0].Events[0]["cw:data.of.0.reason"]);
        Assert.DoesNotContain("سرّ", without.Document.ToString(), StringComparison.Ordinal);
        Assert.Equal("p1", without.Traces[0].Events[0]["cw:data.of.0.person"]);
        Assert.Null(without.Traces[0].Events[0]["cw:data.sole:json"]);
    }

    [Fact]
    public async Task Names_and_versions_are_those_the_log_knows()
    {
        var log = Samples.Log(Samples.Case(Samples.Event("TaskClaimed"), Samples.Event("Unknown") with { ActivityId = "other", DefinitionVersion = "version-9" })) with
        {
            Names = new()
            {
                Action = action => action == "TaskClaimed" ? new("استُلمت المهمة", "The task was taken") : null,
                Step = (version, step) => (version, step) == ("version-3", "verify") ? new("التحقق من البيانات", "Verification") : null,
                Association = _ => new("جمعية عودة سدير", "Awdat Sudair"),
            },
            Definitions = new Dictionary<string, LoggedDefinition>(StringComparer.Ordinal) { ["version-3"] = new("version-3", "relations", 3) },
            From = Samples.Start, Until = Samples.Start.AddYears(1), Size = new(1, 2),
        };

        var read = await XesReading.OfAsync(log);

        var (known, unknown) = (read.Traces[0].Events[0], read.Traces[0].Events[1]);
        Assert.Equal(("استُلمت المهمة", "The task was taken", "Verification", "3", "relations"), (known["cw:name.ar"], known["cw:name.en"], known["cw:step.en"], known["cw:version"], known["cw:definition"]));
        Assert.Equal(("Unknown", "Unknown", null, null, "version-9"), (unknown["cw:name.ar"], unknown["cw:name.en"], unknown["cw:step.ar"], unknown["cw:version"], unknown["cw:definitionVersion"]));
        Assert.Equal(("جمعية عودة سدير", Instant.ToText(Samples.Start), "1", "2"), (read.Log["cw:association.ar"], read.Log["cw:from"], read.Log["cw:cases"], read.Log["cw:events"]));
    }

    [Fact]
    public async Task It_is_plain_utf8_with_arabic_as_it_is()
    {
        var bytes = await XesReading.BytesAsync(Samples.Log(Samples.Case(Samples.Event("CaseOpened") with { Reason = "طلبٌ جديد" })));

        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Contains("value=\"طلبٌ جديد\"", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    private static void AssertSame(SomeCase one, XesElement trace, IReadOnlyList<XesElement> events)
    {
        var it = one.Case;
        Assert.Equal(
            (it.Number, it.Id, it.Association, it.Service, it.Channel, it.DefinitionId, it.RegistrationNumber, it.Branch),
            (trace["concept:name"], trace["cw:caseId"], trace["cw:association"], trace["cw:service"], trace["cw:channel"], trace["cw:definition"], trace["cw:registrationNumber"], trace["cw:branch"]));
        Assert.Equal(
            (it.Stage.ToString(), it.Result?.ToString(), Instant.ToText(it.OpenedAt), it.ClosedAt is { } closed ? Instant.ToText(closed) : null),
            (trace["cw:stage"], trace["cw:result"], trace["cw:openedAt"], trace["cw:closedAt"]));
        Assert.Equal(it.Events.Count, events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            AssertSame(it.Events[i], events[i]);
            AssertLeaves(one.Data[i], events[i]);
        }
    }

    private static void AssertSame(CaseEvent one, XesElement read)
    {
        var again = new CaseEvent
        {
            CaseId = one.CaseId, Data = one.Data,
            Seq = long.Parse(read["cw:seq"]!, CultureInfo.InvariantCulture), At = Instant.Parse(read["time:timestamp"]!), Actor = read["org:resource"]!, OnBehalfOf = read["cw:onBehalfOf"],
            Role = read["org:role"], Channel = read["cw:channel"], Action = read["concept:name"]!, ActivityType = read["cw:stepType"], ActivityId = read["cw:step"], Clause = read["cw:clause"],
            DefinitionVersion = read["cw:definitionVersion"], Reason = read["cw:reason"], PreviousHash = read["cw:previousHash"]!, Hash = read["cw:hash"]!,
        };

        Assert.Equal(one with { At = one.At.ToUniversalTime() }, again);
        Assert.Equal(again.Hash, HashChain.HashOf(again));
    }

    private static void AssertLeaves(SomeJson? data, XesElement read)
    {
        var found = read.Attributes.Where(attribute => attribute.Key.StartsWith("cw:data", StringComparison.Ordinal)).ToList();
        var expected = data is null ? [] : data.Leaf().ToList();
        Assert.Equal(expected.Count, found.Count);
        foreach (var ((way, leaf), attribute) in expected.Zip(found))
        {
            var (keyWay, isJson) = LeafKeys.Read(attribute.Key["cw:".Length..]);
            Assert.Equal(way, keyWay);
            Assert.Equal(Told(leaf), (attribute.Type == "date" ? "string" : attribute.Type, isJson, attribute.Value));
        }
    }

    private static (string Type, bool IsJson, string Value) Told(SomeJson leaf) => leaf switch
    {
        SomeJson.Text text => ("string", false, text.Value),
        SomeJson.Bare { Json: "null" } => ("string", true, "null"),
        SomeJson.Bare { Json: "true" or "false" } bare => ("boolean", false, bare.Json),
        SomeJson.Bare bare => (long.TryParse(bare.Json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? "int" : "float", false, bare.Json),
        SomeJson.Items => ("string", true, "[]"),
        _ => ("string", true, "{}"),
    };
}
