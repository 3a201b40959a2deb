using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.NightWatch;

/// <summary>One thing in a state it cannot be in.</summary>
/// <param name="Id">Its id; what kind of thing it is the watch says.</param>
/// <param name="CaseId">The case it belongs to; null when to none, or to one that is gone.</param>
internal sealed record Impossible(string Id, string? CaseId);

/// <summary>
/// Puts one thing right within a unit of work of its case. False when it is not safe to do, and a person must look; whatever was written is
/// undone then.
/// </summary>
internal delegate ValueTask<bool> Repair(RepairScope scope, string id, CancellationToken ct);

/// <summary>A kind of impossible state: how it is found, what it is called, and what to do about it. Its right answer is "none".</summary>
internal abstract class Watch
{
    /// <summary>Stable; logs and monitoring go by it.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong, in words.</summary>
    public required LocalizedText Sentence { get; init; }

    /// <summary>What the repair does, or, without one, what a person must do.</summary>
    public required LocalizedText Remedy { get; init; }

    /// <summary>Null when nothing can safely be done without a person.</summary>
    public Repair? Repair { get; init; }

    /// <summary>Everything in that state, one after the other as the database yields it. Each watch asks one question, so it sees one moment.</summary>
    public abstract IAsyncEnumerable<Impossible> FindAsync(CaseDbContext context, DateTimeOffset now, CancellationToken ct);
}
