using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Persistence.Sqlite.Drafts;

namespace CaseWorkflows.Host.Persistence.Sqlite;

/// <summary>A unit of work waiting for its turn, and whoever waits for its answer.</summary>
internal abstract class QueuedWork
{
    // Another request's thread may run it; its log scopes and culture are its own all the same.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private Task<bool>? _run;

    /// <summary>How often it met a busy database or a transaction that was lost to another.</summary>
    public int Troubles { get; set; }

    /// <summary>True when the caller no longer waits. Asked before it is run, never after.</summary>
    public abstract bool IsGivenUp { get; }

    /// <summary>True for a yes, which is to be committed; false for a refusal.</summary>
    public Task<bool> RunInTx(CaseTransaction tx)
    {
        if (_context is null)
        {
            return StartInTx(tx);
        }

        ExecutionContext.Run(_context, _ => _run = StartInTx(tx), null);
        return _run!;
    }

    /// <summary>What the caller will hear in place of an answer.</summary>
    public abstract void Refuse(Refusal refusal);

    /// <inheritdoc cref="Refuse"/>
    public abstract void Fail(Exception error);

    /// <summary>The transaction is through: signals go out and the caller hears how the last run ended.</summary>
    public abstract void Settle();

    public abstract void GiveUp();

    protected abstract Task<bool> StartInTx(CaseTransaction tx);
}

/// <inheritdoc/>
/// <param name="work">The work.</param>
/// <param name="drafted">What it came to already, which is only to be written; null when it is to be run.</param>
/// <param name="cancellationToken">Gives up waiting.</param>
internal sealed class QueuedWork<T>(
    Func<CaseTransaction, CancellationToken, Task<Outcome<T>>> work, Drafted<T>? drafted, CancellationToken cancellationToken) : QueuedWork
{
    private Drafted<T>? _drafted = drafted;
    private readonly TaskCompletionSource<Outcome<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Outcome<T> _outcome;
    private CaseTransaction? _committed;
    private Exception? _error;

    public Task<Outcome<T>> Answered => _answer.Task;

    public override bool IsGivenUp => cancellationToken.IsCancellationRequested;

    public override void Refuse(Refusal refusal) => (_outcome, _committed, _error) = (refusal, null, null);

    public override void Fail(Exception error) => (_committed, _error) = (null, error);

    public override void Settle()
    {
        try
        {
            _committed?.Signal();
        }
        finally
        {
            _ = _error is null ? _answer.TrySetResult(_outcome) : _answer.TrySetException(_error);
        }
    }

    public override void GiveUp() => _answer.TrySetCanceled(cancellationToken);

    protected override async Task<bool> StartInTx(CaseTransaction tx)
    {
        (_committed, _error) = (null, null);
        if (_drafted is { } done)
        {
            _drafted = null; // holds once: overtaken or undone, the work is run
            await done.Draft.CarryOutInTx(tx, cancellationToken);
            (_outcome, _committed) = (done.Outcome, done.Tx);
            return true;
        }

        _outcome = await work(tx, cancellationToken);
        _committed = _outcome.Refusal is null ? tx : null;
        return _committed is not null;
    }
}
