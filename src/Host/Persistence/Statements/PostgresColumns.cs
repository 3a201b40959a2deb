using Npgsql;

namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>The row a reader stands on.</summary>
internal sealed class PostgresColumns(NpgsqlDataReader reader) : Columns
{
    public override bool IsNull(int column) => reader.IsDBNull(column);

    public override string Text(int column) => reader.GetString(column);

    public override long Number(int column) => reader.GetInt64(column);

    public override byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
}
