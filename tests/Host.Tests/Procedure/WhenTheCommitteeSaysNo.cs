using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Notifications;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Procedure;

public sealed class WhenTheCommitteeSaysNo : IAsyncLifetime
{
    private const string First = "الدخل أعلى من الحد المعتمد";
    private const string Final = "لم يتغير ما بُني عليه القرار";

    private readonly HostFactory _host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("natiq", true)]
    [InlineData("maman", false)]
    public async Task An_appeal_is_heard_once_and_its_answer_is_final(string association, bool reasonIsTold)
    {
        using var team = await Team.HireAsync(_host, association);
        var id = await RejectedAsync(team);
        Assert.Equal("Appeal", (await team.Officer.CaseAsync(id)).Text("stage"));

        Assert.Equal("Study", (await team.DoAsync(id, "offer-appeal", Role.RelationsOfficer, "Appealed", "تغيّرت ظروفي")).Text("caseStage"));
        await _host.PassTimeAsync(TimeSpan.FromDays(14));
        await team.DoAsync(id, "appeal-committee", Role.CommitteeChair, "Rejected", Final);
        await _host.SettleAsync();

        var closed = await team.Officer.CaseAsync(id);
        Assert.Equal(("Closed", "Rejected"), (closed.Text("stage"), closed.Text("result")));
        Assert.Equal(Final, (await team.Officer.HistoryAsync(id))[^1].Text("reason"));
        Assert.Single(await team.ActionsAsync(id), action => action == "CaseClosed");
        var told = await ToldAsync(id);
        Assert.Equal(reasonIsTold, told.Exists(message => message.TextAr.EndsWith(First, StringComparison.Ordinal)));
        Assert.Equal(reasonIsTold, told.Exists(message => message.TextAr.EndsWith(Final, StringComparison.Ordinal)));
        Assert.Equal(reasonIsTold, told.Exists(message => (message.TextAr + message.TextEn).Contains(First, StringComparison.Ordinal)));
        Assert.Equal(reasonIsTold ? 3 : 2, told.Count); // at maman staff told the applicant of the study
    }

    [Fact]
    public async Task An_appeal_that_is_granted_leads_on_to_registration()
    {
        using var team = await Team.HireAsync(_host, "natiq");
        var id = await RejectedAsync(team);
        await team.DoAsync(id, "offer-appeal", Role.RelationsOfficer, "Appealed", "تغيّرت ظروفي");
        await _host.PassTimeAsync(TimeSpan.FromDays(14));

        Assert.Equal("Registration", (await team.DoAsync(id, "appeal-committee", Role.CommitteeChair, "Approved")).Text("caseStage"));
    }

    [Fact]
    public async Task Accepting_the_decision_closes_the_case_at_once()
    {
        using var team = await Team.HireAsync(_host, "natiq");
        var id = await RejectedAsync(team);

        Assert.Equal("Closed", (await team.DoAsync(id, "offer-appeal", Role.RelationsOfficer, "Accepted")).Text("caseStage"));
        Assert.Equal(First, (await team.Officer.HistoryAsync(id))[^1].Text("reason"));
    }

    [Fact]
    public async Task The_window_for_an_appeal_closes_by_the_clock_and_takes_the_task_along()
    {
        using var team = await Team.HireAsync(_host, "natiq");
        var id = await RejectedAsync(team);
        var task = await team.TaskAtAsync(id, "offer-appeal");
        await _host.PassTimeAsync(TimeSpan.FromDays(21) - TimeSpan.FromTicks(1));
        Assert.Equal(["offer-appeal"], await team.OpenStepsAsync(id));

        await _host.PassTimeAsync(TimeSpan.FromTicks(1));

        var closed = await team.Officer.CaseAsync(id);
        Assert.Equal(("Closed", "Rejected"), (closed.Text("stage"), closed.Text("result")));
        Assert.Equal("Cancelled", (await team.Officer.GetAsync($"/api/v1/user-tasks/{task}")).Text("status"));
        var actions = await team.ActionsAsync(id);
        Assert.Contains("AppealWindowClosed", actions);
        Assert.Single(actions, action => action == "TaskCancelled");
        using var late = await team.Officer.ClaimAsync(task);
        await late.IsProblemAsync(409, "task-closed");
    }

    [Fact]
    public async Task A_rejection_without_a_reason_is_refused()
    {
        using var team = await Team.HireAsync(_host, "natiq");
        var id = await team.BringToCommitteeAsync();
        await _host.PassTimeAsync(TimeSpan.FromDays(14));
        var task = await team.TaskAtAsync(id, "committee");
        await (await team[Role.CommitteeChair].ClaimAsync(task)).OkAsync();

        using var answer = await team[Role.CommitteeChair].CompleteAsync(task, new { action = "Rejected" });

        await answer.IsProblemAsync(422, "reason-required");
    }

    private async Task<string> RejectedAsync(Team team)
    {
        var id = await team.BringToCommitteeAsync();
        await _host.PassTimeAsync(TimeSpan.FromDays(14));
        await team.DoAsync(id, "committee", Role.CommitteeMember, "Rejected", First);
        await _host.SettleAsync();
        return id;
    }

    private Task<List<MessageRow>> ToldAsync(string id) =>
        _host.LookAsync(db => db.Messages.Where(row => row.CaseId == id && row.Kind == "beneficiary-message").OrderBy(row => row.CreatedAt).ToListAsync());
}
