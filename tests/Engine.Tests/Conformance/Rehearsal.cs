using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Common;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.Tests.Execution;

namespace CaseWorkflows.Engine.Tests.Conformance;

/// <summary>Does what a script asks for and writes down what comes of it, in the script's own form.</summary>
internal sealed class Rehearsal
{
    private readonly Script _script;
    private readonly IReadOnlyList<DefinitionProblem> _problems;
    private readonly Run? _run;
    private readonly List<string> _lines = [];

    public Rehearsal(Script script)
    {
        _script = script;
        var utf8 = File.ReadAllBytes(Script.Full(script.Definition));
        var cron = new PlainCron();
        var compilation = GraphCompiler.Compile(
            Script.Parse(utf8), Run.Registry, JsonLines.Index(utf8), new CompileOptions { Workflows = new FolderOfWorkflows(script.Folder), Cron = cron });
        _problems = compilation.Problems;
        _run = compilation.Graph is { } graph ? new Run(graph.WithServices(ActivityServices.None.With<ICronSchedule>(_ => cron))) : null;
    }

    public string Play()
    {
        _lines.AddRange(_problems.Select(problem => $"! {problem.Code} {problem.JsonPath}".TrimEnd()));
        foreach (var line in _script.Lines.Where(line => line[0] is '>' or '?'))
        {
            if (_run is null)
            {
                break;
            }

            if (line[0] == '?')
            {
                var question = line[1..line.IndexOf('=', StringComparison.Ordinal)].Trim();
                _lines.Add($"? {question} = {Answer(question)?.ToJsonString(Relaxed) ?? "null"}");
                continue;
            }

            _lines.Add(line);
            Do(line[1..].Trim());
        }

        return string.Join('\n', _lines);
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private void Do(string command)
    {
        var words = command.Split(' ', 3);
        var rest = words.Length > 1 ? command[(words[0].Length + 1)..] : "";
        var after = words.Length > 2 ? words[2] : "";
        switch (words[0])
        {
            case "start":
                Step(new Stimulus.Start(Json(rest)));
                break;
            case "trigger":
                Step(new Stimulus.Start(Json(after), TriggerActivityId: words[1]));
                break;
            case "resume":
                Step(new Stimulus.ResumeBookmark(Bookmark(words[1]).Id, Json(after)));
                break;
            case "resume-id":
                Step(new Stimulus.ResumeBookmark(words[1]));
                break;
            case "retry-id":
                Step(new Stimulus.Retry(words[1]));
                break;
            case "retry":
                Step(new Stimulus.Retry(_run!.ContextOf(words[1]).Id));
                break;
            case "skip":
                Step(new Stimulus.Skip(_run!.ContextOf(words[1]).Id, after.Length == 0 ? null : after.Split(',')));
                break;
            case "cancel":
                Step(new Stimulus.Cancel(rest));
                break;
            case "after":
                _run!.After(TimeSpan.Parse(rest, CultureInfo.InvariantCulture));
                break;
            case "triggers":
                ListTriggers();
                break;
            default:
                throw new FormatException($"'{command}' is nothing a script can ask for.");
        }
    }

    private void Step(Stimulus stimulus)
    {
        _run!.Step(stimulus);
        _lines.AddRange(_run.Last.Journal.Where(entry => entry.ActivityId != "Workflow1" || Tells(entry)).Select(Line));
        _lines.AddRange(_run.Last.Effects.Where(effect => effect is not TextWritten { Text: "" }).Select(Effect));
        _lines.Add($"= {(_run.Last.Applied ? _run.State.SubStatus.ToString() : _run.Last.Verdict.ToString())}");
    }

    /// <summary>Of the workflow itself only what is not the same every time.</summary>
    private static bool Tells(JournalEntry entry) => entry.EventName.StartsWith("Workflow ", StringComparison.Ordinal) || entry.Payload is not null;

    private static string Line(JournalEntry entry)
    {
        var what = entry.EventName.Replace(' ', '-');
        var outcomes = entry.EventName == "Completed" && entry.Payload?["Outcomes"] is JsonArray names ? " " + string.Join(',', names) : "";
        return $"{entry.ActivityId} {what}{outcomes}{(string.IsNullOrEmpty(entry.Message) ? "" : $" ({entry.Message})")}";
    }

    private static string Effect(object effect) => effect is TextWritten line
        ? $"* {line.Text}"
        : $"* {effect.GetType().Name} {JsonValues.ToNode(effect)!.ToJsonString(Relaxed)}";

    private void ListTriggers()
    {
        var listing = _run!.Graph.Triggers(_run.Clock);
        _lines.AddRange(listing.Triggers.Select(trigger => $"trigger {trigger.ActivityId} {trigger.Name} {trigger.Payload?.ToJsonString(Relaxed)}"
            + (trigger.DueAt is { } due ? $" due {due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}{(trigger.Recurs ? " and again" : "")}" : "")));
        _lines.AddRange(listing.Problems.Select(problem => $"! {problem.Code} {problem.Message}"));
    }

    /// <summary><c>wait</c>, or <c>wait#2</c> for the second bookmark of that activity.</summary>
    private Bookmark Bookmark(string address)
    {
        var parts = address.Split('#');
        var number = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1;
        return _run!.State.Bookmarks.Where(bookmark => bookmark.ActivityId == parts[0]).ElementAtOrDefault(number - 1)
            ?? throw new InvalidOperationException($"'{address}' does not wait. So far:\n{string.Join('\n', _lines)}");
    }

    private JsonNode? Answer(string question)
    {
        var words = question.Split(' ');
        var state = _run!.State;
        return words[0] switch
        {
            "output" => state.Output[words[1]]?.DeepClone(),
            "name" => state.Name,
            "correlation" => state.CorrelationId,
            "incidents" => new JsonArray([.. state.Incidents.Select(incident => (JsonNode)incident.ActivityId)]),
            "faults" => state.ActivityExecutionContexts.Count == 0 ? 0 : state.ActivityExecutionContexts[0].AggregateFaultCount,
            "waits" => new JsonArray([.. state.Bookmarks.Select(bookmark => (JsonNode)bookmark.ActivityId)]),
            "payload" => Bookmark(words[1]).Payload?.DeepClone(),
            "hashes" => state.Bookmarks.Select(bookmark => bookmark.Hash).Distinct().Count(),
            "due" => Bookmark(words[1]).DueAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "variable" => Variable(words[1]),
            _ => throw new FormatException($"'{question}' is nothing a script can ask."),
        };
    }

    /// <summary>Of the innermost scope that has one of that name.</summary>
    private JsonNode? Variable(string name)
    {
        foreach (var context in _run!.State.ActivityExecutionContexts.Reverse())
        {
            var declared = _run.Graph.FindNode(context.ScheduledActivityNodeId)!.Activity is IVariableContainer container
                ? container.Variables.Where(variable => variable.Name == name).Select(variable => variable.Id) : [];
            var given = (context.GivenVariables ?? []).Where(variable => variable.Name == name).Select(variable => variable.Id);
            if (declared.Concat(given).FirstOrDefault(id => context.Variables?.ContainsKey(id) == true) is { } found)
            {
                return context.Variables![found]?.DeepClone();
            }
        }

        return null;
    }

    private static JsonObject? Json(string text) => text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject();
}
