using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Tests.Execution;

/// <summary>One instance under test: steps it, reads every state back from its bytes, and remembers what happened.</summary>
internal sealed class Run(WorkflowGraph graph, WorkflowState? begunAs = null)
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static readonly ActivityRegistry Registry = BuiltInActivities.Registry.With(
    [
        ActivityDescriber.Describe<Probe>(),
        ActivityDescriber.Describe<Wait>(),
        ActivityDescriber.Describe<Throw>(),
        ActivityDescriber.Describe<NotReady>(),
        ActivityDescriber.Describe<Choose>(),
    ]);

    public WorkflowGraph Graph { get; } = graph;

    public WorkflowState State { get; private set; } = begunAs ?? WorkflowState.New("i", graph, Now);

    public DateTimeOffset Clock { get; private set; } = Now;

    /// <summary>False keeps the state in memory between steps.</summary>
    public bool ReadsBack { get; init; } = true;

    public List<JournalEntry> Journal { get; } = [];

    public List<object> Effects { get; } = [];

    public StepResult Last { get; private set; } = null!;

    public IEnumerable<string> Lines => Effects.OfType<TextWritten>().Select(line => line.Text);

    /// <summary>What became of the leaves: <c>a</c> completed, <c>?a</c> waits, <c>-a</c> cancelled, <c>!a</c> failed, <c>~a</c> not ready.</summary>
    public string Trace => string.Join(' ', Journal.Where(entry => Graph.FindNode(entry.NodeId)!.Children.Count == 0).Select(Short).OfType<string>());

    public static Run Of(IActivity root) => new(WorkflowGraph.Create(root));

    /// <summary>A definition in JSON, which may use single quotes.</summary>
    public static Run OfJson(string json)
    {
        var compilation = Compile(json);
        Assert.True(compilation.Graph is not null, string.Join('\n', compilation.Problems));
        return new(compilation.Graph);
    }

    public static GraphCompilation Compile(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json.Replace('\'', '"'));
        var parse = WorkflowDefinition.Parse(utf8);
        Assert.True(parse.Succeeded, string.Join('\n', parse.Problems));
        return GraphCompiler.Compile(parse.Definition, Registry, JsonLines.Index(utf8));
    }

    public Run Start(object? input = null, string? trigger = null) => Step(new Stimulus.Start(Json(input), TriggerActivityId: trigger));

    /// <summary>Answers the first bookmark of that activity.</summary>
    public Run Resume(string activityId, string? outcome = null) => ResumeWith(activityId, outcome is null ? null : new { outcome });

    public Run ResumeWith(string activityId, object? input) => Step(new Stimulus.ResumeBookmark(BookmarkOf(activityId).Id, Json(input)));

    public Run Retry(string activityId) => Step(new Stimulus.Retry(ContextOf(activityId).Id));

    public Run Step(Stimulus stimulus)
    {
        Last = Interpreter.Step(Graph, State, stimulus, Clock);
        State = ReadsBack ? WorkflowStateJson.FromUtf8(WorkflowStateJson.ToUtf8(Last.State)) : Last.State;
        Journal.AddRange(Last.Journal);
        Effects.AddRange(Last.Effects);
        return this;
    }

    public Run After(TimeSpan time)
    {
        Clock += time;
        return this;
    }

    public Bookmark BookmarkOf(string activityId) => State.Bookmarks.FirstOrDefault(bookmark => bookmark.ActivityId == activityId)
        ?? throw new InvalidOperationException($"'{activityId}' does not wait. So far: {Trace}");

    public ActivityExecutionContextState ContextOf(string activityId)
        => State.ActivityExecutionContexts.Last(context => context.ScheduledActivityNodeId.Split(':')[^1] == activityId);

    /// <summary>A follow-on of steps, such as <c>a b:Rejected c</c>: the activities to answer and what with.</summary>
    public Run Answer(string answers)
    {
        foreach (var answer in answers.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = answer.Split(':');
            Resume(parts[0], parts.Length > 1 ? parts[1] : null);
        }

        return this;
    }

    private static string? Short(JournalEntry entry) => entry.EventName switch
    {
        "Completed" => entry.ActivityId,
        "Suspended" => "?" + entry.ActivityId,
        "Canceled" => "-" + entry.ActivityId,
        "Faulted" => "!" + entry.ActivityId,
        "Precondition Failed" => "~" + entry.ActivityId,
        _ => null,
    };

    private static JsonObject? Json(object? value) => value is null ? null : value as JsonObject ?? System.Text.Json.JsonSerializer.SerializeToNode(value) as JsonObject;
}
