using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Web.Texts;

namespace CaseWorkflows.Host.CasePages;

/// <summary>What is needed to put a history in words.</summary>
/// <param name="Language">The reader's.</param>
/// <param name="People">Names by id.</param>
/// <param name="StepName">What a step is called, by its id and the activity's type.</param>
/// <param name="Policy">The association's; null when it has left the folder.</param>
/// <param name="Versions">Numbers of the procedure's versions by their ids.</param>
/// <param name="DocumentKind">What a kind of document is called.</param>
internal sealed record HappeningWords(
    string Language, IReadOnlyDictionary<string, LocalizedText> People, Func<string?, string?, LocalizedText?> StepName, Policy? Policy, IReadOnlyDictionary<string, int> Versions,
    Func<string, LocalizedText> DocumentKind);

/// <summary>Puts a case's history in the reader's words. Pure.</summary>
internal static class CaseHappenings
{
    /// <summary>Every person a history names.</summary>
    public static IEnumerable<string?> PeopleIn(IEnumerable<CaseEventRow> history)
        => history.SelectMany(line => new[] { line.Actor, line.OnBehalfOf, Fact(Facts(line), "assignee"), Fact(Facts(line), "member") });

    /// <summary>The lines in their order.</summary>
    /// <param name="history">As it is kept.</param>
    /// <param name="words">What things are called.</param>
    /// <param name="current">The version the case is on.</param>
    /// <param name="withReasons">False keeps back what people wrote.</param>
    public static IReadOnlyList<HappeningShown> Of(IEnumerable<CaseEventRow> history, HappeningWords words, string current, bool withReasons) =>
    [
        .. history.Select(line => new HappeningShown(
            line.Seq, line.At, Sentence(line, words), words.People.GetValueOrDefault(line.Actor), line.OnBehalfOf is null ? null : words.People.GetValueOrDefault(line.OnBehalfOf),
            words.Policy?.Find(line.Clause) is { } clause ? $"{clause.Number} {clause.Section.In(words.Language)}" : null,
            line.DefinitionVersion is { } version && version != current && words.Versions.TryGetValue(version, out var number) ? number : null,
            withReasons ? line.Reason : null) { Hash = line.Hash }),
    ];

    /// <summary>One line.</summary>
    internal static string Sentence(CaseEventRow line, HappeningWords words)
    {
        var facts = Facts(line);
        var step = words.StepName(line.ActivityId, line.ActivityType)?.In(words.Language) ?? PageTexts.Get(words.Language, "case.a-step");
        var key = "case.event." + line.Action;
        return PageTexts.In(words.Language).ContainsKey(key) ? PageTexts.Format(words.Language, key, step, Detail(line, facts, words)) : PageTexts.Format(words.Language, "case.event.other", Spaced(line.Action));
    }

    private static string Detail(CaseEventRow line, JsonObject? facts, HappeningWords words) => (line.Action switch
    {
        "CaseOpened" or "MessageReceived" => Named(facts, "channel", CaseNaming.Channel),
        "TaskAssigned" => Named(facts, "assignee", id => words.People.GetValueOrDefault(id)),
        "MemberRecused" => Named(facts, "member", id => words.People.GetValueOrDefault(id)),
        "TaskCompleted" => Named(facts, "action", name => CaseNaming.Outcome(line.ActivityType, name)),
        "TaskEscalated" => Named(facts, "toRole", CaseNaming.Role),
        "CaseClosed" => Named(facts, "result", CaseNaming.Result),
        "DocumentAdded" or "DocumentOpened" or "DocumentDownloaded" or "DocumentRemoved" => Named(facts, "kind", words.DocumentKind),
        _ => null,
    })?.In(words.Language) ?? PageTexts.Get(words.Language, "case.unnamed");

    private static LocalizedText? Named(JsonObject? facts, string fact, Func<string, LocalizedText?> name) => Fact(facts, fact) is { } value ? name(value) : null;

    private static JsonObject? Facts(CaseEventRow line) => line.Data is null ? null : JsonNode.Parse(line.Data) as JsonObject;

    private static string? Fact(JsonObject? facts, string name) => facts?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Spaced(string action) => string.Concat(action.Select((letter, place) => place > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
}
