using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Replays;

/// <summary>What a replay came to.</summary>
/// <param name="State">The instance after the last stimulus.</param>
/// <param name="Journal">Of all bursts together.</param>
/// <param name="Effects">Of all bursts together. They were carried out when the instance really ran: not again.</param>
/// <param name="Refused">Stimuli that changed nothing, and why; a recorded run that was applied throughout has none.</param>
public sealed record ReplayResult(
    WorkflowState State, IReadOnlyList<JournalEntry> Journal, IReadOnlyList<object> Effects, IReadOnlyList<(RecordedStimulus Stimulus, StepVerdict Verdict)> Refused);

/// <summary>
/// Runs a fresh instance through what was done to another one of the same version. In the recorded order, with the recorded instants and the same services,
/// it ends in the same bytes: a stored instance that differs was changed by something else. In another order that keeps what depends on each other,
/// it ends in the same <see cref="StateShape"/>.
/// </summary>
public sealed class Replay(WorkflowGraph graph, WorkflowState fresh, Func<string, WorkflowGraph>? versions = null)
{
    private readonly ExecutionPlaces _places = new();
    private WorkflowGraph _graph = graph;

    /// <summary>The instance so far.</summary>
    public WorkflowState State { get; private set; } = fresh;

    /// <summary>Gives every stimulus in turn. Pure: the same arguments give the same result, and nothing outside is touched.</summary>
    /// <param name="graph">The version the instance ran on, with the services it had.</param>
    /// <param name="fresh">A new instance with the id and the instant of creation of the recorded one, see <see cref="WorkflowState.New"/>.</param>
    /// <param name="recorded">Everything that was applied, start first.</param>
    /// <param name="versions">The versions an instance was taken to on its way, by their ids; null for one that stayed on its own.</param>
    public static ReplayResult Run(WorkflowGraph graph, WorkflowState fresh, IEnumerable<RecordedStimulus> recorded, Func<string, WorkflowGraph>? versions = null)
    {
        var replay = new Replay(graph, fresh, versions);
        var (journal, effects, refused) = (new List<JournalEntry>(), new List<object>(), new List<(RecordedStimulus, StepVerdict)>());
        foreach (var stimulus in recorded)
        {
            var result = replay.Take(stimulus);
            journal.AddRange(result.Journal);
            effects.AddRange(result.Effects);
            if (!result.Applied)
            {
                refused.Add((stimulus, result.Verdict));
            }
        }

        return new(replay.State, journal, effects, refused);
    }

    /// <summary>The same stimuli, each with its target said without ids, so that they can be given in another order. Those that were refused are left out.</summary>
    public static IReadOnlyList<RecordedStimulus> WithTargets(WorkflowGraph graph, WorkflowState fresh, IEnumerable<RecordedStimulus> recorded)
    {
        var replay = new Replay(graph, fresh);
        var placed = new List<RecordedStimulus>();
        foreach (var stimulus in recorded)
        {
            var target = stimulus.Target ?? replay.TargetOf(stimulus.Stimulus);
            if (replay.Take(stimulus).Applied)
            {
                placed.Add(stimulus with { Target = target });
            }
        }

        return placed;
    }

    /// <summary>Whether it would do anything now: its bookmark stands, or its activity has failed.</summary>
    public bool CanTake(RecordedStimulus recorded) => Resolve(recorded) switch
    {
        Stimulus.Start => State.SubStatus == WorkflowSubStatus.Pending,
        Stimulus.Cancel => State.Status == WorkflowStatus.Running,
        Stimulus.ResumeBookmark resume => State.Bookmarks.Any(bookmark => bookmark.Id == resume.BookmarkId),
        Stimulus.Retry retry => IsFaulted(retry.ActivityInstanceId),
        Stimulus.Skip skip => IsFaulted(skip.ActivityInstanceId),
        _ => false,
    };

    /// <summary>Gives one stimulus.</summary>
    public StepResult Take(RecordedStimulus recorded)
    {
        var stimulus = Resolve(recorded);
        if (stimulus is Stimulus.TakeOver { State.DefinitionVersionId: var version } && version != _graph.VersionId)
        {
            _graph = versions?.Invoke(version) ?? throw new InvalidOperationException($"The instance was taken to version {version}, which is not at hand.");
        }

        var result = Interpreter.Step(_graph, State, stimulus, recorded.At);
        State = result.State;
        _places.Learn(result.Journal);
        return result;
    }

    /// <summary>The stimulus with the ids of this run; one whose target is not there names nothing that exists.</summary>
    private Stimulus Resolve(RecordedStimulus recorded)
    {
        if (recorded.Target is not { } target)
        {
            return recorded.Stimulus;
        }

        var execution = _places.IdAt(target.Place) ?? "";
        return recorded.Stimulus switch
        {
            Stimulus.ResumeBookmark resume => resume with { BookmarkId = BookmarksOf(execution, target.BookmarkName).ElementAtOrDefault(target.BookmarkNumber)?.Id ?? "" },
            Stimulus.Retry => new Stimulus.Retry(execution),
            Stimulus.Skip skip => skip with { ActivityInstanceId = execution },
            var other => other,
        };
    }

    private StimulusTarget? TargetOf(Stimulus stimulus) => stimulus switch
    {
        Stimulus.ResumeBookmark resume when State.Bookmarks.FirstOrDefault(bookmark => bookmark.Id == resume.BookmarkId) is { } bookmark
            && _places.PlaceOf(bookmark.ActivityInstanceId) is { } place
            => new(place, bookmark.Name, BookmarksOf(bookmark.ActivityInstanceId, bookmark.Name).TakeWhile(other => other.Id != bookmark.Id).Count()),
        Stimulus.Retry retry when _places.PlaceOf(retry.ActivityInstanceId) is { } place => new(place),
        Stimulus.Skip skip when _places.PlaceOf(skip.ActivityInstanceId) is { } place => new(place),
        _ => null,
    };

    private IEnumerable<Bookmark> BookmarksOf(string execution, string? name)
        => State.Bookmarks.Where(bookmark => bookmark.ActivityInstanceId == execution && bookmark.Name == name);

    private bool IsFaulted(string execution)
        => State.ActivityExecutionContexts.Any(context => context.Id == execution && context.Status == ActivityStatus.Faulted);
}
