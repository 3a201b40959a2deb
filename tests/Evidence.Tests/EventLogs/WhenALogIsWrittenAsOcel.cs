using System.Text;
using System.Text.Json;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Evidence.EventLogs;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

public sealed class WhenALogIsWrittenAsOcel
{
    [Fact]
    public void Every_event_is_read_back_as_it_was_with_all_it_is_about() => Prop.ForAll(
        Samples.Cases.ToArbitrary(),
        async cases =>
        {
            var read = await OcelReading.OfAsync(Samples.Log([.. cases.Select(one => one.Case)]));

            Assert.Equal(cases.Sum(one => one.Case.Events.Count), read.Events.Count);
            foreach (var one in cases)
            {
                for (var i = 0; i < one.Case.Events.Count; i++)
                {
                    var found = read.Events[EventId(one.Case.Id, i + 1)];
                    AssertSame(one.Case.Events[i], found);
                    AssertRelations(one.Case, one.Case.Events[i], found);
                    AssertLeaves(one.Data[i], found, read.EventTypes[Whole(one.Case.Events[i].Action)]);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public async Task What_a_case_and_its_tasks_were_stands_with_the_time_it_began()
    {
        var open = new TaskCondition(UserTaskStatus.Available, null, null, Samples.Start.AddDays(3), []);
        var held = open with { Status = UserTaskStatus.Claimed, Assignee = "worker-1" };
        var history = Samples.Case(
            Moved("CaseOpened", 0, new() { Stage = (CaseStage.Opened, CaseStage.Reception) }),
            Turned("TaskOpened", 1, new("t1", open, null)), Turned("TaskClaimed", 2, new("t1", held, open)), Turned("TaskReleased", 3, new("t1", open, held)),
            Moved("ProcedureMoved", 3, new() { Stage = (CaseStage.Reception, CaseStage.Verification) }), Moved("ProcedureMoved", 3, new() { Stage = (CaseStage.Verification, CaseStage.Study) }),
            Moved("CaseClosed", 9, new() { Stage = (CaseStage.Study, CaseStage.Closed), Result = CaseResult.Withdrawn }));

        var read = await OcelReading.OfAsync(Samples.Log(history with { Stage = CaseStage.Closed, Result = CaseResult.Withdrawn, ClosedAt = Samples.Start.AddMinutes(9) }));

        var (id, task) = ($"case:{history.Id}", $"task:{history.Id}/t1");
        Assert.Equal([(At(0), "Reception"), (At(3), "Study"), (At(9), "Closed")], read.History(id, "stage"));
        Assert.Equal([(At(9), "Withdrawn")], read.History(id, "result"));
        Assert.Equal([("1970-01-01T00:00:00.0000000Z", history.Number)], read.History(id, "number"));
        Assert.Equal([(At(1), "Available"), (At(2), "Claimed"), (At(3), "Available")], read.History(task, "status"));
        Assert.Equal([(At(2), "worker-1"), (At(3), "")], read.History(task, "assignee"));
        Assert.Equal([(At(1), Instant.ToText(Samples.Start.AddDays(3)))], read.History(task, "dueAt"));
        Assert.Equal([("belongs to", id)], OcelReading.Relationships(read.Objects[task]));
    }

    [Fact]
    public async Task A_case_older_than_told_moves_has_what_it_is_now_since_its_last_event()
    {
        var history = Samples.Case(Samples.Event("CaseOpened") with { Channel = null }, Samples.Event("CaseClosed", minutes: 5));

        var read = await OcelReading.OfAsync(Samples.Log(history with { RegistrationNumber = "R-1" }));

        Assert.Equal([(At(5), "Study")], read.History($"case:{history.Id}", "stage"));
        Assert.Equal([(At(5), "R-1")], read.History($"case:{history.Id}", "registrationNumber"));
    }

    [Fact]
    public async Task A_document_is_an_object_that_tells_its_size_as_a_number()
    {
        var history = Samples.Case(Samples.Event("DocumentAdded", """{"document":"d1","kind":"identity","mediaType":"application/pdf","bytes":2048,"sha256":"ab"}"""), Samples.Event("DocumentOpened", """{"document":"d1"}"""));

        var read = await OcelReading.OfAsync(Samples.Log(history));

        var document = OcelReading.Attributes(read.Objects[$"document:{history.Id}/d1"]);
        Assert.Equal((2048, "identity"), (document["bytes"].GetInt32(), document["kind"].GetString()));
        Assert.All(read.Events.Values, one => Assert.Contains(("document", $"document:{history.Id}/d1"), OcelReading.Relationships(one)));
    }

    [Theory]
    [InlineData("1", "2.5", "float", "1", "2.5")]
    [InlineData("1", "\"x\"", "string", "1", "x")]
    [InlineData("true", "\"x\"", "string", "true", "x")]
    [InlineData("\"2026-03-01T07:00:00.0000000Z\"", "\"later\"", "string", "2026-03-01T07:00:00.0000000Z", "later")]
    [InlineData("1e400", "2", "string", "1e400", "2")]
    [InlineData("2.50", "true", "string", "2.50", "true")]
    public async Task A_leaf_that_is_not_always_of_one_type_is_of_the_narrowest_that_holds_all(string one, string other, string type, string first, string second)
    {
        var log = Samples.Log(
            Samples.Case(Samples.Event("A", $$"""{"x":{{one}}}""")),
            Samples.Case(Samples.Event("A", $$"""{"x":{{other}}}"""), Samples.Event("B", $$"""{"x":{{other}}}"""), Samples.Event("A", """{"x":null}""")) with { Id = "case-2" });

        var read = await OcelReading.OfAsync(log);

        Assert.Equal(type, read.EventTypes["A"]["data.x"]);
        Assert.Equal([first, second], new[] { read.Events["0197b6d0a5b07c3e9f1e2d3c4b5a6978/1"], read.Events["case-2/1"] }.Select(found => Json(OcelReading.Attributes(found)["data.x"])));
        Assert.Equal("null", OcelReading.Attributes(read.Events["case-2/3"])["data.x:json"].GetString());
    }

    [Fact]
    public async Task A_task_that_two_cases_tell_of_is_one_of_each()
    {
        var data = """{"task":{"id":"t"}}""";

        var read = await OcelReading.OfAsync(Samples.Log(Samples.Case(Samples.Event("A", data)) with { Id = "a/b" }, Samples.Case(Samples.Event("A", """{"task":{"id":"b/t"}}""")) with { Id = "a" }));

        Assert.Equal(["task:a/b/t", "task:a~1b/t"], read.Objects.Keys.Where(id => id.StartsWith("task:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_clock_is_told_from_people_and_versions_and_associations_by_their_names()
    {
        var log = Samples.Log(Samples.Case(Samples.Event("A") with { Actor = "system" }, Samples.Event("B") with { OnBehalfOf = "worker-2" })) with
        {
            Names = new() { Association = _ => new("جمعية", "Association") },
            Definitions = new Dictionary<string, LoggedDefinition>(StringComparer.Ordinal) { ["version-3"] = new("version-3", "relations", 3) },
        };

        var read = await OcelReading.OfAsync(log);

        Assert.Equal(["system", "person", "person"], new[] { "system", "worker-1", "worker-2" }.Select(id => OcelReading.Attributes(read.Objects[$"person:{id}"])["kind"].GetString()));
        Assert.Equal(3, OcelReading.Attributes(read.Objects["definition:version-3"])["version"].GetInt32());
        Assert.Equal("جمعية", OcelReading.Attributes(read.Objects["association:awdat"])["name.ar"].GetString());
    }

    [Fact]
    public async Task A_log_that_changes_between_its_two_readings_is_not_passed_off_as_whole()
    {
        var readings = 0;
        var changing = Samples.Log() with { Cases = () => new[] { ++readings == 1 ? Samples.Case(Samples.Event("A")) : Samples.Case(Samples.Event("A"), Samples.Event("A")) }.ToAsyncEnumerable() };

        await Assert.ThrowsAsync<InvalidOperationException>(() => OcelWriter.WriteAsync(Stream.Null, changing, CancellationToken.None));
    }

    [Fact]
    public async Task Reasons_stay_away_when_they_are_not_wanted()
    {
        var log = Samples.Log(Samples.Case() with { Events = [Samples.Event("A", """{"reason":"سرّ","kind":"x"}""") with { Seq = 1, Reason = "سرّ" }, Samples.Event("B", "سرّ") with { Seq = 2 }] });
        using var stream = new MemoryStream();

        await OcelWriter.WriteAsync(stream, log with { IncludeReasons = false }, CancellationToken.None);

        Assert.DoesNotContain("سرّ", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
        Assert.Equal("سرّ", OcelReading.Attributes((await OcelReading.OfAsync(log)).Events.Values.Last())["dataText"].GetString());
    }

    private static void AssertSame(CaseEvent one, JsonElement read)
    {
        var told = OcelReading.Attributes(read);
        string? Text(string name) => told.TryGetValue(name, out var value) ? value.GetString() : null;
        Assert.Equal((Whole(one.Action), Instant.ToText(one.At), one.Seq), (OcelReading.Type(read), read.GetProperty("time").GetString(), told["seq"].GetInt64()));
        Assert.Equal((one.Hash, one.PreviousHash), (Text("hash"), Text("previousHash")));
        Assert.Equal(
            new[] { one.ActivityId, one.ActivityType, one.Clause, one.Role, one.Channel, one.Reason }.Select(Whole),
            [Text("step"), Text("stepType"), Text("clause"), Text("role"), Text("channel"), Text("reason")]);
    }

    private static void AssertRelations(LoggedCase of, CaseEvent one, JsonElement read)
    {
        var related = OcelReading.Relationships(read).ToLookup(relation => relation.Qualifier, relation => relation.Id, StringComparer.Ordinal);
        Assert.Equal($"case:{Whole(of.Id)}", related["case"].Single());
        Assert.Equal($"person:{Whole(one.Actor)}", related["actor"].Single());
        Assert.Equal(one.OnBehalfOf is null ? null : $"person:{Whole(one.OnBehalfOf)}", related["on behalf of"].SingleOrDefault());
        Assert.Equal(one.DefinitionVersion is null ? null : $"definition:{Whole(one.DefinitionVersion)}", related["definition"].SingleOrDefault());
    }

    private static void AssertLeaves(SomeJson? data, JsonElement read, Dictionary<string, string> declared)
    {
        var found = OcelReading.Attributes(read).Where(attribute => attribute.Key.Split('.', ':')[0] == "data").ToList();
        var expected = data is null ? [] : data.Leaf().ToList();
        Assert.Equal(expected.Count, found.Count);
        foreach (var ((way, leaf), (key, value)) in expected.Zip(found))
        {
            Assert.Equal(way, LeafKeys.Read(key).Way);
            Assert.Equal(
                (leaf is SomeJson.Items or SomeJson.Members or SomeJson.Bare { Json: "null" }, Told(leaf)),
                (LeafKeys.Read(key).IsJson, Json(value)));
            Assert.True(declared[key] == "string" || leaf is not SomeJson.Text || declared[key] == "time");
        }
    }

    private static string? Told(SomeJson leaf) => leaf switch
    {
        SomeJson.Text text => Whole(text.Value),
        SomeJson.Bare bare => bare.Json,
        SomeJson.Items => "[]",
        _ => "{}",
    };

    private static string? Json(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

    /// <summary>Half a surrogate pair is U+FFFD, as in the hash.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Whole(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string EventId(string caseId, int seq) => $"{Whole(caseId).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}/{seq}";

    private static string At(int minutes) => Instant.ToText(Samples.Start.AddMinutes(minutes));

    private static CaseEvent Moved(string action, int minutes, CaseMove move) => Samples.Event(action, move.Into(null), minutes);

    private static CaseEvent Turned(string action, int minutes, TaskMove move) => Samples.Event(action, move.Into(null).ToJsonString(), minutes);
}
