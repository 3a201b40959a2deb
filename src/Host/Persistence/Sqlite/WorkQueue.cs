using System.Collections.Concurrent;

namespace CaseWorkflows.Host.Persistence.Sqlite;

/// <summary>Units of work waiting to be written, in the order they came; before them those that must be run by themselves.</summary>
internal sealed class WorkQueue
{
    // Bounds how long the first of a group waits for the last.
    private const int MostInGroup = 64;

    private readonly ConcurrentQueue<QueuedWork> _waiting = new();
    private readonly Queue<QueuedWork> _alone = new();

    /// <summary>Asked by anybody; only the writer empties it.</summary>
    public bool IsEmpty => _waiting.IsEmpty && _alone.Count == 0;

    /// <summary>Called by anybody at any time.</summary>
    public void Add(QueuedWork work) => _waiting.Enqueue(work);

    /// <summary>Only by the writer: it has met trouble and is to be tried without company.</summary>
    public void AddAlone(QueuedWork work) => _alone.Enqueue(work);

    /// <summary>Who joins the group; null when it is complete. Whoever no longer waits is told so and left out.</summary>
    public QueuedWork? Next(List<QueuedWork> group)
    {
        if (group is [{ Troubles: > 0 }, ..])
        {
            return null;
        }

        if (group.Count == 0 && _alone.TryDequeue(out var again))
        {
            return again;
        }

        while (group.Count < MostInGroup && _waiting.TryDequeue(out var work))
        {
            if (!work.IsGivenUp)
            {
                return work;
            }

            work.GiveUp();
        }

        return null;
    }

    /// <summary>Everybody who waits at this moment, for when nobody can be served.</summary>
    public List<QueuedWork> TakeAll()
    {
        var all = _alone.ToList();
        _alone.Clear();
        for (var left = _waiting.Count; left > 0 && _waiting.TryDequeue(out var work); left--)
        {
            all.Add(work);
        }

        return all;
    }
}
