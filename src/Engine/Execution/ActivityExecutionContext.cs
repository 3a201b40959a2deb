using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Options;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine;

/// <summary>One execution of one activity: its place in the run, its values, and everything it may ask of the engine.</summary>
public sealed partial class ActivityExecutionContext
{
    private List<string>? _newBookmarkIds;
    private ValueBag? _given;
    private Dictionary<string, object>? _transient;
    private Dictionary<string, object?>? _journalData;

    internal ActivityExecutionContext(WorkflowExecutionContext workflow, ActivityNode node, ActivityExecutionContext? parent, string id, DateTimeOffset startedAt)
    {
        (WorkflowExecutionContext, Node, ParentActivityExecutionContext, Id, StartedAt) = (workflow, node, parent, id, startedAt);
        Facts = new ValueBag();
    }

    internal ActivityExecutionContext(WorkflowExecutionContext workflow, ActivityNode node, ActivityExecutionContext? parent, ActivityExecutionContextState saved)
    {
        (WorkflowExecutionContext, Node, ParentActivityExecutionContext, Id, StartedAt) = (workflow, node, parent, saved.Id, saved.StartedAt);
        (Status, AggregateFaultCount, Tag) = (saved.Status, saved.AggregateFaultCount, JsonValues.FromNode(saved.Tag?.DeepClone()));
        Facts = new ValueBag(saved.Properties);
        _given = saved.ActivityInput is { } given ? new ValueBag(given) : null;
    }

    public string Id { get; }

    public IActivity Activity => Node.Activity;

    public Descriptors.ActivityDescriptor ActivityDescriptor => Node.Descriptor;

    public string NodeId => Node.NodeId;

    public WorkflowExecutionContext WorkflowExecutionContext { get; }

    public ActivityExecutionContext? ParentActivityExecutionContext { get; }

    public ActivityStatus Status { get; private set; } = ActivityStatus.Pending;

    public DateTimeOffset StartedAt { get; }

    public int AggregateFaultCount { get; internal set; }

    /// <summary>What the owner attached when it scheduled the child now completing.</summary>
    public object? Tag { get; internal set; }

    /// <summary>Kept with the instance until this activity is done.</summary>
    public IDictionary<string, object?> Properties => Facts.Values;

    /// <summary>Facts for this one execution, given by whoever scheduled it.</summary>
    public IDictionary<string, object?> ActivityInput => Given.Values;

    /// <summary>Kept for this burst only.</summary>
    public IDictionary<string, object> TransientProperties => _transient ??= new(StringComparer.Ordinal);

    /// <summary>Goes into the journal line of the next event.</summary>
    public IDictionary<string, object?> JournalData => _journalData ??= new(StringComparer.Ordinal);

    public CancellationToken CancellationToken { get; } = CancellationToken.None;

    public IDictionary<string, object?> WorkflowInput => WorkflowExecutionContext.Input;

    /// <summary>Those there are now: a copy, so that something may be done to each.</summary>
    public IReadOnlyList<ActivityExecutionContext> Children => WorkflowExecutionContext.ChildrenOf(this);

    /// <summary>Bookmarks this execution waits on, a copy as well.</summary>
    public IReadOnlyList<Bookmark> Bookmarks => WorkflowExecutionContext.BookmarksOf(this);

    /// <summary>Bookmarks made since the activity was last invoked.</summary>
    public IEnumerable<Bookmark> NewBookmarks => _newBookmarkIds is { Count: > 0 } ids ? Bookmarks.Where(bookmark => ids.Contains(bookmark.Id)) : [];

    internal ActivityNode Node { get; }

    internal ValueBag Facts { get; }

    internal ValueBag Given => _given ??= new ValueBag();

    /// <summary>Counts of the walk under way when this is a flowchart that is walking; else null.</summary>
    internal FlowScope? Walk { get; set; }

    internal bool IsOver => Status is ActivityStatus.Completed or ActivityStatus.Canceled;

    /// <summary>Set while this activity takes its children down with it, so that it does not mistake their end for progress.</summary>
    internal bool IsEnding { get; private set; }

    public IEnumerable<ActivityExecutionContext> GetAncestors()
    {
        for (var parent = ParentActivityExecutionContext; parent is not null; parent = parent.ParentActivityExecutionContext)
        {
            yield return parent;
        }
    }

    public T? GetProperty<T>(string name) => Facts.Get<T>(name);

    public void SetProperty<T>(string name, T? value) => Facts.Set(name, value);

    public void RemoveProperty(string name) => Facts.Remove(name);

    /// <summary>A service the host offers to activities. Throws when it offers none of that type.</summary>
    public T GetRequiredService<T>()
        where T : notnull => GetService<T>() ?? throw new InvalidOperationException($"No {typeof(T).Name} is offered to activities.");

    /// <inheritdoc cref="GetRequiredService{T}"/>
    public T? GetService<T>()
        where T : notnull => typeof(T) == typeof(Common.ISystemClock)
            ? (T)(object)new Common.BurstClock(WorkflowExecutionContext.Now)
            : (T?)WorkflowExecutionContext.Graph.Services.Find(typeof(T), this);

    /// <summary>Forgets what the last invocation noted.</summary>
    internal void BeginInvocation()
    {
        _newBookmarkIds?.Clear();
        _journalData?.Clear();
    }

    internal bool TryGetGiven(string name, out object? value)
    {
        value = null;
        return _given is not null && _given.TryGet(name, out value);
    }

    internal SavedValues? SavedGiven() => _given?.Save() is { Count: > 0 } given ? given : null;

    internal void TransitionTo(ActivityStatus status) => Status = status;

    public void AddExecutionLogEntry(string eventName, string? message = null, object? payload = null)
    {
        var data = payload is null ? (_journalData is { Count: > 0 } ? JsonValues.ToJson(_journalData) : null) : JsonValues.ToNode(payload) as JsonObject;
        WorkflowExecutionContext.Journal.Add(new JournalEntry
        {
            Sequence = WorkflowExecutionContext.NextLogSequence(),
            Timestamp = WorkflowExecutionContext.Now,
            ActivityInstanceId = Id,
            ParentActivityInstanceId = ParentActivityExecutionContext?.Id,
            ActivityId = Activity.Id,
            ActivityType = Activity.Type,
            ActivityTypeVersion = Activity.Version,
            ActivityName = Activity.Name,
            NodeId = NodeId,
            EventName = eventName,
            Message = message,
            Payload = data,
        });
    }

    /// <summary>
    /// True in the run this trigger started, false when it stands in the middle and waits – also when the very same run comes back to it.
    /// </summary>
    public bool IsTriggerOfWorkflow() => WorkflowExecutionContext.TriggerActivityId == Activity.Id
        && ReferenceEquals(this, WorkflowExecutionContext.Contexts.FirstOrDefault(context => context.Activity.Id == Activity.Id && context.Composite is null));
}
