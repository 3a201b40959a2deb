using SQLitePCL;

namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>The columns of the row SQLite stands on.</summary>
internal sealed class SqliteColumns(sqlite3_stmt statement) : Columns
{
    public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public override string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public override long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public override byte[] Bytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();
}
