using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Projections;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Trail;

/// <summary>It is made from the events alone, in whatever batches, and again whenever it does not fit them.</summary>
public sealed class WhenTheTrailIsMadeAnew
{
    [Fact]
    public async Task It_is_the_same_as_the_one_that_was_kept_up()
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, "natiq");
        for (var made = 0; made < 3; made++)
        {
            await team.BringToCommitteeAsync();
            await host.CatchUpAsync();
        }

        var (kept, events) = (await RowsAsync(host), await host.LookAsync(db => db.CaseEvents.CountAsync()));
        await host.Services.GetRequiredService<ProjectionRunner>().ForgetAsync(default);
        var forgotten = await RowsAsync(host);
        var again = await host.CatchUpAsync();

        Assert.Equal((events, 0, events), (kept.Count, forgotten.Count, (int)again));
        Assert.Equal(kept, await RowsAsync(host));
        Assert.Equal(0, await host.CatchUpAsync());
    }

    [Theory]
    [InlineData("UPDATE projections SET version = 0")]
    [InlineData("UPDATE projections SET case_id = 'another'")]
    [InlineData("UPDATE projections SET place = place + 1000000")]
    public async Task One_that_does_not_fit_its_events_is_dropped_at_the_next_start(string unfit)
    {
        using var data = new TestStore();
        List<string> kept;
        await using (var host = new HostFactory { KeptData = data })
        {
            using var team = await Team.HireAsync(host, "natiq");
            await team.OpenCaseAsync();
            await host.CatchUpAsync();
            kept = await RowsAsync(host);
        }

        data.Tamper(unfit);
        await using var next = new HostFactory { KeptData = data };
        Assert.Equal(kept.Count, await next.CatchUpAsync());
        Assert.Equal(kept, await RowsAsync(next));
    }

    [PostgresFact]
    public async Task What_is_committed_late_is_left_out_by_nobody()
    {
        using var data = TestStore.OnPostgres();
        await using var host = new HostFactory { KeptData = data };
        using var team = await Team.HireAsync(host, "natiq");
        var (slow, quick) = (await team.OpenCaseAsync(), await team.OpenCaseAsync());
        await host.CatchUpAsync();
        var before = await RowsAsync(host);
        await using var writer = data.Open();
        await using var transaction = await writer.BeginTransactionAsync();
        await ExecuteAsync(writer, Copy(slow));
        await using (var other = data.Open())
        {
            await ExecuteAsync(other, Copy(quick)); // begun later, numbered later, committed first
        }

        var meanwhile = await host.Services.GetRequiredService<ProjectionRunner>().CatchUpAsync(default);
        await transaction.CommitAsync();
        data.IsTampered = true;
        var afterwards = await host.CatchUpAsync();

        Assert.Equal((0, 2), (meanwhile, afterwards));
        Assert.Equal(before.Count + 2, (await RowsAsync(host)).Count);
    }

    private static async Task ExecuteAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static string Copy(string caseId) => $"""
        INSERT INTO case_events (case_id, seq, at, actor, action, previous_hash, hash) SELECT case_id, 100, at, actor, action, previous_hash, hash FROM case_events WHERE case_id = '{caseId}' AND seq = 1
        """;

    private static Task<List<string>> RowsAsync(HostFactory host) => host.LookAsync(db => db.Database.SqlQueryRaw<string>("""
        SELECT t.place || ' ' || t.case_id || ' ' || t.seq || ' ' || t.at || ' ' || n.text || ' ' || a.text || ' ' || coalesce(s.text, '-') || ' ' || coalesce(c.text, '-') || ' ' || coalesce(v.text, '-') || ' ' || h.text AS "Value"
        FROM trail t JOIN trail_words n ON n.id = t.association JOIN trail_words a ON a.id = t.action JOIN trail_words h ON h.id = t.channel
        LEFT JOIN trail_words s ON s.id = t.step LEFT JOIN trail_words c ON c.id = t.clause LEFT JOIN trail_words v ON v.id = t.version ORDER BY t.place
        """).ToListAsync());
}
