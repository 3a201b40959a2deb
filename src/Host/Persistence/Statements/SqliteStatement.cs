using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>
/// A statement bound straight to SQLite's own interface, on the connection of Microsoft.Data.Sqlite. That provider makes a reader and a parameter
/// object for every value of every execution, half of what a burst cost (docs/adr/0013).
/// </summary>
internal sealed class SqliteStatement : Statement
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly SqliteColumns _row;
    private readonly string _sql;
    private readonly string[] _names;
    private int _bound;

    public SqliteStatement(sqlite3 database, string sql)
    {
        (_database, _sql, FaultPoint) = (database, sql, FaultPoints.Before(sql));
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _names = [.. Enumerable.Range(1, raw.sqlite3_bind_parameter_count(_statement)).Select(index => raw.sqlite3_bind_parameter_name(_statement, index).utf8_to_string())];
        _row = new SqliteColumns(_statement);
    }

    public override string? FaultPoint { get; }

    public void Begin() => _bound = 0;

    public void Close() => _statement.Dispose();

    public override Statement With(string name, string? value)
    {
        var index = Index(name);
        if (value is null or "")
        {
            // An empty span has no address, and text without an address is NULL to SQLite.
            Check(value is null ? raw.sqlite3_bind_null(_statement, index) : raw.sqlite3_bind_text(_statement, index, value));
            return this;
        }

        const int onStack = 512;
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > onStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var utf8 = rented ?? stackalloc byte[onStack];
        Check(raw.sqlite3_bind_text(_statement, index, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return this;
    }

    public override Statement With(string name, long? value)
    {
        var index = Index(name);
        Check(value is { } number ? raw.sqlite3_bind_int64(_statement, index, number) : raw.sqlite3_bind_null(_statement, index));
        return this;
    }

    public override Statement With(string name, byte[]? value)
    {
        var index = Index(name);
        Check(value switch
        {
            null => raw.sqlite3_bind_null(_statement, index),
            [] => raw.sqlite3_bind_zeroblob(_statement, index, 0),
            _ => raw.sqlite3_bind_blob(_statement, index, value),
        });
        return this;
    }

    public override ValueTask<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (Step())
            {
            }

            return new(raw.sqlite3_changes(_database));
        }
        finally
        {
            Reset();
        }
    }

    public override ValueTask<T?> FirstAsync<T>(Func<Columns, T> read, CancellationToken cancellationToken) where T : default
    {
        try
        {
            return new(Step() ? read(_row) : default);
        }
        finally
        {
            Reset();
        }
    }

    public override ValueTask<List<T>> AllAsync<T>(Func<Columns, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        try
        {
            while (Step())
            {
                rows.Add(read(_row));
            }

            return new(rows);
        }
        finally
        {
            Reset();
        }
    }

    private bool Step()
    {
        if (_bound < _names.Length)
        {
            throw new InvalidOperationException($"{_names.Length - _bound} values are missing in: {_sql}");
        }

        var result = raw.sqlite3_step(_statement);
        return result switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw Failure(result),
        };
    }

    // Values stay bound; every use binds all of them anew.
    private void Reset() => raw.sqlite3_reset(_statement);

    private int Index(string name)
    {
        // Usually the values come in the order of the text.
        var index = _bound < _names.Length && _names[_bound] == name ? _bound : Array.IndexOf(_names, name);
        _bound++;
        return index >= 0 ? index + 1 : throw new InvalidOperationException($"There is no {name} in: {_sql}");
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Failure(result);
        }
    }

    private SqliteException Failure(int result) => new(
        $"SQLite Error {result}: '{raw.sqlite3_errmsg(_database).utf8_to_string()}'.", result, raw.sqlite3_extended_errcode(_database));
}
