using Npgsql;
using NpgsqlTypes;

namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>One use of a statement. Npgsql prepares a text it meets again by itself, and keeps it prepared with the pooled connection.</summary>
internal sealed class PostgresStatement : Statement
{
    private readonly PostgresStatements _statements;
    private readonly PostgresText _text;
    private readonly NpgsqlParameter[] _values;

    public PostgresStatement(PostgresStatements statements, string sql)
    {
        (_statements, _text) = (statements, PostgresText.Of(sql));
        _values = new NpgsqlParameter[_text.Count];
    }

    public override string? FaultPoint => _text.FaultPoint;

    public override Statement With(string name, string? value) => Bind(name, NpgsqlDbType.Text, value);

    public override Statement With(string name, long? value) => Bind(name, NpgsqlDbType.Bigint, value);

    public override Statement With(string name, byte[]? value) => Bind(name, NpgsqlDbType.Bytea, value);

    public override ValueTask WriteAsync(CancellationToken cancellationToken) => _statements.PostAsync(Waiting(), null, cancellationToken);

    public override ValueTask WriteOneAsync(string what, CancellationToken cancellationToken) => _statements.PostAsync(Waiting(), what, cancellationToken);

    public override async ValueTask<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        await _statements.SendAsync(cancellationToken);
        await using var command = Now();
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async ValueTask<T?> FirstAsync<T>(Func<Columns, T> read, CancellationToken cancellationToken)
        where T : default
    {
        await _statements.SendAsync(cancellationToken);
        await using var command = Now();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? read(new PostgresColumns(reader)) : default;
    }

    public override async ValueTask<List<T>> AllAsync<T>(Func<Columns, T> read, CancellationToken cancellationToken)
    {
        await _statements.SendAsync(cancellationToken);
        await using var command = Now();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (columns, rows) = (new PostgresColumns(reader), new List<T>());
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(columns));
        }

        return rows;
    }

    private NpgsqlCommand Now()
    {
        var command = new NpgsqlCommand(_text.Text, _statements.Transaction.Connection, _statements.Transaction);
        Fill(command.Parameters);
        return command;
    }

    private NpgsqlBatchCommand Waiting()
    {
        var command = new NpgsqlBatchCommand(_text.Text);
        Fill(command.Parameters);
        return command;
    }

    private void Fill(NpgsqlParameterCollection parameters)
    {
        foreach (var value in _values)
        {
            parameters.Add(value ?? throw new InvalidOperationException($"A value is missing in: {_text.Text}"));
        }
    }

    // With its type even when there is no value: PostgreSQL must know what a NULL is of.
    private PostgresStatement Bind(string name, NpgsqlDbType type, object? value)
    {
        _values[_text.IndexOf(name)] = new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value };
        return this;
    }
}
