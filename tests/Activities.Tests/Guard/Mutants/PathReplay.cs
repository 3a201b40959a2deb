using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Activities.Tests.Guard.Mutants;

/// <summary>
/// A path of the guard, walked by the real engine with the real activities: people answer as the path says, as early as they may, two days after each
/// other. Whatever completes on the way must be what the path says, in its order.
/// </summary>
internal sealed class PathReplay
{
    private readonly WorkflowGraph _graph;
    private readonly IReadOnlyList<PathStep> _path;
    private readonly List<TaskOpened> _tasks = [];
    private readonly List<JournalEntry> _journal = [];
    private readonly List<object> _effects = [];
    private DateTimeOffset _now = Runs.ProcedureRun.Opening;
    private int _walked;
    private int _read;

    private PathReplay(WorkflowGraph graph, IReadOnlyList<PathStep> path)
        => (_graph, _path, State) = (graph, path, WorkflowState.New("case-1", graph, _now));

    public WorkflowState State { get; private set; }

    public IReadOnlyList<JournalEntry> Journal => _journal;

    public IEnumerable<T> Effects<T>() => _effects.OfType<T>();

    /// <summary>Who completed each task, by the journal's number of its completion.</summary>
    public List<(string ActivityType, string Person)> People { get; } = [];

    /// <summary>Walks to the end of the path, or fails with what happened instead.</summary>
    public static PathReplay Walk(WorkflowGraph graph, IReadOnlyList<PathStep> path)
    {
        var replay = new PathReplay(graph, path);
        replay.Apply(new Stimulus.Start(new JsonObject { ["CaseId"] = "case-1", ["CaseNumber"] = "T-1", ["Channel"] = "interview", ["Service"] = "support" }));
        for (var answers = 0; replay.Next() is { Outcome: { } outcome } step; answers++)
        {
            Assert.True(answers < 200, $"{step} never ends.");
            replay.Answer(step, outcome);
        }

        replay.AssertLastIsReached();
        return replay;
    }

    /// <summary>From here on everything anybody could do is tried, some answers deep; true when the case can come to an end.</summary>
    public bool CanEndWithin(int answers) => CanEnd(State, answers, new(StringComparer.Ordinal));

    private PathStep? Next() => _walked < _path.Count ? _path[_walked] : null;

    private void Answer(PathStep step, string outcome)
    {
        var task = _tasks.LastOrDefault(task => task.Origin.ActivityId == step.ActivityId && IsOpen(task));
        Assert.True(task is not null, $"The path says {step}, but no such task is open.");
        var action = task.Actions.FirstOrDefault(action => action.Name == outcome);
        if (action is null)
        {
            Ring(step);
            return;
        }

        _now = action.NotBefore is { } floor && floor > _now ? floor : step.ActivityId.Contains("committee", StringComparison.Ordinal) ? _now : _now.AddDays(2);
        var person = $"person-{_walked}";
        People.Add((_graph.FindNode(step.NodeId)!.Activity.Type, person));
        var data = action.NeedsData.Count > 0 ? new JsonObject { ["score"] = 4 } : null;
        Apply(new Stimulus.ResumeBookmark(task.BookmarkId, new TaskAnswer(outcome, person, "Because.", data).ToInput()));
    }

    /// <summary>What people are not offered is the clock's doing.</summary>
    private void Ring(PathStep step)
    {
        var alarm = State.Bookmarks.Where(bookmark => bookmark.ActivityId == step.ActivityId && bookmark.DueAt is not null).MinBy(bookmark => bookmark.DueAt);
        Assert.True(alarm is not null, $"Neither people nor the clock can do {step}.");
        _now = alarm.DueAt > _now ? alarm.DueAt.Value : _now;
        Apply(new Stimulus.ResumeBookmark(alarm.Id));
    }

    private void Apply(Stimulus stimulus)
    {
        var result = Interpreter.Step(_graph, State, stimulus, _now);
        Assert.Equal(StepVerdict.Applied, result.Verdict);
        State = result.State;
        _tasks.AddRange(result.Effects.OfType<TaskOpened>());
        _effects.AddRange(result.Effects);
        foreach (var line in result.Journal)
        {
            _journal.Add(line);
            if (line.EventName == "Completed" && Next() is { Outcome: not null } expected && line.ActivityType is not ("Elsa.Flowchart" or "Elsa.Workflow"))
            {
                var outcome = (line.Payload?["Outcomes"] as JsonArray)?[0]?.GetValue<string>() ?? "Done";
                Assert.Equal((expected.NodeId, expected.Outcome), (line.NodeId, outcome));
                _walked++;
                _read = _journal.Count;
            }
        }
    }

    private void AssertLastIsReached()
    {
        if (Next() is { } last)
        {
            Assert.True(
                _journal.Skip(_read).Any(line => line.NodeId == last.NodeId && line.EventName is "Started" or "Faulted") || State.ActivityExecutionContexts.Any(context => context.ScheduledActivityNodeId == last.NodeId),
                $"The path ends in {last}, which was not reached.");
        }
    }

    private bool IsOpen(TaskOpened task) => State.Bookmarks.Any(bookmark => bookmark.Id == task.BookmarkId);

    private bool CanEnd(WorkflowState state, int answers, HashSet<string> seen)
    {
        if (state.Status == WorkflowStatus.Finished)
        {
            return true;
        }

        var where = string.Join('|', state.Bookmarks.Select(bookmark => bookmark.ActivityId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        if (answers == 0 || !seen.Add(where))
        {
            return false;
        }

        return state.Bookmarks.Where(bookmark => bookmark.DueAt is null).Any(bookmark => CaseWorkflows.Activities.Steps.ProcedureSteps.Find(_graph.FindNode(bookmark.ActivityNodeId)!.Activity.Type)!.Actions
            .Any(action => Interpreter.Step(
                _graph, state, new Stimulus.ResumeBookmark(bookmark.Id, new TaskAnswer(action.Name, "p", "Because.", new JsonObject { ["score"] = 4 }).ToInput()), _now.AddDays(400)) is { Applied: true } result
                && CanEnd(result.State, answers - 1, seen)));
    }
}
