using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Tasks;

/// <summary>Each filter and scope on the real database, and the number, which goes another way, against the same expectations.</summary>
public sealed class WhenAnInboxIsNarrowed : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private Team _team = null!;

    public async Task InitializeAsync() => _team = await Team.HireAsync(_host, "natiq");

    public async Task DisposeAsync()
    {
        _team.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("service=speech-therapy", "b")]
    [InlineData("service=none", "")]
    [InlineData("channel=letter", "c")]
    [InlineData("step=VerifyInformation", "c")]
    [InlineData("step=CaseWorkflows.VerifyInformation", "c")]
    [InlineData("step=verify", "c")]
    [InlineData("step=receive", "ab")]
    [InlineData("step=receive&service=support", "a")]
    [InlineData("priority=101", "")]
    [InlineData("priority=0", "abc")]
    [InlineData("association=natiq", "abc")]
    [InlineData("association=maman", "")]
    [InlineData("overdue=true", "")]
    public async Task Only_what_the_filter_says_is_left(string query, string expected)
    {
        var a = await _team.OpenCaseAsync(Request.For(Somebody.New()));
        _host.Clock.Pass(TimeSpan.FromMinutes(1));
        var b = await _team.OpenCaseAsync(Request.For(Somebody.New(), service: "speech-therapy"));
        _host.Clock.Pass(TimeSpan.FromMinutes(1));
        var c = await _team.OpenCaseAsync(Request.For(Somebody.New(), channel: "letter"));
        await _team.DoAsync(c, "receive", Role.RelationsOfficer, "Received");
        var names = new Dictionary<string, char>(StringComparer.Ordinal) { [a] = 'a', [b] = 'b', [c] = 'c' };

        foreach (var scope in new[] { "available", "all" })
        {
            var page = await _team.Officer.GetAsync($"/api/v1/user-tasks?scope={scope}&{query}");
            Assert.Equal(expected, string.Concat(page.GetProperty("items").EnumerateArray().Select(task => names[task.Text("caseId")])));
            Assert.Equal(expected.Length, page.GetProperty("totalCount").GetInt32());
        }

        // Each of them by its number finds it exactly when the filter does.
        foreach (var id in names.Keys)
        {
            var number = (await _team.Officer.CaseAsync(id)).Text("number");
            Assert.Equal(expected.Contains(names[id], StringComparison.Ordinal) ? [id] : [], await CasesAsync(_team.Officer, $"scope=all&{query}&number={number}"));
        }
    }

    [Fact]
    public async Task A_number_is_found_whole_or_by_its_last_figures_in_any_digits()
    {
        var id = await _team.OpenCaseAsync();
        await _team.OpenCaseAsync();
        var number = (await _team.Officer.CaseAsync(id)).Text("number");

        foreach (var typed in new[] { number, number.ToLowerInvariant(), "1", "٠٠٠٠٠١" })
        {
            Assert.Equal([id], await CasesAsync(_team.Officer, $"number={Uri.EscapeDataString(typed)}"));
        }

        Assert.Empty(await CasesAsync(_team.Officer, "number=3"));
        Assert.Empty(await CasesAsync(_team.Officer, $"scope=mine&number={number}"));
        Assert.Empty(await CasesAsync(_team[Role.RegistrationClerk], $"number={number}"));
    }

    [Fact]
    public async Task Overdue_are_those_whose_time_has_come()
    {
        var (late, soon) = (await _team.OpenCaseAsync(), await OpenLaterAsync(TimeSpan.FromHours(30)));
        _host.Clock.Pass(DueIn(await TaskOfAsync(late)) + TimeSpan.FromMinutes(1));

        Assert.Equal([late], await CasesAsync(_team.Officer, "overdue=true"));
        Assert.Equal([late, soon], await CasesAsync(_team.Officer, ""));
    }

    [Fact]
    public async Task Who_holds_a_task_is_asked_by_those_who_oversee_the_association()
    {
        using var colleague = await _host.EmployAsync(("natiq", Role.RelationsOfficer));
        var (taken, free) = (await _team.OpenCaseAsync(), await _team.OpenCaseAsync());
        await (await colleague.ClaimAsync(await _team.TaskAtAsync(taken, "receive"))).OkAsync();

        Assert.Equal([taken], await CasesAsync(_team[Role.RelationsSupervisor], $"scope=all&assignee={colleague.Id}"));
        Assert.Empty(await CasesAsync(_team.Officer, $"scope=all&assignee={colleague.Id}"));
        Assert.Equal([free], await CasesAsync(_team.Officer, ""));
    }

    [Fact]
    public async Task What_is_overdue_or_due_within_a_day_needs_the_attention_of_supervisors_and_of_those_it_waits_for()
    {
        var early = await _team.OpenCaseAsync();
        var later = await OpenLaterAsync(TimeSpan.FromHours(6));
        var supervisor = _team[Role.RelationsSupervisor];
        Assert.Empty(await CasesAsync(supervisor, "scope=needs-attention"));

        _host.Clock.Pass(DueIn(await TaskOfAsync(early)) - TimeSpan.FromHours(23));
        Assert.Equal([early], await CasesAsync(supervisor, "scope=needs-attention"));
        Assert.Equal([early], await CasesAsync(_team.Officer, "scope=needs-attention"));
        Assert.Empty(await CasesAsync(_team[Role.RegistrationClerk], "scope=needs-attention"));

        _host.Clock.Pass(TimeSpan.FromHours(24));
        Assert.Equal([early, later], await CasesAsync(supervisor, "scope=needs-attention"));
        Assert.Equal([early], await CasesAsync(supervisor, "scope=needs-attention&overdue=true"));
        await (await _team.Officer.ClaimAsync(await _team.TaskAtAsync(later, "receive"))).OkAsync();
        Assert.Equal([early, later], await CasesAsync(_team.Officer, "scope=needs-attention"));
    }

    [Fact]
    public async Task What_somebody_holds_who_has_no_role_here_any_more_needs_attention()
    {
        using var leaver = await _host.EmployAsync(("natiq", Role.RelationsOfficer), ("maman", Role.RelationsOfficer));
        var (held, other) = (await _team.OpenCaseAsync(), await _team.OpenCaseAsync());
        await (await leaver.ClaimAsync(await _team.TaskAtAsync(held, "receive"))).OkAsync();
        await (await _team.Officer.ClaimAsync(await _team.TaskAtAsync(other, "receive"))).OkAsync();
        var supervisor = _team[Role.RelationsSupervisor];
        Assert.Empty(await CasesAsync(supervisor, "scope=needs-attention"));

        await _host.AppointAsync(leaver.Id, ("maman", Role.RelationsOfficer));

        Assert.Equal([held], await CasesAsync(supervisor, "scope=needs-attention"));
        Assert.Equal([held], await CasesAsync(supervisor, $"scope=needs-attention&assignee={leaver.Id}"));
        Assert.Empty(await CasesAsync(supervisor, "scope=needs-attention&overdue=true"));
        Assert.Empty(await CasesAsync(_team.Officer, "scope=needs-attention"));
    }

    [Fact]
    public async Task What_somebody_holds_who_is_away_needs_attention_and_is_their_deputys()
    {
        using var absent = await _host.EmployAsync(("natiq", Role.RelationsOfficer));
        using var deputy = await _host.EmployAsync(("natiq", Role.RegistrationClerk));
        var (held, free) = (await _team.OpenCaseAsync(), await _team.OpenCaseAsync());
        await (await absent.ClaimAsync(await _team.TaskAtAsync(held, "receive"))).OkAsync();
        Assert.Empty(await CasesAsync(_team[Role.RelationsSupervisor], "scope=needs-attention"));

        await _host.InScopeAsync(services => services.GetRequiredService<CaseWorkflows.Host.Persistence.UnitOfWork>().WriteAsync<int>(
            async (tx, ct) =>
            {
                await using var context = await tx.JoinAsync(ct);
                context.Absences.Add(new() { Id = "a", AssociationKey = "natiq", PersonId = absent.Id, DeputyId = deputy.Id, FromDay = new(2026, 3, 1), ToDay = new(2026, 3, 1), CreatedBy = "x" });
                return await context.SaveChangesAsync(ct);
            },
            default));

        Assert.Equal([held], await CasesAsync(_team[Role.RelationsSupervisor], "scope=needs-attention"));
        Assert.Equal([held], await CasesAsync(deputy, "scope=mine"));
        Assert.Equal([free], await CasesAsync(deputy, "scope=available"));
        _host.Clock.Pass(TimeSpan.FromHours(20)); // the next day, and due in more than one
        Assert.Empty(await CasesAsync(_team[Role.RelationsSupervisor], "scope=needs-attention"));
        Assert.Empty(await CasesAsync(deputy, "scope=mine"));
    }

    [Fact]
    public async Task Counts_are_of_the_same_lists()
    {
        var first = await _team.OpenCaseAsync();
        await _team.OpenCaseAsync();
        await (await _team.Officer.ClaimAsync(await _team.TaskAtAsync(first, "receive"))).OkAsync();

        Assert.Equal(new InboxCounts(1, 1, 2, 0, 0), await CountAsync(_team.Officer.Id));
        _host.Clock.Pass(DueIn(await TaskOfAsync(first)) + TimeSpan.FromHours(1));
        Assert.Equal(new InboxCounts(1, 1, 2, 2, 0), await CountAsync(_team.Officer.Id));
        Assert.Equal(new InboxCounts(0, 0, 2, 2, 0), await CountAsync(_team[Role.RelationsSupervisor].Id, Role.RelationsSupervisor));
        Assert.Equal(new InboxCounts(0, 0, 2, 0, 0), await CountAsync(_team[Role.ServiceProvider].Id, Role.ServiceProvider));
    }

    [Fact]
    public async Task A_scope_nobody_knows_is_refused_with_those_there_are()
        => await (await _team.Officer.Client.GetAsync("/api/v1/user-tasks?scope=everything")).IsProblemAsync(400, "unknown-scope");

    private async Task<InboxCounts> CountAsync(string person, Role? role = null) => await _host.Services.GetRequiredService<TaskQueries>().CountAsync(
        CurrentCaller.SpokenFor(_host.Services, new(person, "natiq", new HashSet<string>([(role ?? Role.RelationsOfficer).Key]))), null, default);

    private async Task<string> OpenLaterAsync(TimeSpan by)
    {
        _host.Clock.Pass(by);
        return await _team.OpenCaseAsync();
    }

    private async Task<DateTimeOffset> TaskOfAsync(string caseId)
        => (await _team.Officer.CaseAsync(caseId)).GetProperty("openTasks")[0].GetProperty("dueAt").GetDateTimeOffset();

    private TimeSpan DueIn(DateTimeOffset due) => due - _host.Clock.GetUtcNow();

    private static async Task<string[]> CasesAsync(Person person, string query) => [.. (await person.InboxAsync(query)).Select(task => task.Text("caseId"))];
}
