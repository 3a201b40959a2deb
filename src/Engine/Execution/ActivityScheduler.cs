namespace CaseWorkflows.Engine.Execution;

/// <summary>First in, first out: "parallel" branches take turns, they never run at once.</summary>
internal sealed class ActivityScheduler
{
    private readonly LinkedList<ActivityWorkItem> _queue = new();

    public bool HasAny => _queue.Count > 0;

    public IEnumerable<ActivityWorkItem> List() => _queue;

    public void Schedule(ActivityWorkItem item) => _queue.AddLast(item);

    public ActivityWorkItem Take()
    {
        var first = _queue.First!.Value;
        _queue.RemoveFirst();
        return first;
    }

    public void Clear() => _queue.Clear();

    /// <summary>Takes back the work of an activity that is over, and what it had queued for its children.</summary>
    public void Withdraw(ActivityExecutionContext context)
    {
        for (var node = _queue.First; node is not null;)
        {
            var next = node.Next;
            if (ReferenceEquals(node.Value.Existing, context) || ReferenceEquals(node.Value.Owner, context))
            {
                _queue.Remove(node);
            }

            node = next;
        }
    }
}
