using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Options;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine;

/// <summary>One execution of one activity: its place in the run, its values, and everything it may ask of the engine.</summary>
public sealed partial class ActivityExecutionContext
{
    internal ActivityExecutionContext(WorkflowExecutionContext workflow, ActivityNode node, ActivityExecutionContext? parent, string id, DateTimeOffset startedAt)
    {
        (WorkflowExecutionContext, Node, ParentActivityExecutionContext, Id, StartedAt) = (workflow, node, parent, id, startedAt);
        Properties = new Dictionary<string, object?>(StringComparer.Ordinal);
        ActivityInput = new Dictionary<string, object?>(StringComparer.Ordinal);
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
    public IDictionary<string, object?> Properties { get; }

    /// <summary>Facts for this one execution, given by whoever scheduled it.</summary>
    public IDictionary<string, object?> ActivityInput { get; }

    /// <summary>Kept for this burst only.</summary>
    public IDictionary<string, object> TransientProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>Goes into the journal line of the next event.</summary>
    public IDictionary<string, object?> JournalData { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    public CancellationToken CancellationToken { get; } = CancellationToken.None;

    public IDictionary<string, object?> WorkflowInput => WorkflowExecutionContext.Input;

    public IEnumerable<ActivityExecutionContext> Children
        => WorkflowExecutionContext.Contexts.Where(context => ReferenceEquals(context.ParentActivityExecutionContext, this));

    /// <summary>Bookmarks this execution waits on.</summary>
    public IEnumerable<Bookmark> Bookmarks => WorkflowExecutionContext.Bookmarks.Where(bookmark => bookmark.ActivityInstanceId == Id);

    /// <summary>Bookmarks made since the activity was last invoked.</summary>
    public IEnumerable<Bookmark> NewBookmarks => WorkflowExecutionContext.Bookmarks.Where(bookmark => NewBookmarkIds.Contains(bookmark.Id));

    internal ActivityNode Node { get; }

    /// <summary>Set while this activity takes its children down with it, so that it does not mistake their end for progress.</summary>
    internal bool IsEnding { get; private set; }

    internal HashSet<string> NewBookmarkIds { get; } = [];

    public IEnumerable<ActivityExecutionContext> GetAncestors()
    {
        for (var parent = ParentActivityExecutionContext; parent is not null; parent = parent.ParentActivityExecutionContext)
        {
            yield return parent;
        }
    }

    public T? GetProperty<T>(string name) => Properties.TryGetValue(name, out var value) ? ValueConverter.ConvertTo<T>(value) : default;

    public void SetProperty<T>(string name, T? value) => Properties[name] = JsonValues.Normalize(value);

    public void RemoveProperty(string name) => Properties.Remove(name);

    /// <summary>A service the host offers to activities. Throws when it offers none of that type.</summary>
    public T GetRequiredService<T>()
        where T : notnull => GetService<T>() ?? throw new InvalidOperationException($"No {typeof(T).Name} is offered to activities.");

    /// <inheritdoc cref="GetRequiredService{T}"/>
    public T? GetService<T>()
        where T : notnull => typeof(T) == typeof(Common.ISystemClock)
            ? (T)(object)new Common.BurstClock(WorkflowExecutionContext.Now)
            : (T?)WorkflowExecutionContext.Graph.Services.Find(typeof(T), this);

    internal void TransitionTo(ActivityStatus status) => Status = status;

    public void AddExecutionLogEntry(string eventName, string? message = null, object? payload = null)
    {
        var data = payload is null ? (JournalData.Count == 0 ? null : JsonValues.ToJson(JournalData)) : JsonValues.ToNode(payload) as JsonObject;
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
        && ReferenceEquals(this, WorkflowExecutionContext.Contexts.Find(context => context.Activity.Id == Activity.Id && context.Composite is null));
}
