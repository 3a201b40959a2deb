using System.Globalization;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>Makes a chosen write of the coming unit of work fail.</summary>
internal abstract class WriteFault(TestStore store)
{
    /// <summary>Inside SQLite, whoever writes; on PostgreSQL just before the program sends the statement.</summary>
    public static WriteFault In(HostFactory host) => host.Store.ConnectionString is null
        ? new SqliteFault(host.Services.GetRequiredService<UnitOfWork>(), host.Store)
        : new PointFault(host.Services.GetRequiredService<FaultPoints>(), host.Store);

    /// <summary>The write after that many others fails.</summary>
    public abstract Task ArmAsync(int after);

    /// <summary>Every write is let through and the commit fails.</summary>
    public abstract Task ArmCommitAsync();

    public abstract Task DisarmAsync();

    /// <summary>Every row of every table but those named, as text: equal before and after means nothing was written.</summary>
    public async Task<string> ContentAsync(params string[] except)
    {
        await using var connection = store.Open();
        var content = new List<string>();
        foreach (var table in (await store.TablesAsync(connection)).Except(except, StringComparer.Ordinal))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var values = Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) is byte[] blob ? Convert.ToHexString(blob) : reader.GetValue(column));
                content.Add(string.Create(CultureInfo.InvariantCulture, $"{table}|{string.Join('|', values)}"));
            }
        }

        return string.Join('\n', content.Order(StringComparer.Ordinal));
    }
}

/// <summary>Throws at the program's own fault points, once.</summary>
internal sealed class PointFault(FaultPoints points, TestStore store) : WriteFault(store)
{
    public override Task ArmAsync(int after) => ListenAsync(point => point is not (FaultPoints.BeforeCommit or FaultPoints.AfterCommit) && after-- == 0);

    public override Task ArmCommitAsync() => ListenAsync(point => point == FaultPoints.BeforeCommit);

    public override Task DisarmAsync()
    {
        points.Reached = null;
        return Task.CompletedTask;
    }

    private Task ListenAsync(Func<string, bool> fails)
    {
        points.Reached = point =>
        {
            if (fails(point))
            {
                points.Reached = null;
                throw new InvalidOperationException("a fault of the test");
            }
        };
        return Task.CompletedTask;
    }
}
