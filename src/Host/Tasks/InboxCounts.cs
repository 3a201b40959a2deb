using System.Globalization;

namespace CaseWorkflows.Host.Tasks;

/// <summary>How much there is in each scope, for badges.</summary>
/// <param name="Mine">Held by the caller.</param>
/// <param name="Available">Offered to the caller.</param>
/// <param name="All">Open in the caller's associations.</param>
/// <param name="NeedsAttention">Tasks that should not wait any longer.</param>
/// <param name="Failed">Cases in which a step failed, of the associations the caller oversees. They need attention beside the tasks.</param>
public sealed record InboxCounts(int Mine, int Available, int All, int NeedsAttention, int Failed)
{
    /// <summary>Comments for the caller that they have not seen, wherever they work.</summary>
    public int Mentions { get; init; }

    /// <summary>Counted no further: a badge says 99+.</summary>
    public const int Most = 99;

    public int Of(TaskScope scope) => scope switch
    {
        TaskScope.Mine => Mine,
        TaskScope.Available => Available,
        TaskScope.All => All,
        _ => NeedsAttention + Failed,
    };

    /// <summary>As a badge shows it.</summary>
    public static string Shown(int count) => count > Most ? string.Create(CultureInfo.InvariantCulture, $"{Most}+") : count.ToString(CultureInfo.InvariantCulture);
}
