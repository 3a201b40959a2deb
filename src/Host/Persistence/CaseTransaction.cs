using System.Data.Common;
using CaseWorkflows.Host.Persistence.Statements;

namespace CaseWorkflows.Host.Persistence;

/// <summary>
/// One connection and the one transaction open on it, as one unit of work sees them. Everything that writes takes it as its first argument and ends
/// in <c>InTx</c>; only <see cref="UnitOfWork"/>, which opened it, commits or rolls back. Not for two threads at once.
/// </summary>
internal sealed class CaseTransaction
{
    private readonly IStatementCache _statements;
    private readonly Func<CancellationToken, Task<CaseDbContext>> _join;
    private readonly FaultPoints _faults;
    private List<Action>? _afterCommit;

    internal CaseTransaction(DbConnection connection, IStatementCache statements, Func<CancellationToken, Task<CaseDbContext>> join, FaultPoints faults)
        => (Connection, _statements, _join, _faults) = (connection, statements, join, faults);

    public DbConnection Connection { get; }

    /// <summary>
    /// The statement for this SQL, without values. The same text gives the same prepared statement, which is why values must be parameters, and
    /// why a statement is finished before its text is asked for again.
    /// </summary>
    public Statement Command(string sql)
    {
        var statement = _statements.Get(sql);
        _faults.Reach(statement);
        return statement;
    }

    /// <summary>Runs once the transaction is through, never when it is rolled back: for signals to those who wait, not for work.</summary>
    public void AfterCommit(Action signal) => (_afterCommit ??= []).Add(signal);

    internal void Signal() => _afterCommit?.ForEach(signal => signal());

    /// <summary>An EF context writing in this transaction. The caller saves and disposes it; neither commits.</summary>
    public async Task<CaseDbContext> JoinAsync(CancellationToken cancellationToken)
    {
        await _statements.FlushAsync(cancellationToken);
        return await _join(cancellationToken);
    }
}
