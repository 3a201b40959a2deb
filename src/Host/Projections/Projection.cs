using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Projections;

/// <summary>
/// Something made from the events alone, beside the work that writes them. It may be dropped and made again at any time; each batch of events and how far it has come are
/// one transaction, so a crash repeats nothing and leaves nothing out.
/// </summary>
internal abstract class Projection
{
    /// <summary>Names it in the database and in commands.</summary>
    public abstract string Name { get; }

    /// <summary>Raised when what is made of an event changes: it is then made again from the first one.</summary>
    public abstract int Version { get; }

    /// <summary>Takes the next events in, in the order in which they were committed.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="events">At least one.</param>
    /// <param name="before">How many came before them.</param>
    /// <param name="ct">Gives up.</param>
    public abstract Task ApplyInTx(CaseTransaction tx, IReadOnlyList<FedEvent> events, long before, CancellationToken ct);

    /// <summary>Drops everything, to begin again.</summary>
    public abstract Task ClearInTx(CaseTransaction tx, CancellationToken ct);
}
