using System.Globalization;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Databases;

/// <summary>How the database goes about a query, in its own words, a line a step.</summary>
internal static class QueryPlan
{
    public static async Task<string> OfAsync(CaseDbContext context, ListSql sql)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = (TestedDatabase.IsPostgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ")
            + string.Format(CultureInfo.InvariantCulture, sql.Text, [.. sql.Values.Select((_, place) => $"@p{place}")]);
        for (var place = 0; place < sql.Values.Length; place++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{place}", sql.Values[place]);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(TestedDatabase.IsPostgres ? 0 : 3));
        }

        return string.Join('\n', lines);
    }
}
