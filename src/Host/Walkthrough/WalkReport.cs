using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Host.Cases;

namespace CaseWorkflows.Host.Walkthrough;

/// <summary>Prints a walk line by line as it happens: the step, the clause, who acted, when.</summary>
internal sealed class WalkReport(TextWriter output, TimeZoneInfo zone)
{
    private long _shown;

    public Task BeginAsync(string association, string definition)
        => output.WriteLineAsync($"""
            {association}: one case through {definition}, on a clock of its own ({zone.Id})

            {Row("#", "when", "activity", "clause", "who", "what")}
            """);

    /// <summary>Prints the lines of the history that are new since the last call.</summary>
    public async Task ShowAsync(IEnumerable<CaseEventRow> history)
    {
        foreach (var line in history.Where(line => line.Seq > _shown))
        {
            _shown = line.Seq;
            await output.WriteLineAsync(Row(
                line.Seq.ToString(CultureInfo.InvariantCulture), When(line.At), line.ActivityType ?? "-", line.Clause ?? "-", line.Actor, line.Action + Facts(line.Data)));
        }
    }

    public Task RefusedAsync(string activityType, string? clause, string who, DateTimeOffset at, string code, string detail)
        => output.WriteLineAsync(Row("", When(at), activityType, clause ?? "-", who, $"refused: {code} ({detail})"));

    public Task HeldAsync(DateTimeOffset at, DateTimeOffset until)
        => output.WriteLineAsync(Row("", When(at), "CaseWorkflows.CommitteeReview", "-", "-", $"still held (releasable at {When(until)})"));

    public Task EndAsync(string sentence) => output.WriteLineAsync($"\n{sentence}");

    public string When(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Facts(string? data)
    {
        var facts = data is null ? [] : JsonNode.Parse(data)!.AsObject().Where(fact => fact.Key != "assignee").Select(fact => $"{fact.Key} {(fact.Value is JsonObject several ? several.ToJsonString() : fact.Value)}").ToList();
        return facts.Count == 0 ? "" : $" ({string.Join(", ", facts)})";
    }

    private static string Row(string number, string when, string activity, string clause, string who, string what)
        => string.Create(CultureInfo.InvariantCulture, $"{number,3}  {when,-19}  {activity,-38}  {clause,-28}  {who,-24}  {what}");
}
