using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Projections;

/// <summary>Brings what is made from the events up to the last of them, a batch at a time, so that no request waits long for the writer.</summary>
internal sealed class ProjectionRunner(IEnumerable<Projection> projections, IDbContextFactory<CaseDbContext> contexts, UnitOfWork unitOfWork, Database database, TimeProvider clock, ILogger<ProjectionRunner> logger)
{
    private const int AtOnce = 500;

    private readonly HashSet<string> _checked = new(StringComparer.Ordinal);

    /// <summary>Answers how many events were taken in. With several hosts the second to come finds a batch done and takes the next.</summary>
    public async Task<long> CatchUpAsync(CancellationToken ct)
    {
        var all = 0L;
        foreach (var projection in projections)
        {
            if (!_checked.Contains(projection.Name))
            {
                if (await IsStaleAsync(projection, ct))
                {
                    await RebuildAsync(projection, ct);
                }

                _checked.Add(projection.Name);
            }

            for (var taken = AtOnce; taken == AtOnce;)
            {
                taken = await TakeAsync(projection, ct);
                all += taken;
            }
        }

        return all;
    }

    /// <summary>Forgets everything made from the events; it is made again by the next <see cref="CatchUpAsync"/>.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        foreach (var projection in projections)
        {
            await RebuildAsync(projection, ct);
        }
    }

    /// <summary>Made by another version, or from places that are no longer what they were.</summary>
    private async Task<bool> IsStaleAsync(Projection projection, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        if (await context.Projections.AsNoTracking().SingleOrDefaultAsync(row => row.Name == projection.Name, ct) is not { } row)
        {
            return true;
        }

        return row.Version != projection.Version
            || (row.CaseId is not null && (await ReadAsync(context, new(row.Tx, row.Place - 1), 1, ct) is not [var last] || (last.Place, last.CaseId, last.Seq) != (row.Place, row.CaseId, row.Seq)));
    }

    private async Task RebuildAsync(Projection projection, CancellationToken ct)
    {
        var outcome = await unitOfWork.WriteAsync<bool>(async (tx, token) =>
        {
            await projection.ClearInTx(tx, token);
            await tx.Command("DELETE FROM projections WHERE name = @name").With("@name", projection.Name).WriteAsync(token);
            await tx.Command("INSERT INTO projections (name, version, tx, place, events, updated_at) VALUES (@name, @version, 0, 0, 0, @now)")
                .With("@name", projection.Name).With("@version", projection.Version).With("@now", clock.GetUtcNow()).WriteAsync(token);
            return true;
        }, ct);
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"{projection.Name} could not be dropped: {refusal.Code}.");
        }

        logger.LogInformation("{Projection} is made from the events anew", projection.Name);
    }

    private async Task<int> TakeAsync(Projection projection, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var row = await context.Projections.AsNoTracking().SingleAsync(one => one.Name == projection.Name, ct);
        var events = await ReadAsync(context, new(row.Tx, row.Place), AtOnce, ct);
        if (events is not [.., var last])
        {
            return 0;
        }

        var outcome = await unitOfWork.WriteAsync<int>(async (tx, token) =>
        {
            var mine = await tx.Command("""
                UPDATE projections SET tx = @tx, place = @place, events = @events, case_id = @case, seq = @seq, updated_at = @now WHERE name = @name AND tx = @was AND place = @from
                """)
                .With("@tx", last.Tx).With("@place", last.Place).With("@events", row.Events + events.Count).With("@case", last.CaseId).With("@seq", last.Seq)
                .With("@now", clock.GetUtcNow()).With("@name", projection.Name).With("@was", row.Tx).With("@from", row.Place).ExecuteAsync(token);
            if (mine == 1)
            {
                await projection.ApplyInTx(tx, events, row.Events, token);
            }

            return events.Count;
        }, ct);
        return outcome.Refusal is null ? outcome.Value : 0;
    }

    private async Task<List<FedEvent>> ReadAsync(CaseDbContext context, FeedPlace after, int most, CancellationToken ct)
    {
        var sql = database.FeedAfter(after, most);
        return await context.Database.SqlQueryRaw<FedEvent>(sql.Text, sql.Values).ToListAsync(ct);
    }
}
