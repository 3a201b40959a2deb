using System.Globalization;
using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.People;

/// <summary>A deputy with dates: what opens, in whose name, and when it ends.</summary>
public sealed class WhenSomebodyIsAway(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task The_deputy_does_their_tasks_on_these_days_and_both_names_stay()
    {
        using var team = await Team.HireAsync(host, "bakkah");
        var caseId = await team.OpenCaseAsync();
        await team.DoAsync(caseId, "receive", Role.RelationsOfficer, "Received");
        await team.DoAsync(caseId, "verify", Role.RelationsOfficer, "Unclear");
        var task = await team.TaskAtAsync(caseId, "refer");
        using (var claimed = await team[Role.SocialResearchOfficer].ClaimAsync(task))
        {
            await claimed.OkAsync();
        }

        var (away, deputy) = (team[Role.SocialResearchOfficer], team[Role.ServiceProvider]);
        using (var early = await deputy.CompleteAsync(task, new { action = "Clarified" }))
        {
            Assert.Equal(HttpStatusCode.Forbidden, early.StatusCode);
        }

        using var page = await VisitAsync(away, Role.SocialResearchOfficer);
        await PlanAsync(page, Today(0), Today(3), deputy.Id);
        Assert.Contains(await deputy.InboxAsync("scope=mine&pageSize=200"), one => one.Text("id") == task);
        using (var done = await deputy.CompleteAsync(task, new { action = "Clarified" }))
        {
            await done.OkAsync();
        }

        var line = (await team.Officer.HistoryAsync(caseId)).Last(one => one.Text("action") == "TaskCompleted");
        Assert.Equal((deputy.Id, away.Id), (line.Text("actor"), line.Text("onBehalfOf")));
    }

    [Theory]
    [InlineData(true, "ينوب عنه")]
    [InlineData(false, "لا نائب عنه")]
    public async Task Nobody_is_given_a_task_while_away_and_the_refusal_says_until_when_and_who_stands_in(bool withDeputy, string said)
    {
        using var team = await Team.HireAsync(host, "bakkah");
        using var deputy = await Visitor.SignedInAsync(host, ("bakkah", Role.RelationsOfficer));
        using var supervisor = await Visitor.SignedInAsync(host, ("bakkah", Role.RelationsSupervisor));
        var task = await team.TaskAtAsync(await team.OpenCaseAsync(), "receive");
        using var page = await VisitAsync(team.Officer, Role.RelationsOfficer);
        await PlanAsync(page, Today(0), Today(3), withDeputy ? deputy.Id : "");

        using var refused = await team[Role.RelationsSupervisor].AssignAsync(task, team.Officer.Id);
        var problem = await refused.IsProblemAsync(409, "assignee-absent");
        Assert.Equal(Today(3), problem.Text("until"));
        var inbox = await supervisor.OpenAsync("/inbox?scope=all&association=bakkah");
        var skipped = await supervisor.SubmitAsync(inbox, "#tasks", HttpStatusCode.Conflict, ("task", task), ("assignee", team.Officer.Id), ("do", "assign"));

        var why = skipped.One(".cw-errors li").TextContent;
        Assert.Contains(said, why, StringComparison.Ordinal);
        Assert.Contains("هـ", why, StringComparison.Ordinal);
        Assert.Equal(withDeputy, why.Contains(deputy.UserName, StringComparison.Ordinal));
        using var given = await team[Role.RelationsSupervisor].AssignAsync(task, deputy.Id);
        await given.OkAsync();
    }

    [Fact]
    public async Task Before_the_first_and_after_the_last_day_the_deputy_is_nobodys_deputy()
    {
        using var team = await Team.HireAsync(host, "natiq");
        using var page = await VisitAsync(team[Role.RegistrationClerk], Role.RegistrationClerk, "natiq");
        using var deputy = await Visitor.SignedInAsync(host, ("natiq", Role.ServiceProvider));
        await PlanAsync(page, Today(1), Today(2), deputy.Id, "natiq");
        Assert.DoesNotContain("تنوب اليوم", (await deputy.OpenAsync("/account")).Text, StringComparison.Ordinal);
        host.Clock.Pass(TimeSpan.FromHours(9)); // the test clock began at ten in Riyadh; the session lasts ten hours
        Assert.DoesNotContain("تنوب اليوم", (await deputy.OpenAsync("/account")).Text, StringComparison.Ordinal);
        host.Clock.Pass(TimeSpan.FromDays(1));
        using var again = await Visitor.SignedInAsync(host, deputy.UserName, deputy.Id);
        Assert.Contains("تنوب اليوم", (await again.OpenAsync("/account")).Text, StringComparison.Ordinal);
        host.Clock.Pass(TimeSpan.FromDays(2));
        using var afterwards = await Visitor.SignedInAsync(host, deputy.UserName, deputy.Id);
        Assert.DoesNotContain("تنوب اليوم", (await afterwards.OpenAsync("/account")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nonsense_is_said_beside_the_field_and_stays_as_typed()
    {
        using var visitor = await Visitor.SignedInAsync(host, ("bakkah", Role.RegistrationClerk));
        var form = await visitor.OpenAsync("/absences/new?association=bakkah");
        var answer = await visitor.SubmitAsync(form, "main form", HttpStatusCode.UnprocessableEntity, ("from", "٣٠/١٣/١٤٤٨"), ("to", Today(1)), ("deputy", visitor.Id));
        Assert.Equal("٣٠/١٣/١٤٤٨", answer.One("#from").GetAttribute("value"));
        Assert.Equal("true", answer.One("#from").GetAttribute("aria-invalid"));
        answer = await visitor.SubmitAsync(answer, "main form", HttpStatusCode.UnprocessableEntity, ("from", Today(0)));
        Assert.Equal("true", answer.One("#deputy").GetAttribute("aria-invalid"));
        Assert.Equal(0, await host.LookAsync(context => context.Absences.CountAsync(row => row.PersonId == visitor.Id)));
    }

    [Fact]
    public async Task Somebody_elses_absence_is_for_those_who_lead()
    {
        using var colleague = await Visitor.SignedInAsync(host, ("bakkah", Role.RegistrationClerk));
        using var clerk = await Visitor.SignedInAsync(host, ("bakkah", Role.RegistrationClerk));
        var form = await clerk.OpenAsync("/absences/new?association=bakkah");
        await clerk.SubmitAsync(form, "main form", HttpStatusCode.UnprocessableEntity, ("person", colleague.Id), ("from", Today(0)), ("to", Today(1)));
        using var supervisor = await Visitor.SignedInAsync(host, ("bakkah", Role.RelationsSupervisor), ("bakkah", Role.Administrator));
        form = await supervisor.OpenAsync("/absences/new?association=bakkah");
        await supervisor.SubmitAsync(form, "main form", ("person", colleague.Id), ("from", Today(0)), ("to", Today(1)));
        var id = await host.LookAsync(context => context.Absences.Where(row => row.PersonId == colleague.Id).Select(row => row.Id).SingleAsync());
        Assert.True((await colleague.OpenAsync("/account")).Has($"form[action='/absences/{id}/end']"));
        await colleague.SubmitAsync(await colleague.OpenAsync("/account"), $"form[action='/absences/{id}/end']");
        Assert.NotNull(await host.LookAsync(context => context.Absences.Where(row => row.Id == id).Select(row => row.EndedAt).SingleAsync()));
    }

    private string Today(int plus) => DateOnly.FromDateTime(host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(3)).DateTime).AddDays(plus).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The same person at a browser.</summary>
    private async Task<Visitor> VisitAsync(Person person, Role role, string association = "bakkah")
    {
        var userName = await host.LookAsync(context => context.Users.Where(row => row.Id == person.Id).Select(row => row.UserName!).SingleAsync());
        Assert.True(await host.LookAsync(context => context.StaffRoles.AnyAsync(row => row.UserId == person.Id && row.AssociationKey == association && row.Role == role.Key)));
        return await Visitor.SignedInAsync(host, userName, person.Id);
    }

    private static async Task PlanAsync(Visitor visitor, string from, string to, string deputy, string association = "bakkah")
    {
        var form = await visitor.OpenAsync($"/absences/new?association={association}");
        var account = await visitor.SubmitAsync(form, "main form", ("from", from), ("to", to), ("deputy", deputy));
        Assert.Equal("/account?done=absence", account.Address);
    }
}
