namespace CaseWorkflows.Engine.Activities.Flowcharts;

/// <summary>How often each step and line was passed, and whether each line was taken the last time. Kept with the flowchart's state.</summary>
public sealed class FlowScope
{
    public Dictionary<string, long> ActivityVisits { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> ConnectionVisits { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Lines taken on their last visit.</summary>
    public SortedSet<string> Followed { get; init; } = new(StringComparer.Ordinal);

    public void Visit(IActivity activity) => ActivityVisits[activity.Id] = VisitsOf(activity) + 1;

    public void Visit(Connection connection, bool followed)
    {
        ConnectionVisits[connection.Key] = VisitsOf(connection) + 1;
        if (followed)
        {
            Followed.Add(connection.Key);
        }
        else
        {
            Followed.Remove(connection.Key);
        }
    }

    /// <summary>True once every forward line into the activity was decided in this round.</summary>
    public bool AllVisited(IReadOnlyList<Connection> inbound, IActivity activity)
        => inbound.Min(VisitsOf) > VisitsOf(activity);

    /// <summary>True when a line into the activity was taken in the newest round.</summary>
    public bool AnyFollowed(IReadOnlyList<Connection> inbound, IActivity activity)
    {
        var newest = inbound.Max(VisitsOf);
        return newest > VisitsOf(activity) && inbound.Any(connection => VisitsOf(connection) == newest && Followed.Contains(connection.Key));
    }

    /// <summary>True when every line into the activity was taken in the newest round.</summary>
    public bool AllFollowed(IReadOnlyList<Connection> inbound, IActivity activity)
    {
        var newest = inbound.Max(VisitsOf);
        return newest > VisitsOf(activity) && inbound.All(connection => VisitsOf(connection) == newest && Followed.Contains(connection.Key));
    }

    /// <summary>True for an arrival at an activity that has already gone ahead in this round.</summary>
    public bool IsLate(Connection connection, IActivity activity) => VisitsOf(connection) <= VisitsOf(activity);

    private long VisitsOf(IActivity activity) => ActivityVisits.GetValueOrDefault(activity.Id);

    private long VisitsOf(Connection connection) => ConnectionVisits.GetValueOrDefault(connection.Key);
}
