using CaseWorkflows.Host.Persistence.Statements;

namespace CaseWorkflows.Host.Persistence.Sqlite.Drafts;

/// <summary>A statement of a draft: reads at once or not at all, writes later.</summary>
internal sealed class DraftStatement(SqliteDraft draft, SqliteReader reader, string sql) : Statement
{
    private readonly List<(string Name, DraftedWrite.Value Value)> _values = new(32);

    /// <summary>None: the write is reached when it is done.</summary>
    public override string? FaultPoint => null;

    public override Statement With(string name, string? value) => Keep(name, new(value));

    public override Statement With(string name, long? value) => Keep(name, new(value));

    public override Statement With(string name, byte[]? value) => Keep(name, new(value));

    public override ValueTask WriteAsync(CancellationToken cancellationToken) => Put(null);

    public override ValueTask WriteOneAsync(string what, CancellationToken cancellationToken) => Put(what);

    public override ValueTask<int> ExecuteAsync(CancellationToken cancellationToken) => throw new NeedsTurnException();

    public override ValueTask<T?> FirstAsync<T>(Func<Columns, T> read, CancellationToken cancellationToken)
        where T : default
        => Reading().FirstAsync(read, cancellationToken);

    public override ValueTask<List<T>> AllAsync<T>(Func<Columns, T> read, CancellationToken cancellationToken) => Reading().AllAsync(read, cancellationToken);

    private DraftStatement Keep(string name, DraftedWrite.Value value)
    {
        _values.Add((name, value));
        return this;
    }

    private ValueTask Put(string? one)
    {
        draft.Add(new DraftedWrite(sql, _values, one));
        return default;
    }

    private Statement Reading()
    {
        if (!Locking.IsIn(sql) || !draft.IsEmpty)
        {
            throw new NeedsTurnException();
        }

        var statement = reader.Statements.Get(sql);
        _values.ForEach(bound => bound.Value.BindTo(statement, bound.Name));
        return statement;
    }
}
