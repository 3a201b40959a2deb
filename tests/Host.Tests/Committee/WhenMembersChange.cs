using System.Globalization;
using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Committee;

/// <summary>Members lose their role, are locked out, or are away while a case is before them.</summary>
public sealed class WhenMembersChange
{
    [Fact]
    public async Task The_decision_falls_with_the_role_that_makes_it_certain()
    {
        await using var open = await Sittings.OpenAsync();
        var (id, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Approve");
        await open.Second.VotesAsync(task, "Approve"); // two of four: no quorum

        await open.Host.AppointAsync(open.Chair.Id, (open.Association, Role.Auditor));

        Assert.Equal(("Held", "Approved"), (await open.First.CommitteeAsync(task)) is var seen ? (seen.Text("state"), seen.Text("decision")) : default);
        Assert.False(await open.Third.IsOfferedAsync(task));
        var decided = (await open.Team.Officer.HistoryAsync(id)).Single(line => line.Text("action") == "CommitteeDecided");
        Assert.Equal(Actor.SystemId, decided.Text("actor"));
    }

    [Fact]
    public async Task A_locked_account_leaves_its_seat_and_has_it_again_when_it_is_opened()
    {
        await using var open = await Sittings.OpenAsync();
        var (id, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Approve");
        await open.Second.VotesAsync(task, "Reject", "السكن مملوك");
        using var administrator = await Visitor.SignedInAsync(open.Host, (open.Association, Role.Administrator));
        var account = $"form[action^='/people/{open.Third.Id}/disable']";

        var closed = await administrator.SubmitAsync(await administrator.OpenAsync($"/people/{open.Third.Id}?association={open.Association}"), account);
        Assert.Equal(3, (await open.Chair.CommitteeAsync(task)).GetProperty("members").GetArrayLength());
        Assert.DoesNotContain(open.Third.Id, await OfferedToAsync(open, task));
        await administrator.SubmitAsync(closed, $"form[action^='/people/{open.Third.Id}/enable']");
        Assert.Contains(open.Third.Id, await OfferedToAsync(open, task));

        await open.Chair.VotesAsync(task, "Abstain");
        await administrator.SubmitAsync(await administrator.OpenAsync($"/people/{open.Third.Id}?association={open.Association}"), account); // one for, one against, and nobody left

        Assert.Equal("NoDecision", (await open.Chair.CommitteeAsync(task)).Text("state"));
        Assert.Single(await open.Team.ActionsAsync(id), action => action == "BallotWithoutDecision");
    }

    [Fact]
    public async Task A_deputy_is_offered_no_vote_and_is_told_why()
    {
        await using var open = await Sittings.OpenAsync();
        var (id, task) = await open.BringAsync();
        using var deputy = await open.VisitAsync(open.Team[Role.ServiceProvider]);
        using var away = await open.VisitAsync(open.First);
        var today = DateOnly.FromDateTime(open.Host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(3)).DateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await away.SubmitAsync(await away.OpenAsync($"/absences/new?association={open.Association}"), "main form", ("from", today), ("to", today), ("deputy", deputy.Id));
        var number = (await open.Team.Officer.CaseAsync(id)).Text("number");

        Assert.True(await open.First.IsOfferedAsync(task));
        Assert.False(await open.Team[Role.ServiceProvider].IsOfferedAsync(task));
        Assert.Empty(await open.Team[Role.ServiceProvider].InboxAsync($"scope=available&number={number}"));
        Assert.Equal(0, (await open.Team[Role.ServiceProvider].GetAsync("/inbox/counts")).GetProperty("available").GetInt32());
        using var vote = await open.Team[Role.ServiceProvider].VoteAsync(task, "Approve");
        await vote.IsProblemAsync(403, "not-a-member");
        var page = await deputy.OpenAsync($"/tasks/{task}"); // which leads to the committee's page
        Assert.Contains("الصوت في اللجنة شخصي", page.One(".cw-no-deputy").TextContent, StringComparison.Ordinal);
        Assert.False(page.Has("form[action$='/vote']"));
        Assert.DoesNotContain((await open.Team.Officer.HistoryAsync(id)), line => line.Text("action") == "VoteCast");

        await open.First.VotesAsync(task, "Approve");
        Assert.Empty(await open.First.InboxAsync($"scope=available&number={number}")); // who has voted is not offered it by its number either
        using var officer = await Visitor.SignedInAsync(open.Host, (open.Association, Role.RelationsOfficer));
        Assert.False((await officer.OpenAsync($"/tasks/{task}")).Has("button[value=claim]"));
    }

    [Fact]
    public async Task A_session_takes_more_cases_than_a_page_of_the_list()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        open.Host.Store.Tamper(string.Concat(Enumerable.Range(1, 60).Select(copy => $"""
            CREATE TEMP TABLE t AS SELECT * FROM user_tasks WHERE id = '{task}'; UPDATE t SET id = id || '-{copy}'; INSERT INTO user_tasks SELECT * FROM t; DROP TABLE t;
            CREATE TEMP TABLE s AS SELECT * FROM committee_sittings WHERE task_id = '{task}'; UPDATE s SET task_id = task_id || '-{copy}'; INSERT INTO committee_sittings SELECT * FROM s; DROP TABLE s;
            """)));
        using var chair = await open.VisitAsync(open.Chair);
        var form = await chair.OpenAsync("/committee/sessions/new");
        Assert.Equal(61, form.Document.QuerySelectorAll("input[name=tasks][checked]").Length);

        var session = await chair.SubmitAsync(form, "main form[action='/committee/sessions/new']", ("title", "الجلسة الأولى"), ("day", "2026-12-06"), ("place", "المقر"));

        Assert.Equal(HttpStatusCode.OK, session.Status);
        Assert.Equal(61, await open.Host.LookAsync(db => db.SessionItems.CountAsync()));
        Assert.Equal(61, session.Document.QuerySelectorAll("main a[href*='?session=']").Select(link => link.GetAttribute("href")).Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<IReadOnlyList<string>> OfferedToAsync(Sittings open, string task)
        => await open.Host.LookAsync(db => db.TaskCandidates.Where(row => row.TaskId == task && row.Kind == "user").Select(row => row.Value).ToListAsync());
}
