using System.Data.Common;

namespace CaseWorkflows.Host.Persistence;

/// <summary>A connection's commands by their text, kept so that each statement is parsed and planned once. Owned by one connection.</summary>
internal sealed class PreparedCommands(DbConnection connection) : IAsyncDisposable
{
    // Far above the statements the host has; reached only if somebody builds SQL from values.
    private const int Most = 200;

    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

    public DbCommand Get(string sql, DbTransaction transaction)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            if (_commands.Count >= Most)
            {
                throw new InvalidOperationException("Too many different statements. Pass values as parameters, not in the text.");
            }

            command = connection.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }

        command.Parameters.Clear();
        command.Transaction = transaction;
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values)
        {
            await command.DisposeAsync();
        }

        _commands.Clear();
    }
}
