using SQLitePCL;

namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>The statements of one SQLite connection.</summary>
internal sealed class SqliteStatements(sqlite3 connection) : IStatementCache
{
    // Far above the statements the host has; reached only if somebody builds SQL from values.
    private const int Most = 200;

    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    public Statement Get(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= Most)
            {
                throw new InvalidOperationException("Too many different statements. Pass values as parameters, not in the text.");
            }

            statement = new SqliteStatement(connection, sql);
            _statements.Add(sql, statement);
        }

        statement.Begin();
        return statement;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
        return ValueTask.CompletedTask;
    }
}
