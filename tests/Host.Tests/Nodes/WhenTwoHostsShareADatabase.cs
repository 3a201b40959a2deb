using System.Net;
using System.Net.Http.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Nodes;

public sealed class WhenTwoHostsShareADatabase : IAsyncLifetime
{
    private TwoHosts _hosts = null!;
    private Team _team = null!;

    public async Task InitializeAsync()
    {
        if (PostgresOnly.Skip is null)
        {
            _hosts = await TwoHosts.StartAsync();
            _team = await Team.HireAsync(_hosts.First, "natiq");
        }
    }

    public async Task DisposeAsync()
    {
        if (_hosts is not null)
        {
            _team.Dispose();
            await _hosts.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task Who_signed_in_at_one_is_known_at_the_other()
    {
        var id = await _hosts.First.HireAsync("somebody", "natiq", Role.RelationsOfficer);
        using var there = _hosts.Second.CreateClient();
        there.DefaultRequestHeaders.Authorization = new("Bearer", await _hosts.First.TokenAsync("somebody"));

        using var answer = await there.GetAsync("/api/v1/me");

        Assert.Equal(id, (await answer.OkAsync()).Text("id"));
        Assert.False(Directory.Exists(Path.Combine(_hosts.Store.Folder, "keys")));
    }

    [PostgresFact]
    public async Task A_case_goes_on_at_whichever_host_the_next_request_reaches()
    {
        var id = await _team.BringToCommitteeAsync();
        _hosts.Clock.Pass(TimeSpan.FromDays(14));
        await _hosts.AtOnceAsync(host => host.SettleAsync());
        await _team.DoAsync(id, "committee", Role.CommitteeChair, "Approved");
        await _team.DoAsync(id, "register", Role.RegistrationClerk, "Registered");
        await _team.DoAsync(id, "deliver", Role.ServiceProvider, "Delivered");
        await _team.DoAsync(id, "survey", Role.RelationsOfficer, "Answered", data: new { score = 4 });

        var closed = await _team.Officer.CaseAsync(id);
        Assert.Equal(("Closed", "Served"), (closed.Text("stage"), closed.Text("result")));
        Assert.Single(await _team.ActionsAsync(id), "DecisionReleasable");
    }

    [PostgresFact]
    public async Task A_person_is_found_again_by_national_id_at_either()
    {
        var person = Somebody.New();
        await _team.OpenCaseAsync(Request.For(person, service: "support"));
        using var again = await _team.Officer.OpenAsync("natiq", Request.For(person, service: "support"));

        await again.IsProblemAsync(409, "case-already-open");
        Assert.Equal(1, await _hosts.Second.LookAsync(db => db.Applicants.CountAsync()));
    }

    [PostgresFact]
    public async Task Fifty_timers_due_at_one_instant_fire_once_each_and_their_messages_go_once()
    {
        var cases = new List<string>();
        for (var one = 0; one < 50; one++)
        {
            cases.Add(await _team.OpenCaseAsync());
        }

        _hosts.Clock.Pass(TimeSpan.FromHours(36));
        var fired = await _hosts.AtOnceAsync(host => host.SettleAsync());
        await _hosts.First.SettleAsync(); // whatever each left to the other at the very end

        Assert.All(fired, share => Assert.True(share > 0, $"{fired[0]} and {fired[1]}"));
        foreach (var id in cases)
        {
            Assert.Single(await _team.ActionsAsync(id), "TaskReminded");
        }

        Assert.Equal(50, await _hosts.First.LookAsync(db => db.Messages.CountAsync(message => message.Kind == "staff-notice")));
        Assert.Equal(0, await _hosts.First.LookAsync(db => db.Outbox.CountAsync(row => row.DispatchedAt == null)));
        Assert.Equal(0, await _hosts.First.LookAsync(db => db.Bookmarks.CountAsync(row => row.Attempts > 0)));
    }

    [PostgresFact]
    public async Task Of_two_answers_to_one_task_at_the_same_instant_one_counts_and_the_other_is_told()
    {
        var officer = await AtEachAsync();
        for (var round = 0; round < 10; round++)
        {
            var id = await _team.OpenCaseAsync();
            var task = await _team.TaskAtAsync(id, "receive");
            await (await officer[_hosts.First].ClaimAsync(task)).OkAsync();

            var answers = await _hosts.AtOnceAsync(host => officer[host].CompleteAsync(task, new { action = "Received", expectedRevision = 1 }));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
            Assert.Single(await _team.ActionsAsync(id), "TaskCompleted");
        }
    }

    [PostgresFact]
    public async Task Of_two_people_who_claim_a_task_at_the_same_instant_one_has_it()
    {
        var (one, another) = (await AtEachAsync(), await AtEachAsync());
        for (var round = 0; round < 10; round++)
        {
            var task = await _team.TaskAtAsync(await _team.OpenCaseAsync(), "receive");

            var answers = await _hosts.AtOnceAsync(host => (host == _hosts.First ? one : another)[host].ClaimAsync(task));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        }
    }

    [PostgresFact]
    public async Task An_operation_delivered_to_both_at_the_same_instant_is_done_once_and_answered_the_same()
    {
        for (var round = 0; round < 10; round++)
        {
            var person = Somebody.New();
            var request = new { channel = "interview", service = "support", operationId = $"once-{round}", applicant = new { fullName = person.FullName, nationalId = person.NationalId } };

            var answers = await _hosts.AtOnceAsync(_ => _team.Officer.OpenAsync("natiq", request));

            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
            Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct());
        }
    }

    [PostgresFact]
    public async Task Cases_opened_at_both_at_once_are_numbered_without_gap_or_repeat()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _team.OpenCaseAsync()));

        var numbers = await _hosts.First.LookAsync(db => db.Cases.Select(row => row.Number).ToListAsync());
        var counted = numbers.ConvertAll(number => int.Parse(number[^6..], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(1, 40), counted.Order());
    }

    [PostgresFact]
    public async Task Starting_at_once_on_an_empty_database_prepares_it_once()
    {
        await using var first = await TwoHosts.StartAsync(TestStore.OnEmptyPostgres());

        Assert.Equal(SchemaVersions.Known.Count, Convert.ToInt32(await ScalarAsync(first.Store, "SELECT count(*) FROM schema_versions"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1, await first.First.LookAsync(db => db.Users.CountAsync()));
        Assert.All(await first.First.LookAsync(db => db.Definitions.ToListAsync()), row => Assert.Equal(1, row.Version));
        Assert.Equal(1L, await ScalarAsync(first.Store, "SELECT count(*) FROM host_keys WHERE kind = 'data-protection'"));
    }

    /// <summary>One officer with a browser at each host.</summary>
    private async Task<Dictionary<HostFactory, Person>> AtEachAsync()
    {
        var name = $"officer-{Guid.NewGuid():N}";
        var id = await _hosts.First.HireAsync(name, "natiq", Role.RelationsOfficer);
        return _hosts.Both.ToDictionary(host => host, host => new Person(id, host.ClientHere(name)));
    }

    private static async Task<object?> ScalarAsync(TestStore store, string sql)
    {
        await using var connection = store.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
