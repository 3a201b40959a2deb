using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Postgres;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CaseWorkflows.Host.Tests.Nodes;

/// <summary>A newer version has been at the schema; this one is the older that still runs beside it.</summary>
public sealed class WhenVersionsShareADatabase
{
    private const string Future = "99990101000000_FromTheFuture";

    /// <summary>What an expanding change may do, done to every table at once.</summary>
    private const string Grow = """
        DO $$
        DECLARE name text;
        BEGIN
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_versions' LOOP
                EXECUTE format('ALTER TABLE %I ADD COLUMN a_later_text TEXT, ADD COLUMN a_later_number INTEGER NOT NULL DEFAULT 7', name);
            END LOOP;
            CREATE TABLE a_later_table (id TEXT PRIMARY KEY);
        END
        $$
        """;

    [PostgresFact]
    public async Task Running_and_started_anew_it_takes_a_case_through_a_schema_that_has_grown()
    {
        await using var hosts = await TwoHosts.StartAsync();
        using var team = await Team.HireAsync(hosts.First, "natiq");
        var id = await team.OpenCaseAsync();

        hosts.Store.Tamper($"{Grow}; INSERT INTO schema_versions VALUES ('{Future}', '{SchemaVersions.Newest}')");
        await using var late = new HostFactory { KeptData = hosts.Store, Clock = hosts.Clock };
        using var probe = late.CreateClient();

        (await probe.GetAsync("/health/ready")).EnsureSuccessStatusCode();
        await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        await team.DoAsync(id, "verify", Role.RelationsOfficer, "Verified");
        await team.DoAsync(id, "declare", Role.RelationsOfficer, "Signed");
        await team.DoAsync(await team.OpenCaseAsync(), "receive", Role.RelationsOfficer, "Received");
        hosts.Clock.Pass(TimeSpan.FromDays(14));
        await late.SettleAsync();
        await team.DoAsync(id, "committee", Role.CommitteeChair, "Approved");
    }

    [PostgresFact]
    public async Task A_change_that_leaves_it_behind_takes_it_out_of_the_balancer_and_keeps_it_from_starting()
    {
        using var store = TestStore.OnPostgres();
        await using var running = new HostFactory { KeptData = store };
        using var probe = running.CreateClient();

        store.Tamper($"INSERT INTO schema_versions VALUES ('{Future}', '{Future}')");

        await (await probe.GetAsync("/health/ready")).IsProblemAsync(503, "not-ready");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => UpgradeAsync(store));
        Assert.Contains(Future, refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task An_upgrade_waits_for_hosts_it_would_leave_behind()
    {
        using var store = TestStore.OnEmptyPostgres();
        await using (var older = new NpgsqlConnection($"{store.ConnectionString};Pooling=false;Application Name=caseworkflows/19990101000000_Older"))
        {
            await older.OpenAsync();
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => UpgradeAsync(store));
            Assert.Contains("19990101000000_Older", refused.Message, StringComparison.Ordinal);
        }

        store.EndConnections();
        Assert.Equal(SchemaVersions.Known, await UpgradeAsync(store));
    }

    private static async Task<IReadOnlyList<string>> UpgradeAsync(TestStore store)
    {
        await using var database = new PostgresDatabase(PostgresSettings.Read(store.ConnectionString));
        return await new DatabaseSchema(database, NullLogger<DatabaseSchema>.Instance).UpgradeAsync(default);
    }
}
