using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Tasks;

public sealed class InboxTests : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private Team _team = null!;

    public async Task InitializeAsync() => _team = await Team.HireAsync(_host, "natiq");

    public async Task DisposeAsync()
    {
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_task_moves_from_available_to_mine_and_back_and_out()
    {
        var id = await _team.OpenCaseAsync();
        var task = await _team.TaskAtAsync(id, "receive");
        using var colleague = await _host.EmployAsync(("natiq", Role.RelationsOfficer));
        Assert.Equal([task], await IdsAsync(colleague, "scope=available"));
        Assert.Empty(await IdsAsync(colleague, "scope=mine"));

        await (await colleague.ClaimAsync(task)).OkAsync();
        Assert.Empty(await IdsAsync(_team.Officer, "scope=available"));
        Assert.Empty(await IdsAsync(_team.Officer, "scope=mine"));
        Assert.Equal([task], await IdsAsync(_team.Officer, "scope=all"));
        Assert.Equal([task], await IdsAsync(colleague, "scope=mine"));

        await (await colleague.ReleaseAsync(task)).OkAsync();
        Assert.Equal([task], await IdsAsync(_team.Officer, ""));

        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Withdrawn", "عدل عن طلبه");
        Assert.Empty(await IdsAsync(_team.Officer, "scope=all"));
        Assert.Empty(await IdsAsync(colleague, "scope=mine"));
    }

    [Fact]
    public async Task A_supervisor_hands_a_task_on()
    {
        var task = await _team.TaskAtAsync(await _team.OpenCaseAsync(), "receive");
        using var colleague = await _host.EmployAsync(("natiq", Role.RelationsOfficer));

        await (await _team[Role.RelationsSupervisor].AssignAsync(task, colleague.Id)).OkAsync();
        Assert.Equal([task], await IdsAsync(colleague, "scope=mine"));
        await (await _team[Role.RelationsSupervisor].AssignAsync(task, _team.Officer.Id)).OkAsync();

        Assert.Equal([task], await IdsAsync(_team.Officer, "scope=mine"));
        await (await colleague.CompleteAsync(task, new { action = "Received" })).IsProblemAsync(409, "claimed-by-another");
    }

    [Fact]
    public async Task Everyone_sees_their_own_associations_and_the_tasks_of_their_own_roles()
    {
        using var maman = await Team.HireAsync(_host, "maman");
        var (here, there) = (await _team.TaskAtAsync(await _team.OpenCaseAsync(), "receive"), await maman.TaskAtAsync(await maman.OpenCaseAsync(), "receive"));
        using var both = await _host.EmployAsync(("natiq", Role.RelationsOfficer), ("maman", Role.RelationsOfficer));
        using var mixed = await _host.EmployAsync(("natiq", Role.RelationsOfficer), ("maman", Role.RegistrationClerk));

        Assert.Equal([here], await IdsAsync(_team.Officer, "scope=all"));
        Assert.Equal(new[] { here, there }.Order(StringComparer.Ordinal), (await IdsAsync(both, "")).Order(StringComparer.Ordinal));
        Assert.Equal([there], await IdsAsync(both, "association=maman"));
        Assert.Equal([here], await IdsAsync(mixed, "scope=available"));
        Assert.Empty(await IdsAsync(_team[Role.RegistrationClerk], "scope=available"));
        Assert.Empty(await IdsAsync(both, "association=bakkah"));
    }

    [Fact]
    public async Task Who_delivered_the_service_is_not_offered_the_survey()
    {
        using var provider = await _host.EmployAsync(("natiq", Role.ServiceProvider), ("natiq", Role.RelationsOfficer));
        var id = await _team.BringToCommitteeAsync();
        await _host.PassTimeAsync(TimeSpan.FromDays(14));
        await _team.DoAsync(id, "committee", Role.CommitteeMember, "Approved");
        await _team.DoAsync(id, "register", Role.RegistrationClerk, "Registered");
        var delivery = await _team.TaskAtAsync(id, "deliver");
        await (await provider.ClaimAsync(delivery)).OkAsync();
        await (await provider.CompleteAsync(delivery, new { action = "Delivered" })).OkAsync();

        var survey = await _team.TaskAtAsync(id, "survey");

        Assert.Equal([survey], await IdsAsync(_team.Officer, ""));
        Assert.Empty(await IdsAsync(provider, ""));
        await (await provider.ClaimAsync(survey)).IsProblemAsync(403, "not-a-candidate");
        await (await _team[Role.RelationsSupervisor].AssignAsync(survey, provider.Id)).IsProblemAsync(422, "assignee-not-a-candidate");
    }

    [Fact]
    public async Task The_longest_overdue_come_first_and_then_what_waits_longest()
    {
        using var everything = await _host.EmployAsync([.. Role.All.Select(role => ("natiq", role))]);
        var (overdue, committee, reception, later) = (await _team.OpenCaseAsync(), await _team.BringToCommitteeAsync(), "", "");
        _host.Clock.Pass(TimeSpan.FromDays(1));
        reception = await _team.OpenCaseAsync();
        _host.Clock.Pass(TimeSpan.FromHours(1));
        later = await _team.OpenCaseAsync();
        _host.Clock.Pass(TimeSpan.FromHours(23));

        var order = (await everything.InboxAsync("scope=available")).Select(task => task.Text("caseId"));

        Assert.Equal([overdue, committee, reception, later], order);
        Assert.Equal([overdue, committee, reception, later], (await everything.InboxAsync("scope=all")).Select(task => task.Text("caseId")));
    }

    [Fact]
    public async Task Pages_hold_every_task_once()
    {
        for (var i = 0; i < 5; i++)
        {
            await _team.OpenCaseAsync();
        }

        var pages = new List<string>();
        for (var page = 1; page <= 3; page++)
        {
            var answer = await _team.Officer.GetAsync($"/api/v1/user-tasks?page={page}&pageSize=2");
            Assert.Equal((5, page, 2), (answer.GetProperty("totalCount").GetInt32(), answer.GetProperty("pageNumber").GetInt32(), answer.GetProperty("pageSize").GetInt32()));
            pages.AddRange(answer.GetProperty("items").EnumerateArray().Select(task => task.Text("id")));
        }

        Assert.Equal(5, pages.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("ar", "تم الاستقبال")]
    [InlineData("en", "Received")]
    public async Task A_task_is_told_in_the_readers_language(string language, string action)
    {
        await _team.OpenCaseAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/user-tasks");
        request.Headers.AcceptLanguage.ParseAdd(language);

        using var answer = await _team.Officer.Client.SendAsync(request);

        var task = (await answer.OkAsync()).GetProperty("items")[0];
        Assert.Equal(action, task.GetProperty("actions")[0].Text("displayName"));
    }

    private static async Task<string[]> IdsAsync(Person person, string query) => [.. (await person.InboxAsync(query)).Select(task => task.Text("id"))];
}
