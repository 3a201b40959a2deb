using Npgsql;

namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>The statements of one transaction.</summary>
internal sealed class PostgresStatements(NpgsqlTransaction transaction) : IStatementCache
{
    public Statement Get(string sql) => new PostgresStatement(transaction, sql);

    public ValueTask DisposeAsync() => default;
}
