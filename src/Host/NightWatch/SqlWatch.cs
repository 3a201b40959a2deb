using System.Runtime.CompilerServices;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.NightWatch;

/// <summary>
/// A question in SQL that every database understands: id and case, one row for each thing found. It may read a whole table, so joins go by keys, and what is
/// missing is looked for by an outer join: <c>NOT IN</c> over a large table is quadratic on some databases.
/// </summary>
internal sealed class SqlWatch : Watch
{
    public required string Sql { get; init; }

    /// <summary>How long something may be due before it counts; the question sees the instant as <c>@before</c>. Null for questions without a time.</summary>
    public TimeSpan? Patience { get; init; }

    public override async IAsyncEnumerable<Impossible> FindAsync(CaseDbContext context, DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct)
    {
        await context.Database.OpenConnectionAsync(ct);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = Sql;
        command.CommandTimeout = 0; // a million cases take a while, and nobody waits
        if (Patience is { } patience)
        {
            var before = command.CreateParameter();
            (before.ParameterName, before.Value) = ("@before", (now - patience).UtcTicks);
            command.Parameters.Add(before);
        }

        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            yield return new(rows.GetString(0), await rows.IsDBNullAsync(1, ct) ? null : rows.GetString(1));
        }
    }
}
