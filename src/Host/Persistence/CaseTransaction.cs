using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Persistence;

/// <summary>
/// One connection and the one transaction open on it. Everything that writes takes it as its first argument and ends in <c>InTx</c>; only
/// <see cref="UnitOfWork"/>, which opened it, commits or rolls back. Not for two threads at once.
/// </summary>
internal sealed class CaseTransaction
{
    private readonly PreparedCommands _prepared;
    private readonly DbContextOptions<CaseDbContext> _joining;

    internal CaseTransaction(DbConnection connection, DbTransaction transaction, PreparedCommands prepared, DbContextOptions<CaseDbContext> joining)
    {
        (Connection, Transaction) = (connection, transaction);
        (_prepared, _joining) = (prepared, joining);
    }

    private readonly List<Action> _afterCommit = [];

    public DbConnection Connection { get; }

    public DbTransaction Transaction { get; }

    /// <summary>
    /// The command for this SQL, without parameters. The same text gives the same command and so its prepared statement, which is why values
    /// must be parameters, and why a reader from one use must be closed before the next. Need not be disposed.
    /// </summary>
    public DbCommand Command(string sql) => _prepared.Get(sql, Transaction);

    /// <summary>Runs once the transaction is through, never when it is rolled back: for signals to those who wait, not for work.</summary>
    public void AfterCommit(Action signal) => _afterCommit.Add(signal);

    internal void Signal() => _afterCommit.ForEach(signal => signal());

    /// <summary>An EF context writing in this transaction. The caller saves and disposes it; neither commits.</summary>
    public async Task<CaseDbContext> JoinAsync(CancellationToken cancellationToken)
    {
        var context = new CaseDbContext(_joining);
        await context.Database.UseTransactionAsync(Transaction, cancellationToken);
        return context;
    }
}
