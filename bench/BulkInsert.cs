using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CaseWorkflows.Bench;

/// <summary>Many rows into one table, the fastest way each database has. Past the product.</summary>
internal static class BulkInsert
{
    public static async Task RunAsync(DbConnection connection, string table, string[] columns, IEnumerable<object[]> rows)
    {
        if (connection is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
            foreach (var row in rows)
            {
                await copy.WriteRowAsync(default, row);
            }

            await copy.CompleteAsync();
            return;
        }

        await using var insert = (SqliteCommand)connection.CreateCommand();
        insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})";
        var values = columns.Select(column => insert.Parameters.Add(new SqliteParameter("@" + column, null))).ToList();
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                values[column].Value = row[column];
            }

            insert.ExecuteNonQuery();
        }
    }
}
