using CaseWorkflows.Cases.History;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Cases.Tests.History;

/// <summary>Events and chains of them, with texts that strain an encoder.</summary>
internal static class CaseEvents
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements("", "اعتمدت اللجنة الطلب", "a\"b\\c/d", "line\r\nend\u0000\u001f", "😀\uD83D", "<&>'\u2028\u007f"),
        Gen.Choose(0, char.MaxValue).Select(code => (char)code).ArrayOf().Select(characters => new string(characters)));

    private static readonly Gen<string?> TextsOrNull = Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(text => (string?)text));

    private static readonly Gen<string?> Data = Gen.Elements<string?>(
        null, "{}", " { \"b\" : [ 1.0 , null ] , \"a\" : \"\\u0627/\" } ", "{\"after\":{\"stage\":\"Study\"},\"before\":{\"stage\":\"Declaration\"}}", "\"نص\"", "{\"ي\":1,\"أ\":2}");

    public static Gen<CaseEvent> Any { get; } =
        from caseId in Texts
        from ticks in Gen.Choose(0, int.MaxValue)
        from offset in Gen.Choose(-14, 14)
        from texts in Gen.ArrayOf(TextsOrNull, 8)
        from data in Data
        select new CaseEvent
        {
            CaseId = caseId,
            At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(offset)).AddTicks((long)ticks * 997),
            Actor = texts[0] ?? "system",
            Action = texts[1] ?? "task-completed",
            OnBehalfOf = texts[2],
            ActivityType = texts[3],
            ActivityId = texts[4],
            Clause = texts[5],
            DefinitionVersion = texts[6],
            Reason = texts[7],
            Data = data,
        };

    public static Gen<CaseEvent[]> Chains { get; } = Any.NonEmptyListOf().Select(events => Chain([.. events]));

    /// <summary>The events as one case's history.</summary>
    public static CaseEvent[] Chain(params CaseEvent[] events)
    {
        var (seq, head) = (0L, HashChain.Genesis);
        return [.. events.Select(one =>
        {
            var linked = HashChain.Link(one with { CaseId = "case-1" }, seq, head);
            (seq, head) = (linked.Seq, linked.Hash);
            return linked;
        })];
    }
}
