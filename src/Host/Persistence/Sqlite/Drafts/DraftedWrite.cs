using CaseWorkflows.Host.Persistence.Statements;

namespace CaseWorkflows.Host.Persistence.Sqlite.Drafts;

/// <summary>A statement and its values, to be run later.</summary>
/// <param name="sql">Its text.</param>
/// <param name="values">Its values in the order they were given.</param>
/// <param name="one">What the one row it must touch is; null when it does not matter.</param>
internal sealed class DraftedWrite(string sql, List<(string Name, DraftedWrite.Value Value)> values, string? one)
{
    public ValueTask CarryOutInTx(CaseTransaction tx, CancellationToken cancellationToken)
    {
        var statement = tx.Command(sql);
        foreach (var (name, value) in values)
        {
            value.BindTo(statement, name);
        }

        return one is null ? statement.WriteAsync(cancellationToken) : statement.WriteOneAsync(one, cancellationToken);
    }

    /// <summary>One of the kinds of value a statement takes.</summary>
    internal readonly struct Value
    {
        private readonly object? _textOrBytes;
        private readonly long? _number;

        public Value(string? text) => _textOrBytes = text;

        public Value(byte[]? bytes) => _textOrBytes = bytes;

        public Value(long? number) => _number = number;

        public void BindTo(Statement statement, string name) => _ = _textOrBytes switch
        {
            string text => statement.With(name, text),
            byte[] bytes => statement.With(name, bytes),
            _ => statement.With(name, _number),
        };
    }
}
