using Npgsql;

namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>
/// The statements of one transaction. What is written without asking for the outcome waits and goes in one round trip: a burst writes a dozen rows, and
/// each trip costs more than its row.
/// </summary>
internal sealed class PostgresStatements(NpgsqlTransaction transaction) : IStatementCache
{
    private readonly List<(NpgsqlBatchCommand Command, string? One)> _waiting = [];
    private bool _atOnce;

    public NpgsqlTransaction Transaction => transaction;

    public Statement Get(string sql) => new PostgresStatement(this, sql);

    /// <param name="command">The write.</param>
    /// <param name="one">What the one row it must touch is; null when it does not matter.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public ValueTask PostAsync(NpgsqlBatchCommand command, string? one, CancellationToken cancellationToken)
    {
        _waiting.Add((command, one));
        return _atOnce ? SendAsync(cancellationToken) : default;
    }

    /// <summary>Sends what waits. Throws when one of them did not find the row it was to change.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(transaction.Connection!, transaction);
        foreach (var (command, _) in _waiting)
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        var missed = _waiting.Find(sent => sent.One is not null && sent.Command.RecordsAffected != 1).One;
        _waiting.Clear();
        if (missed is not null)
        {
            throw new RevisionConflictException(missed);
        }
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _atOnce = true;
        return SendAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => default;
}
