using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Host.Persistence;

/// <summary>The only way to write: everything inside commits together or not at all.</summary>
internal abstract class UnitOfWork : IAsyncDisposable
{
    /// <summary>How often a unit of work is run because what it read was changed by another before it could write.</summary>
    protected const int MostConflicts = 5;

    /// <summary>How often it is run because the database was busy, or a neighbour's trouble took it along.</summary>
    protected const int MostTroubles = 3;

    /// <summary>
    /// Runs the work in one transaction and answers once it is committed; a refusal or an exception leaves nothing behind. It may be run again from
    /// the start, so it keeps its effects inside the transaction and puts signals in <see cref="CaseTransaction.AfterCommit"/>. Overtaken more often
    /// than is reasonable, it is refused <c>changed-meanwhile</c>.
    /// </summary>
    public abstract Task<Outcome<T>> WriteAsync<T>(Func<CaseTransaction, CancellationToken, Task<Outcome<T>>> work, CancellationToken cancellationToken);

    /// <summary>
    /// As the other, for work that reads only what it writes back over the revision it read. It may be worked out while others write, and is run again
    /// when one of them was faster.
    /// </summary>
    public virtual Task<Outcome<T>> WriteRevisedAsync<T>(Func<CaseTransaction, CancellationToken, Task<Outcome<T>>> work, CancellationToken cancellationToken)
        => WriteAsync(work, cancellationToken);

    /// <summary>Waits for what is under way. The second time does nothing.</summary>
    public abstract ValueTask DisposeAsync();

    protected static Refusal ChangedMeanwhile() => new(RefusalKind.Conflict, "changed-meanwhile", new(
        "غيّر آخرون هذه الحالة في اللحظة نفسها. حدّث الصفحة وأعد المحاولة.", "Others changed this case at the same moment. Refresh the page and try again."));
}

/// <summary>What was read has changed before it could be written; the unit of work is run again from fresh state.</summary>
internal sealed class RevisionConflictException(string what) : Exception($"{what} was changed by another writer.");
