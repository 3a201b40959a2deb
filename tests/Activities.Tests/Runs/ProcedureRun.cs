using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Replays;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Activities.Tests.Runs;

/// <summary>
/// One case going through one procedure, with a clock of its own. What a host does after a burst is done here to a few lists, and the state
/// goes through its bytes every time, so that nothing is remembered but what is stored.
/// </summary>
internal sealed partial class ProcedureRun
{
    /// <summary>A Sunday morning in Riyadh, with no holiday for months.</summary>
    public static readonly DateTimeOffset Opening = new(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(3));

    private readonly WorkflowGraph _graph;
    private readonly List<CaseEffect> _effects = [];
    private readonly List<TaskOpened> _openTasks = [];
    private readonly List<RecordedStimulus> _recorded = [];
    private RecordedStimulus? _latest;

    private ProcedureRun(WorkflowGraph graph)
    {
        _graph = graph;
        Now = Opening;
        State = WorkflowState.New("case-1", graph, Opening);
    }

    public DateTimeOffset Now { get; private set; }

    public WorkflowState State { get; private set; }

    /// <summary>Everything asked of the host so far.</summary>
    public IReadOnlyList<CaseEffect> Effects => _effects;

    /// <summary>Tasks people see in their inbox.</summary>
    public IReadOnlyList<TaskOpened> OpenTasks => _openTasks;

    /// <summary>What the clock waits for, soonest first.</summary>
    public IReadOnlyList<Bookmark> Alarms
        => [.. State.Bookmarks.Where(bookmark => bookmark.DueAt is not null).OrderBy(bookmark => bookmark.DueAt).ThenBy(bookmark => bookmark.Id, StringComparer.Ordinal)];

    public CaseStage Stage => All<StageReached>().LastOrDefault()?.Stage ?? CaseStage.Opened;

    public bool IsOver => State.Status == WorkflowStatus.Finished;

    public static ProcedureRun Start(string key, Action<JsonObject>? change = null, string channel = "interview", string service = "support")
        => Start(ProcedureFile.Graph(key, change), channel, service);

    public static ProcedureRun Start(WorkflowGraph graph, string channel = "interview", string service = "support")
    {
        var run = new ProcedureRun(graph);
        var input = new JsonObject { ["CaseId"] = "case-1", ["CaseNumber"] = "TST-1", ["Channel"] = channel, ["Service"] = service };
        run.Apply(run.Step(new Stimulus.Start(input)));
        return run;
    }

    public IEnumerable<T> All<T>()
        where T : CaseEffect => _effects.OfType<T>();

    public IEnumerable<EventRecorded> Events(string action) => All<EventRecorded>().Where(line => line.Action == action);

    /// <summary>The one open task of that step.</summary>
    public TaskOpened OpenTask(string activityId) => Assert.Single(_openTasks, task => task.Origin.ActivityId == activityId);

    /// <summary>A person ends a task the way the inbox lets them: only by an action that is offered, and not before its time.</summary>
    public ProcedureRun Complete(string activityId, string action, string? reason = null, JsonObject? data = null, string by = "officer")
    {
        var offered = Assert.Single(OpenTask(activityId).Actions, candidate => candidate.Name == action);
        Assert.True(offered.NotBefore is null || Now >= offered.NotBefore, $"{action} is offered from {offered.NotBefore:O}, it is {Now:O}.");
        reason ??= offered.NeedsReason ? $"Because of {action}." : null;
        data ??= offered.NeedsData.Count > 0 ? new JsonObject(offered.NeedsData.Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(4)))) : null;
        return SlipThrough(activityId, action, reason, data, by);
    }

    /// <summary>An answer that reaches the step although no inbox offered it.</summary>
    public ProcedureRun SlipThrough(string activityId, string action, string? reason = null, JsonObject? data = null, string by = "officer")
    {
        Apply(Resume(OpenTask(activityId).BookmarkId, new TaskAnswer(action, by, reason, data).ToInput()));
        return this;
    }

    /// <summary>Time goes by; every alarm that falls due on the way goes off at its very instant.</summary>
    public ProcedureRun PassTime(TimeSpan span) => PassTimeUntil(Now + span);

    public ProcedureRun PassTime(int days) => PassTime(TimeSpan.FromDays(days));

    public ProcedureRun PassTimeUntil(DateTimeOffset until)
    {
        for (var rung = 0; Alarms is [{ DueAt: { } due } next, ..] && due <= until; rung++)
        {
            Assert.True(rung < 1000, "Alarms set each other off without end.");
            Now = due > Now ? due : Now;
            Apply(Resume(next.Id));
        }

        Now = until;
        return this;
    }

    /// <summary>Time goes by while the scheduler is down.</summary>
    public ProcedureRun PassTimeUnnoticed(TimeSpan span)
    {
        Now += span;
        return this;
    }

    /// <summary>The clock answers the soonest alarm now, whenever it is due.</summary>
    public ProcedureRun RingNow()
    {
        Apply(Resume(Alarms[0].Id));
        return this;
    }

    /// <summary>An administrator runs the step that failed again.</summary>
    public ProcedureRun Retry()
    {
        Apply(Step(new Stimulus.Retry(Assert.Single(State.Incidents).ActivityInstanceId)));
        return this;
    }

    /// <summary>Hands a bookmark's id to the engine and changes nothing here; what repeated deliveries do.</summary>
    public StepResult Resume(string bookmarkId, JsonObject? input = null) => Step(new Stimulus.ResumeBookmark(bookmarkId, input));

    /// <summary>The case is over in the way said, once, and has left nothing lying about. Replayed from what was done to it, it is the same to the byte.</summary>
    public CaseClosed AssertClosed(CaseResult result)
    {
        var closed = Assert.Single(All<CaseClosed>());
        Assert.Equal(result, closed.Result);
        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Finished), (State.Status, State.SubStatus));
        Assert.Empty(_openTasks);
        Assert.Empty(State.Bookmarks);
        Assert.Empty(State.Incidents);
        var replayed = Replay.Run(_graph, WorkflowState.New("case-1", _graph, Opening), _recorded).State;
        Assert.Equal(WorkflowStateJson.ToUtf8(State), WorkflowStateJson.ToUtf8(replayed));
        return closed;
    }

    private StepResult Step(Stimulus stimulus)
    {
        _latest = new(stimulus, Now);
        return Interpreter.Step(_graph, State, stimulus, Now);
    }

    private void Apply(StepResult result)
    {
        Assert.Equal(StepVerdict.Applied, result.Verdict);
        _recorded.Add(_latest!);
        _effects.AddRange(result.Effects.Cast<CaseEffect>());
        _openTasks.AddRange(result.Effects.OfType<TaskOpened>());
        var bytes = WorkflowStateJson.ToUtf8(result.State);
        State = WorkflowStateJson.FromUtf8(bytes);
        Assert.Equal(bytes, WorkflowStateJson.ToUtf8(State));
        _openTasks.RemoveAll(task => State.Bookmarks.All(bookmark => bookmark.Id != task.BookmarkId));
        Assert.Equal(
            State.Bookmarks.Where(bookmark => bookmark.DueAt is null).Select(bookmark => bookmark.Id).Order(StringComparer.Ordinal),
            _openTasks.Select(task => task.BookmarkId).Order(StringComparer.Ordinal));
    }
}
