using System.Net.Http.Json;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Tasks;

public sealed class WhenSeveralTasksAreChangedAtOnce : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private readonly List<string> _tasks = [];
    private Team _team = null!;

    public async Task InitializeAsync()
    {
        _team = await Team.HireAsync(_host, "natiq");
        for (var i = 0; i < 3; i++)
        {
            _tasks.Add(await _team.TaskAtAsync(await _team.OpenCaseAsync(), "receive"));
        }
    }

    public async Task DisposeAsync()
    {
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task What_somebody_else_took_meanwhile_is_skipped_and_said_and_spoils_no_other()
    {
        using var colleague = await _host.EmployAsync(("natiq", Role.RelationsOfficer));
        await (await colleague.ClaimAsync(_tasks[1])).OkAsync();

        var answer = await BulkAsync(_team.Officer, new { action = "claim", ids = new[] { _tasks[0], _tasks[1], "no-such-1", _tasks[2], _tasks[0] } });

        Assert.Equal((2, 2), (answer.GetProperty("done").GetInt32(), answer.GetProperty("skipped").GetInt32()));
        Assert.Equal(
            [(_tasks[0], true, null), (_tasks[1], false, "claimed-by-another"), ("no-such-1", false, "no-such-task"), (_tasks[2], true, null)],
            answer.GetProperty("results").EnumerateArray().Select(result => (result.Text("id"), result.GetProperty("done").GetBoolean(), result.GetProperty("code").GetString())));
        Assert.Contains("زميل آخر", answer.GetProperty("results")[1].Text("reason"), StringComparison.Ordinal);
        Assert.Equal([_tasks[0], _tasks[2]], (await _team.Officer.InboxAsync("scope=mine")).Select(task => task.Text("id")));
    }

    [Fact]
    public async Task A_supervisor_hands_out_what_an_officer_may_not()
    {
        using var colleague = await _host.EmployAsync(("natiq", Role.RelationsOfficer));
        var request = new { action = "assign", ids = _tasks, assignee = colleague.Id };

        Assert.All((await BulkAsync(_team.Officer, request)).GetProperty("results").EnumerateArray(), result => Assert.Equal("may-not-assign", result.Text("code")));
        Assert.Equal(3, (await BulkAsync(_team[Role.RelationsSupervisor], request)).GetProperty("done").GetInt32());
        Assert.Equal(3, (await colleague.InboxAsync("scope=mine")).Count);

        Assert.Equal(3, (await BulkAsync(colleague, new { action = "release", ids = _tasks })).GetProperty("done").GetInt32());
        Assert.Equal(3, (await _team.Officer.InboxAsync("scope=available")).Count);
    }

    [Fact]
    public async Task Another_associations_tasks_are_not_there()
    {
        using var elsewhere = await _host.EmployAsync(("maman", Role.RelationsOfficer));

        Assert.All((await BulkAsync(elsewhere, new { action = "claim", ids = _tasks })).GetProperty("results").EnumerateArray(), result => Assert.Equal("no-such-task", result.Text("code")));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_whole()
    {
        await (await PostAsync(_team.Officer, new { action = "complete", ids = _tasks })).IsProblemAsync(400, "unknown-bulk-action");
        await (await PostAsync(_team.Officer, new { action = "claim", ids = Array.Empty<string>() })).IsProblemAsync(422, "bulk-size");
        await (await PostAsync(_team.Officer, new { action = "claim", ids = Enumerable.Range(0, 101).Select(number => $"t-{number}") })).IsProblemAsync(422, "bulk-size");
        await (await PostAsync(_team[Role.RelationsSupervisor], new { action = "assign", ids = _tasks })).IsProblemAsync(422, "assignee-required");
    }

    private static async Task<JsonElement> BulkAsync(Person person, object request) => await (await PostAsync(person, request)).OkAsync();

    private static Task<HttpResponseMessage> PostAsync(Person person, object request) => person.Client.PostAsJsonAsync("/api/v1/user-tasks/bulk", request);
}
