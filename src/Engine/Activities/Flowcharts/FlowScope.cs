using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CaseWorkflows.Engine.Expressions;

namespace CaseWorkflows.Engine.Activities.Flowcharts;

/// <summary>
/// How often each step and line was passed, and whether each line was taken the last time. Kept with the flowchart's state as it stands, so that it is
/// read from JSON once after a restart and not at every burst; whoever wants to go on counting takes a <see cref="Copy"/>.
/// </summary>
[JsonConverter(typeof(FlowScopeConverter))]
internal sealed class FlowScope : IStoredObject
{
    public FlowScope()
        : this(new(StringComparer.Ordinal), new(StringComparer.Ordinal), [])
    {
    }

    /// <param name="activityVisits">By activity id.</param>
    /// <param name="connectionVisits">By connection key.</param>
    /// <param name="followed">Keys of lines taken on their last visit, in ordinal order.</param>
    public FlowScope(Dictionary<string, long> activityVisits, Dictionary<string, long> connectionVisits, List<string> followed)
        => (ActivityVisits, ConnectionVisits, Followed) = (activityVisits, connectionVisits, followed);

    public Dictionary<string, long> ActivityVisits { get; }

    public Dictionary<string, long> ConnectionVisits { get; }

    public List<string> Followed { get; }

    public FlowScope Copy() => new(WithRoom(ActivityVisits), WithRoom(ConnectionVisits), [.. Followed]);

    public void Visit(IActivity activity) => ActivityVisits[activity.Id] = VisitsOf(activity) + 1;

    public void Visit(Connection connection, bool followed)
    {
        ConnectionVisits[connection.Key] = VisitsOf(connection) + 1;
        var place = PlaceOf(connection);
        if (followed && place < 0)
        {
            Followed.Insert(~place, connection.Key);
        }
        else if (!followed && place >= 0)
        {
            Followed.RemoveAt(place);
        }
    }

    /// <summary>True once every forward line into the activity was decided in this round.</summary>
    public bool AllVisited(ImmutableArray<Connection> inbound, IActivity activity)
    {
        var visits = VisitsOf(activity);
        foreach (var connection in inbound)
        {
            if (VisitsOf(connection) <= visits)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when a line into the activity was taken in the newest round.</summary>
    public bool AnyFollowed(ImmutableArray<Connection> inbound, IActivity activity)
    {
        var newest = Newest(inbound);
        return newest > VisitsOf(activity) && inbound.Any(connection => WasFollowed(connection, newest));
    }

    /// <summary>True when every line into the activity was taken in the newest round.</summary>
    public bool AllFollowed(ImmutableArray<Connection> inbound, IActivity activity)
    {
        var newest = Newest(inbound);
        return newest > VisitsOf(activity) && inbound.All(connection => WasFollowed(connection, newest));
    }

    /// <summary>True for an arrival at an activity that has already gone ahead in this round.</summary>
    public bool IsLate(Connection connection, IActivity activity) => VisitsOf(connection) <= VisitsOf(activity);

    /// <summary>A copy that need not grow at the next mark.</summary>
    private static Dictionary<string, long> WithRoom(Dictionary<string, long> visits)
    {
        var copy = new Dictionary<string, long>(visits.Count + 2, StringComparer.Ordinal);
        foreach (var (key, count) in visits)
        {
            copy.Add(key, count);
        }

        return copy;
    }

    private long Newest(ImmutableArray<Connection> inbound)
    {
        var newest = 0L;
        foreach (var connection in inbound)
        {
            newest = Math.Max(newest, VisitsOf(connection));
        }

        return newest;
    }

    private bool WasFollowed(Connection connection, long newest) => VisitsOf(connection) == newest && PlaceOf(connection) >= 0;

    private int PlaceOf(Connection connection) => Followed.BinarySearch(connection.Key, StringComparer.Ordinal);

    private long VisitsOf(IActivity activity) => ActivityVisits.GetValueOrDefault(activity.Id);

    private long VisitsOf(Connection connection) => ConnectionVisits.GetValueOrDefault(connection.Key);
}
