using System.Net;
using System.Text.Json;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.NightWatch;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Storage;

/// <summary>The disk is full, read-only or failing: people are told, probes are told, nothing is half there, and it goes on by itself afterwards.</summary>
public sealed class WhenNothingCanBeWritten
{
    private const string Reason = "these are SQLite's own errors.";
    private const int Full = 13;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;

    [SmallDiskFact]
    public async Task A_disk_that_is_really_full_loses_nothing_acknowledged_and_shows_nobody_unrecorded()
    {
        using var disk = SmallDisk.Of(megabytes: 16);
        using var store = TestStore.OnSqlite(disk.Path);
        await using var host = new HostFactory { KeptData = store };
        using var team = await Team.HireAsync(host, "natiq");
        using var probe = host.CreateClient();
        var opened = new List<string> { await team.OpenCaseAsync() };

        disk.Fill();
        var refused = await OpenUntilRefusedAsync(team, opened);

        Assert.Equal("storage-unavailable", refused.Text("code"));
        using (var ready = await probe.GetAsync("/health/ready"))
        {
            Assert.Equal("disk-full", (await ready.IsProblemAsync(503, "storage-unavailable")).Text("reason"));
        }

        using (var live = await probe.GetAsync("/health/live"))
        {
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }

        await team.Officer.GetAsync("/api/v1/user-tasks?association=natiq"); // tells nobody's name
        using (var person = await team.Officer.Client.GetAsync($"/api/v1/cases/{opened[0]}"))
        {
            Assert.Equal("reads-unwritable", (await person.IsProblemAsync(503, "storage-unavailable")).Text("reason"));
        }

        disk.MakeRoom();
        Assert.Equal("Reception", (await team.Officer.CaseAsync(opened[0])).Text("stage"));
        using (var ready = await probe.GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }

        opened.Add(await team.OpenCaseAsync());
        Assert.Equal(opened.Order(StringComparer.Ordinal), await host.LookAsync(context => context.Cases.Select(row => row.Id).OrderBy(id => id).ToListAsync()));
        Assert.Empty(await NightShift.RoundAsync(host, repair: false));
    }

    [SqliteTheory(Reason)]
    [InlineData(Full, "disk-full")]
    [InlineData(ReadOnly, "read-only")]
    [InlineData(InputOutput, "input-output-error")]
    public async Task While_it_lasts_requests_and_probes_are_told_why_and_afterwards_all_goes_on(int error, string reason)
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, "natiq");
        using var probe = host.CreateClient();
        var before = await CasesAsync(host);

        host.Services.GetRequiredService<FaultPoints>().Reached = point => throw new SqliteException($"{point} failed", error);
        using (var answer = await team.Officer.OpenAsync("natiq", Request.For(Somebody.New())))
        {
            Assert.Equal(reason, (await answer.IsProblemAsync(503, "storage-unavailable")).Text("reason"));
            Assert.Equal("30", answer.Headers.RetryAfter?.ToString());
        }

        for (var again = 0; again < 2; again++)
        {
            using var ready = await probe.GetAsync("/health/ready");
            Assert.Equal(reason, (await ready.IsProblemAsync(503, "storage-unavailable")).Text("reason"));
        }

        Assert.Equal(before, await CasesAsync(host));
        host.Services.GetRequiredService<FaultPoints>().Reached = null;
        using (var ready = await probe.GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }

        await team.OpenCaseAsync();
        Assert.Equal(before + 1, await CasesAsync(host));
        Assert.Single(host.Log.Lines, line => line.Contains("The database cannot be written", StringComparison.Ordinal));
    }

    [SqliteFact(Reason)]
    public async Task Readiness_notices_by_itself_when_nobody_works()
    {
        await using var host = new HostFactory();
        using var probe = host.CreateClient();
        using (var ready = await probe.GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }

        host.Services.GetRequiredService<FaultPoints>().Reached = _ => throw new SqliteException("full", Full);
        host.Clock.Pass(TimeSpan.FromSeconds(11));
        using var red = await probe.GetAsync("/health/ready");

        await red.IsProblemAsync(503, "storage-unavailable");
        host.Services.GetRequiredService<FaultPoints>().Reached = null;
    }

    [SqliteFact(Reason)]
    public async Task A_database_SQLite_itself_holds_for_read_only_is_told_apart_from_a_bug()
    {
        await using var host = new HostFactory();
        using var team = await Team.HireAsync(host, "natiq");
        await host.Services.GetRequiredService<UnitOfWork>().WriteAsync<bool>(async (tx, ct) =>
        {
            await using var command = tx.Connection.CreateCommand();
            command.CommandText = "PRAGMA query_only = ON";
            await command.ExecuteNonQueryAsync(ct);
            return true;
        }, default);

        using var refused = await team.Officer.OpenAsync("natiq", Request.For(Somebody.New()));

        Assert.Equal("read-only", (await refused.IsProblemAsync(503, "storage-unavailable")).Text("reason"));
        await team.OpenCaseAsync();
    }

    private static Task<int> CasesAsync(HostFactory host) => host.LookAsync(context => context.Cases.CountAsync());

    /// <summary>What is left of the write-ahead log takes a few more.</summary>
    private static async Task<JsonElement> OpenUntilRefusedAsync(Team team, List<string> opened)
    {
        for (var attempt = 0; attempt < 2000; attempt++)
        {
            using var answer = await team.Officer.OpenAsync("natiq", Request.For(Somebody.New()));
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                return await answer.IsProblemAsync(503, "storage-unavailable");
            }

            opened.Add((await answer.OkAsync(HttpStatusCode.Created)).Text("id"));
        }

        throw new InvalidOperationException("The disk never filled.");
    }
}
