using System.Net;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Nodes;

/// <summary>What a restart of PostgreSQL does to a host: every connection ends at once, and for a while there are no new ones.</summary>
public sealed class WhenTheDatabaseGoesAway : IAsyncLifetime
{
    private TestStore _store = null!;
    private HostFactory _host = null!;
    private Team _team = null!;

    public async Task InitializeAsync()
    {
        if (PostgresOnly.Skip is null)
        {
            _store = TestStore.OnPostgres();
            _host = new HostFactory { KeptData = _store };
            _team = await Team.HireAsync(_host, "natiq");
        }
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            _team.Dispose();
            await _host.DisposeAsync();
            _store.Dispose();
        }
    }

    [PostgresFact]
    public async Task The_next_requests_find_new_connections_and_nobody_notices()
    {
        var id = await _team.OpenCaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _team.Officer.InboxAsync())); // many connections

        _store.EndConnections();

        await _team.DoAsync(id, "receive", CaseWorkflows.Cases.People.Role.RelationsOfficer, "Received");
        _store.EndConnections();
        Assert.Single(await _team.Officer.CasesAsync());
    }

    [PostgresFact]
    public async Task While_there_are_none_readiness_is_red_and_afterwards_work_goes_on_without_a_restart()
    {
        var id = await _team.OpenCaseAsync();
        using var probe = _host.CreateClient();
        _store.RefuseConnections(true);

        using var ready = await probe.GetAsync("/health/ready");
        using var live = await probe.GetAsync("/health/live");
        await ready.IsProblemAsync(503, "not-ready");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        _store.RefuseConnections(false);
        using var again = await probe.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await _team.DoAsync(id, "receive", CaseWorkflows.Cases.People.Role.RelationsOfficer, "Received");
    }
}
