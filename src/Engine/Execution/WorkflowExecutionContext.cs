using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine;

/// <summary>One burst of one instance: what activities see of the workflow around them.</summary>
public sealed partial class WorkflowExecutionContext
{
    private readonly List<ActivityExecutionContext> _contexts = [];
    private readonly Dictionary<string, ActivityExecutionContext> _contextsById;
    private readonly List<Bookmark> _bookmarks;
    private readonly List<ActivityIncident> _incidents;
    private Dictionary<(string ActivityId, string Output), object?>? _burstOutputs;
    private long _idCounter;
    private long _logSequence;

    internal WorkflowExecutionContext(WorkflowGraph graph, WorkflowState state, DateTimeOffset now)
    {
        (Graph, Now, Id) = (graph, now, state.Id);
        (Status, SubStatus, CorrelationId, Name) = (state.Status, state.SubStatus, state.CorrelationId, state.Name);
        (CreatedAt, FinishedAt) = (state.CreatedAt, state.FinishedAt);
        (_idCounter, _logSequence) = (state.IdCounter, state.LogSequence);
        _contextsById = new(state.ActivityExecutionContexts.Count + 1, StringComparer.Ordinal);
        (_bookmarks, _incidents) = ([.. state.Bookmarks], [.. state.Incidents]);
        (Inputs, Outputs, Facts) = (new ValueBag(state.Input), new ValueBag(state.Output), new ValueBag(state.Properties));
    }

    public WorkflowGraph Graph { get; }

    public string Id { get; }

    public WorkflowStatus Status { get; private set; }

    public WorkflowSubStatus SubStatus { get; private set; }

    public string? CorrelationId { get; set; }

    public string? Name { get; set; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>The instant of the burst: the same for everything in it.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>What the workflow was started with and, during a resume, what came along with it.</summary>
    public IDictionary<string, object?> Input => Inputs.Values;

    public IDictionary<string, object?> Output => Outputs.Values;

    /// <summary>Facts kept with the instance for all its activities.</summary>
    public IDictionary<string, object?> Properties => Facts.Values;

    /// <summary>The activity that started this run when it was a trigger; known during the first burst only.</summary>
    public string? TriggerActivityId { get; internal set; }

    public IReadOnlyList<Bookmark> Bookmarks => _bookmarks;

    public IReadOnlyList<ActivityIncident> Incidents => _incidents;

    public IReadOnlyList<ActivityExecutionContext> ActivityExecutionContexts => _contexts;

    /// <summary>What the outside world must do once this burst is committed; nothing here has happened yet.</summary>
    public IList<object> Effects { get; } = [];

    /// <summary>The result of the activity that completed last in this burst, for <c>getLastResult()</c>.</summary>
    public object? LastActivityResult { get; internal set; }

    internal ValueBag Inputs { get; }

    internal ValueBag Outputs { get; }

    internal ValueBag Facts { get; }

    internal ActivityScheduler Scheduler { get; } = new();

    internal IReadOnlyList<ActivityExecutionContext> Contexts => _contexts;

    internal List<CompletionCallbackState> CompletionCallbacks { get; } = [];

    internal List<JournalEntry> Journal { get; } = [];

    internal Bookmark? ResumedBookmark { get; set; }

    /// <summary>Outputs of activities that ran in this burst, by activity id and output name; gone afterwards.</summary>
    internal Dictionary<(string ActivityId, string Output), object?> BurstOutputs => _burstOutputs ??= new(capacity: 4);

    /// <summary>Activities run in this burst so far.</summary>
    internal int Invocations { get; set; }

    internal long IdCounter => _idCounter;

    internal long LogSequence => _logSequence;

    public void SetProperty(string name, object? value) => Facts.Set(name, value);

    public T? GetProperty<T>(string name) => Facts.Get<T>(name);

    /// <summary>Numbers come from the saved state, so the same run always hands out the same ids.</summary>
    internal string NextId() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id}-{++_idCounter}");

    internal long NextLogSequence() => ++_logSequence;

    internal void TransitionTo(WorkflowSubStatus subStatus)
    {
        if (Status == WorkflowStatus.Finished)
        {
            return; // final: a finished workflow never changes again
        }

        SubStatus = subStatus;
        if (subStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted)
        {
            Status = WorkflowStatus.Finished;
            FinishedAt = Now;
        }
    }

    internal bool AllActivitiesCompleted()
        => _contexts.TrueForAll(context => context.IsOver);

    internal void Add(ActivityExecutionContext context)
    {
        _contexts.Add(context);
        _contextsById.Add(context.Id, context);
    }

    internal ActivityExecutionContext? Find(string activityInstanceId) => _contextsById.GetValueOrDefault(activityInstanceId);

    /// <summary>A copy.</summary>
    internal IReadOnlyList<ActivityExecutionContext> ChildrenOf(ActivityExecutionContext parent)
    {
        List<ActivityExecutionContext>? children = null;
        foreach (var context in _contexts)
        {
            if (ReferenceEquals(context.ParentActivityExecutionContext, parent))
            {
                (children ??= []).Add(context);
            }
        }

        return children ?? (IReadOnlyList<ActivityExecutionContext>)[];
    }

    /// <summary>A copy.</summary>
    internal IReadOnlyList<Bookmark> BookmarksOf(ActivityExecutionContext context)
    {
        List<Bookmark>? bookmarks = null;
        foreach (var bookmark in _bookmarks)
        {
            if (bookmark.ActivityInstanceId == context.Id)
            {
                (bookmarks ??= []).Add(bookmark);
            }
        }

        return bookmarks ?? (IReadOnlyList<Bookmark>)[];
    }

    internal void AddIncident(ActivityIncident incident) => _incidents.Add(incident);

    internal void RemoveIncidents(string activityInstanceId) => _incidents.RemoveAll(incident => incident.ActivityInstanceId == activityInstanceId);

    internal void AddBookmark(Bookmark bookmark) => _bookmarks.Add(bookmark);

    internal void RemoveBookmarks(Predicate<Bookmark> which) => _bookmarks.RemoveAll(which);

    internal SavedValues SavedInput() => Graph.SavedInputs(Inputs);
}
