using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Evidence.EventLogs;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

/// <summary>Logs of cases, plain ones and such as strain a writer.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 2, 22, 10, 0, 0, TimeSpan.FromHours(3));

    public static Gen<string> Texts { get; } = Gen.OneOf(
        Gen.Elements(
            "", "اعتمدت اللجنة الطلب", "a\"b\\c/d", "line\r\nend\ttab\u0000\u001f", "😀\uD83D", "\uDE00😀", "<&>'\u2028\u0085\u007f", "\u200Fمن اليمين\u202E", "_x0041_", "_x004", "__x0001_\u0001",
            "_xD83D\uD83D", "\uFFFE\uFFFF\uFFFD\uFEFF", "ﷺ", "=1+1", " =1", "-2", "@a", "\tx", "a,b;\"c\""),
        Gen.Choose(0, char.MaxValue).Select(code => (char)code).ArrayOf().Select(characters => new string(characters)));

    private static readonly Gen<string?> TextsOrNull = Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(text => (string?)text));

    private static readonly Gen<string> Actions = Gen.OneOf(
        Gen.Elements("CaseOpened", "TaskOpened", "TaskClaimed", "TaskReleased", "TaskAssigned", "TaskCompleted", "TaskCancelled", "VoteCast"), Texts);

    private static Gen<(CaseEvent Event, SomeJson? Data)> Events =>
        from ticks in Gen.Choose(0, int.MaxValue)
        from action in Actions
        from texts in Gen.ArrayOf(TextsOrNull, 8)
        from data in Gen.OneOf(Gen.Constant<SomeJson?>(null), SomeJson.Any.Select(json => (SomeJson?)json), SomeJson.Objects.Select(json => (SomeJson?)json), TaskFacts.Select(json => (SomeJson?)json))
        select (new CaseEvent
        {
            CaseId = "", At = Start.AddTicks(ticks * 997L), Action = action, Actor = texts[0] ?? "system", OnBehalfOf = texts[1], Role = texts[2], Channel = texts[3], ActivityType = texts[4],
            ActivityId = texts[5], Clause = texts[6], DefinitionVersion = texts[7], Reason = texts[0], Data = data?.ToString(),
        }, data);

    /// <summary>Data as of a task or document, with few ids so that cases meet in them.</summary>
    private static Gen<SomeJson> TaskFacts =>
        from task in Gen.Elements("t1", "t2", "t/1", "")
        from status in Gen.Elements("Available", "Claimed", "Completed")
        from assignee in Gen.Elements<string?>(null, "w1", "w2")
        from document in Gen.Elements<string?>(null, "d1", "d2")
        from stage in Gen.Elements<string?>(null, "Reception", "Study")
        select Object(
            ("task", Object(("id", Said(task)), ("after", Object(("status", Said(status)), ("assignee", Said(assignee)))), ("before", Object(("status", Said("Claimed")))))),
            ("document", Said(document)),
            ("bytes", new SomeJson.Bare("12")),
            ("moved", stage is null ? null : Object(("stage", new SomeJson.Items([Said("Opened")!, Said(stage)!])))));

    /// <summary>Cases with ids that all differ, each with the data of its events as the test made them.</summary>
    public static Gen<SomeCase[]> Cases => OneCase.ArrayOf().Select(cases => (SomeCase[])[.. cases.Take(4).Select((one, index) => one.WithId($"{one.Case.Id}/{index}"))]);

    private static Gen<SomeCase> OneCase =>
        from texts in Gen.ArrayOf(Texts, 6)
        from more in Gen.ArrayOf(TextsOrNull, 2)
        from stage in Gen.Elements(Enum.GetValues<CaseStage>())
        from result in Gen.Elements<CaseResult?>(null, CaseResult.Served, CaseResult.Declined)
        from events in Events.ArrayOf()
        select new SomeCase(
            new()
            {
                Id = texts[0], Number = texts[1], Association = texts[2], Service = texts[3], Channel = texts[4], DefinitionId = texts[5], RegistrationNumber = more[0], Branch = more[1], Stage = stage,
                Result = result, OpenedAt = Start, ClosedAt = result is null ? null : Start.AddDays(30), Events = [.. events.Select(one => one.Event)],
            },
            [.. events.Select(one => one.Data)]);

    public static EventLog Log(params IReadOnlyList<LoggedCase> cases) => new() { Association = "awdat", Title = new("سجل الحالات", "Log of cases"), Cases = cases.ToAsyncEnumerable };

    public static LoggedCase Case(params CaseEvent[] events)
    {
        var (seq, head) = (0L, HashChain.Genesis);
        return new()
        {
            Id = "0197b6d0a5b07c3e9f1e2d3c4b5a6978", Number = "AWD-1447-0001", Association = "awdat", Service = "food-basket", Channel = "website", Stage = CaseStage.Study, OpenedAt = Start,
            DefinitionId = "relations",
            Events = [.. events.Select(one =>
            {
                var linked = HashChain.Link(one, seq, head);
                (seq, head) = (linked.Seq, linked.Hash);
                return linked;
            })],
        };
    }

    public static CaseEvent Event(string action, string? data = null, int minutes = 0) => new()
    {
        CaseId = "0197b6d0a5b07c3e9f1e2d3c4b5a6978", At = Start.AddMinutes(minutes), Action = action, Actor = "worker-1", ActivityId = "verify", ActivityType = "CaseWorkflows.VerifyInformation",
        Clause = "procedure.verify", Channel = EventChannels.Desk, Role = "relations-officer", DefinitionVersion = "version-3", Data = data,
    };

    private static SomeJson.Text? Said(string? text) => text is null ? null : new(text, EscapesAll: false);

    private static SomeJson Object(params (string Name, SomeJson? Value)[] members)
        => new SomeJson.Members([.. members.Where(member => member.Value is not null).Select(member => (Said(member.Name)!, member.Value!))]);
}

/// <summary>A case and the data of each of its events.</summary>
internal sealed record SomeCase(LoggedCase Case, SomeJson?[] Data)
{
    public SomeCase WithId(string id)
    {
        var (seq, head) = (0L, HashChain.Genesis);
        return this with
        {
            Case = Case with
            {
                Id = id,
                Events = [.. Case.Events.Select(one =>
                {
                    var linked = HashChain.Link(one with { CaseId = id }, seq, head);
                    (seq, head) = (linked.Seq, linked.Hash);
                    return linked;
                })],
            },
        };
    }
}
