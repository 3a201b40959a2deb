using System.Net;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.NightWatch;
using CaseWorkflows.Host.Tests.Staff;
using CaseWorkflows.Host.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CaseWorkflows.Host.Tests.Nodes;

/// <summary>
/// PostgreSQL's disk is full, it may only be read, or it is stopped: people are told, probes are told, nothing is half there, and it goes on by itself
/// afterwards. On a server of this test's own.
/// </summary>
public sealed class WhenPostgresCannotWrite : IAsyncLifetime
{
    private OwnPostgres _server = null!;

    public async Task InitializeAsync() => _server = PostgresOnly.Skip is null ? await OwnPostgres.StartAsync() : null!;

    public Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }

    [PostgresFact]
    public async Task While_it_may_only_be_read_writers_are_told_and_afterwards_no_host_is_restarted()
    {
        using var store = TestStore.OnEmptyPostgres(_server);
        await using var host = new HostFactory { KeptData = store };
        using var team = await Team.HireAsync(host, "natiq");
        var opened = new List<string> { await team.OpenCaseAsync() };

        store.SetForNewConnections("default_transaction_read_only = on");
        await RefusedAsync(host, team, "read-only");
        await RefusedAsync(host, team, "read-only");
        await ReadsAsync(team, opened[0]);

        // Nobody ends the connections this time: the host finds out by itself.
        await ExecuteAsync(store, "ALTER DATABASE {0} SET default_transaction_read_only = off");
        await WorksAgainAsync(host, team, opened);
    }

    [PostgresDiskFact]
    public async Task A_disk_that_is_really_full_stops_no_reader_and_loses_nothing_acknowledged()
    {
        using var disk = SmallDisk.Of(megabytes: 48);
        await GiveToTheServerAsync(disk.Path);
        using var store = TestStore.OnEmptyPostgres(_server, "TABLESPACE small");
        await using var host = new HostFactory { KeptData = store };
        using var team = await Team.HireAsync(host, "natiq");
        var opened = new List<string> { await team.OpenCaseAsync() };

        disk.Fill();
        var refused = false;
        while (!refused)
        {
            using var answer = await team.Officer.OpenAsync("natiq", Request.For(Somebody.New()));
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                opened.Add((await answer.OkAsync(HttpStatusCode.Created)).Text("id")); // what the pages had left
                Assert.True(opened.Count < 2000, "The disk never filled.");
            }
            else
            {
                Assert.Equal("disk-full", (await answer.IsProblemAsync(503, "storage-unavailable")).Text("reason"));
                refused = true;
            }
        }

        using (var probe = host.CreateClient())
        using (var ready = await probe.GetAsync("/health/ready"))
        {
            Assert.Equal("disk-full", (await ready.IsProblemAsync(503, "storage-unavailable")).Text("reason"));
        }

        await ReadsAsync(team, opened[0]);

        disk.MakeRoom();
        await WorksAgainAsync(host, team, opened);
    }

    [PostgresFact]
    public async Task While_the_server_is_stopped_everybody_is_told_and_after_a_crash_too_work_goes_on_under_the_same_operation_id()
    {
        using var store = TestStore.OnEmptyPostgres(_server);
        await using var host = new HostFactory { KeptData = store };
        using var team = await Team.HireAsync(host, "natiq");
        using var probe = host.CreateClient();
        var opened = new List<string> { await team.OpenCaseAsync() };
        foreach (var (end, operation) in new (Func<Task>, string)[] { (_server.StopAsync, "one"), (_server.CrashAsync, "two") })
        {
            await end();
            var request = new { channel = "phone", service = "support", applicant = new { fullName = "شخص ما", mobile = $"055000000{opened.Count}" }, operationId = operation };
            using (var refused = await team.Officer.OpenAsync("natiq", request))
            {
                await refused.IsProblemAsync(503, "database-unavailable");
            }

            using (var ready = await probe.GetAsync("/health/ready"))
            {
                await ready.IsProblemAsync(503, "not-ready");
            }

            using (var live = await probe.GetAsync("/health/live"))
            {
                Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            }

            await _server.StartAgainAsync();
            using (var ready = await probe.GetAsync("/health/ready"))
            {
                Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            }

            using var answer = await team.Officer.OpenAsync("natiq", request);
            opened.Add((await answer.OkAsync(HttpStatusCode.Created)).Text("id"));
        }

        await WorksAgainAsync(host, team, opened);
    }

    /// <summary>A request and the probe are told why, at once, and nothing is written.</summary>
    private static async Task RefusedAsync(HostFactory host, Team team, string reason)
    {
        var before = await host.LookAsync(context => context.Cases.CountAsync());
        using (var answer = await team.Officer.OpenAsync("natiq", Request.For(Somebody.New())))
        {
            Assert.Equal(reason, (await answer.IsProblemAsync(503, "storage-unavailable")).Text("reason"));
        }

        using (var probe = host.CreateClient())
        using (var ready = await probe.GetAsync("/health/ready"))
        {
            Assert.Equal(reason, (await ready.IsProblemAsync(503, "storage-unavailable")).Text("reason"));
        }

        Assert.Equal(before, await host.LookAsync(context => context.Cases.CountAsync()));
    }

    private static async Task ReadsAsync(Team team, string id) => Assert.Equal("Reception", (await team.Officer.CaseAsync(id)).Text("stage"));

    private static async Task WorksAgainAsync(HostFactory host, Team team, List<string> opened)
    {
        using (var probe = host.CreateClient())
        using (var ready = await probe.GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }

        opened.Add(await team.OpenCaseAsync());
        Assert.Equal(opened.Order(StringComparer.Ordinal), (await host.LookAsync(context => context.Cases.Select(row => row.Id).ToListAsync())).Order(StringComparer.Ordinal));
        Assert.Empty(await NightShift.RoundAsync(host, repair: false));
    }

    /// <summary>As the server's administrator, on the database of a store.</summary>
    private async Task ExecuteAsync(TestStore store, string sql)
    {
        await using var connection = new NpgsqlConnection($"{_server.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, new NpgsqlConnectionStringBuilder(store.ConnectionString).Database), connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A tablespace on the small disk. The log stays where it is: without room for that, PostgreSQL ends itself.</summary>
    private async Task GiveToTheServerAsync(string folder)
    {
        await using var connection = new NpgsqlConnection($"{_server.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var where = new NpgsqlCommand("SHOW data_directory", connection);
        SmallDisk.GiveToOwnerOf(folder, (string)(await where.ExecuteScalarAsync())!);
        await using var create = new NpgsqlCommand($"CREATE TABLESPACE small LOCATION '{folder}'", connection);
        await create.ExecuteNonQueryAsync();
    }
}

/// <summary>A test that fills a disk of PostgreSQL's; skipped, and says why, where none can be mounted.</summary>
internal sealed class PostgresDiskFactAttribute : FactAttribute
{
    public PostgresDiskFactAttribute() => Skip = PostgresOnly.Skip ?? SmallDisk.WhyNot;
}
