using System.Net;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Committee;

/// <summary>An open ballot by the rules the five associations ship: a simple majority with the chair's casting vote.</summary>
public sealed class WhenACommitteeVotes
{
    [Fact]
    public async Task The_task_is_every_members_until_they_voted_and_ends_when_nothing_can_change_the_result()
    {
        await using var open = await Sittings.OpenAsync();
        var (id, task) = await open.BringAsync();
        foreach (var person in new[] { open.Chair, open.First, open.Second, open.Third })
        {
            Assert.True(await person.IsOfferedAsync(task));
        }

        Assert.False(await open.Team.Officer.IsOfferedAsync(task));
        var answer = await open.First.VotesAsync(task, "Approve", "الدخل دون الحد");
        Assert.Equal(("Available", "Study"), (answer.Text("status"), answer.Text("caseStage")));
        Assert.False(await open.First.IsOfferedAsync(task));
        Assert.True(await open.Second.IsOfferedAsync(task));
        await open.Second.VotesAsync(task, "Reject", "المستندات ناقصة");
        await open.Third.VotesAsync(task, "Abstain");

        var last = await open.Chair.VotesAsync(task, "Approve");

        Assert.Equal("Completed", last.Text("status"));
        Assert.Equal(JsonValueKind.Null, last.GetProperty("action").ValueKind);
        Assert.False(await open.Chair.IsOfferedAsync(task));
        Assert.Empty(await open.Host.LookAsync(db => db.TaskCandidates.Where(row => row.TaskId == task).ToListAsync()));
        Assert.Equal(
            ["CommitteeSeated", "TaskOpened", "VoteCast", "VoteCast", "VoteCast", "VoteCast", "CommitteeDecided", "DecisionHeld"],
            (await open.Team.ActionsAsync(id)).SkipWhile(action => action != "CommitteeSeated"));
    }

    [Fact]
    public async Task A_decision_is_held_to_the_second_of_the_floor_and_nobody_outside_learns_of_it_before()
    {
        await using var open = await Sittings.OpenAsync();
        var informed = open.Host.Clock.GetUtcNow();
        var (id, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Reject", "الدخل أعلى من الحد");
        await open.Second.VotesAsync(task, "Reject", "الدخل أعلى من الحد");
        open.Host.Clock.Pass(TimeSpan.FromMinutes(1)); // reasons stand in the order in which they were given
        await open.Third.VotesAsync(task, "Reject", "سكن مملوك");
        Assert.Equal("Completed", (await open.Team.Officer.GetAsync($"/api/v1/user-tasks/{task}")).Text("status"));

        await open.Host.PassTimeAsync(informed.AddDays(14) - open.Host.Clock.GetUtcNow() - TimeSpan.FromTicks(1));
        Assert.Equal("Study", await open.StageAsync(id));
        var outsider = await open.Team.Officer.CommitteeAsync(task);
        Assert.Equal(("Held", informed.AddDays(14)), (outsider.Text("state"), outsider.GetProperty("release").GetProperty("releasableAt").GetDateTimeOffset()));
        var told = outsider.GetRawText() + (await open.Team.Officer.GetAsync($"/api/v1/user-tasks/{task}")).GetRawText() + (await open.Team.Officer.GetAsync($"/api/v1/cases/{id}/history")).GetRawText()
            + (await open.Team[Role.Auditor].CommitteeAsync(task)).GetRawText();
        Assert.DoesNotContain("\"Reject\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("الدخل", told, StringComparison.Ordinal);
        Assert.DoesNotContain("\"decision\":\"Rejected\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("\"action\":\"Rejected\"", told, StringComparison.Ordinal);
        Assert.Equal("Rejected", (await open.Chair.CommitteeAsync(task)).Text("decision"));

        await open.Host.PassTimeAsync(TimeSpan.FromTicks(1));

        Assert.Equal("Appeal", await open.StageAsync(id));
        var released = (await open.Team.Officer.HistoryAsync(id)).Single(line => line.Text("action") == "DecisionReleased");
        Assert.Equal((Actor.SystemId, "الدخل أعلى من الحد\nسكن مملوك"), (released.Text("actor"), released.Text("reason")));
        var ballot = released.GetProperty("data").GetProperty("ballot");
        Assert.Equal((0, 3, 4, "MoreAgainst"), (ballot.GetProperty("for").GetInt32(), ballot.GetProperty("against").GetInt32(), ballot.GetProperty("members").GetInt32(), ballot.Text("why")));
        var seen = await open.Team.Officer.CommitteeAsync(task);
        Assert.Equal(("Released", "Rejected"), (seen.Text("state"), seen.Text("decision")));
        Assert.Equal("Rejected", (await open.Team.Officer.GetAsync($"/api/v1/user-tasks/{task}")).Text("action"));
    }

    [Fact]
    public async Task After_the_floor_the_decision_leaves_the_house_with_the_vote_that_makes_it_certain()
    {
        await using var open = await Sittings.OpenAsync();
        var (id, task) = await open.BringAsync();
        await open.Host.PassTimeAsync(TimeSpan.FromDays(14));
        await open.First.VotesAsync(task, "Approve");
        await open.Second.VotesAsync(task, "Approve");

        var answer = await open.Third.VotesAsync(task, "Approve");

        Assert.Equal(("Completed", "Approved", "Registration"), (answer.Text("status"), answer.Text("action"), answer.Text("caseStage")));
        Assert.Equal(open.Third.Id, (await open.Team.Officer.GetAsync($"/api/v1/user-tasks/{task}")).Text("completedBy"));
        Assert.Equal("Registration", await open.StageAsync(id));
    }

    [Theory]
    [InlineData("2026-11-01T07:00:00Z")] // a Sunday
    [InlineData("2026-11-05T20:00:00Z")] // a Thursday night
    public async Task A_floor_in_working_days_is_kept_as_well(string start)
    {
        await using var open = await Sittings.OpenAsync(procedure: procedure => procedure.Set("committee", "countWorkingDays", "Boolean", true));
        var from = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        open.Host.Clock.Pass(from.AddDays(365) - open.Host.Clock.GetUtcNow());
        var (id, task) = await open.BringAsync();
        var floor = (await open.Chair.CommitteeAsync(task)).GetProperty("release").GetProperty("releasableAt").GetDateTimeOffset();
        Assert.True(floor >= open.Host.Clock.GetUtcNow().AddDays(18), "fourteen working days hold at least two weekends");
        foreach (var person in new[] { open.First, open.Second, open.Third })
        {
            await person.VotesAsync(task, "Approve");
        }

        await open.Host.PassTimeAsync(floor - open.Host.Clock.GetUtcNow() - TimeSpan.FromTicks(1));
        Assert.Equal("Study", await open.StageAsync(id));
        await open.Host.PassTimeAsync(TimeSpan.FromTicks(1));

        Assert.Equal("Registration", await open.StageAsync(id));
    }

    [Fact]
    public async Task Nobody_claims_or_is_given_such_a_task()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        using var claimed = await open.First.ClaimAsync(task);
        await claimed.IsProblemAsync(409, "committee-votes");
        using var assigned = await open.Chair.AssignAsync(task, open.First.Id);
        await assigned.IsProblemAsync(409, "committee-votes");
        using var released = await open.First.ReleaseAsync(task);
        Assert.Equal("Available", (await released.OkAsync()).Text("status"));
    }

    [Fact]
    public async Task Completing_the_task_is_voting()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        using var answer = await open.First.CompleteAsync(task, new { action = "Approved", operationId = "mine" });
        Assert.Equal("Available", (await answer.OkAsync()).Text("status"));
        using var again = await open.First.CompleteAsync(task, new { action = "Approved", operationId = "mine" });
        Assert.Equal("Available", (await again.OkAsync()).Text("status"));
        using var other = await open.First.CompleteAsync(task, new { action = "Rejected", reason = "لا", operationId = "mine" });
        await other.IsProblemAsync(422, "operation-id-reused");
        using var without = await open.Second.CompleteAsync(task, new { action = "Rejected" });
        await without.IsProblemAsync(422, "reason-required");
        using var unknown = await open.Chair.CompleteAsync(task, new { action = "Postponed" });
        await unknown.IsProblemAsync(422, "unknown-action");

        Assert.Equal(1, await open.Host.LookAsync(db => db.Votes.CountAsync()));
    }

    [Fact]
    public async Task A_vote_is_final_and_the_same_request_again_gets_the_same_answer()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        using var first = await open.First.VoteAsync(task, "Approve", operationId: "once");
        using var repeated = await open.First.VoteAsync(task, "Approve", operationId: "once");
        using var changed = await open.First.VoteAsync(task, "Reject", "غيّرت رأيي");
        using var recused = await open.First.RecuseAsync(task, "قرابة");

        Assert.Equal((await first.OkAsync()).GetRawText(), (await repeated.OkAsync()).GetRawText());
        await changed.IsProblemAsync(409, "already-voted");
        await recused.IsProblemAsync(409, "already-voted");
        Assert.Single(await open.Team.ActionsAsync((await first.OkAsync()).Text("caseId")), action => action == "VoteCast");
    }

    [Fact]
    public async Task After_the_decision_no_vote_is_taken()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        foreach (var person in new[] { open.First, open.Second, open.Third })
        {
            await person.VotesAsync(task, "Approve");
        }

        using var late = await open.Chair.VoteAsync(task, "Reject", "متأخر");

        await late.IsProblemAsync(409, "task-closed");
    }

    [Fact]
    public async Task Whoever_has_no_seat_has_no_vote()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        using var later = await open.Host.EmployAsync((open.Association, Role.CommitteeMember));
        using var stranger = await open.Host.EmployAsync(("bakkah", Role.CommitteeChair));

        using var officers = await open.Team.Officer.VoteAsync(task, "Approve");
        using var latecomers = await later.VoteAsync(task, "Approve");
        using var strangers = await stranger.VoteAsync(task, "Approve");
        using var nonsense = await open.First.VoteAsync(task, "Maybe");

        await officers.IsProblemAsync(403, "not-a-member");
        await latecomers.IsProblemAsync(403, "not-a-member");
        await strangers.IsProblemAsync(404, "no-such-task");
        await nonsense.IsProblemAsync(422, "unknown-choice");
        using var seen = await stranger.Client.GetAsync($"/api/v1/user-tasks/{task}/committee");
        await seen.IsProblemAsync(404, "no-such-task");
    }

    [Fact]
    public async Task A_task_of_one_person_has_no_committee()
    {
        await using var open = await Sittings.OpenAsync();
        var id = await open.Team.OpenCaseAsync();
        var task = await open.Team.TaskAtAsync(id, "receive");
        using var seen = await open.Team.Officer.Client.GetAsync($"/api/v1/user-tasks/{task}/committee");
        await seen.IsProblemAsync(404, "no-such-sitting");
        using var voted = await open.Team.Officer.VoteAsync(task, "Approve");
        await voted.IsProblemAsync(404, "no-such-sitting");
    }

    [Fact]
    public async Task Only_the_chair_sends_the_case_back()
    {
        await using var open = await Sittings.OpenAsync();
        var (id, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Approve");
        using var member = await open.Second.CompleteAsync(task, new { action = "MoreInformation", reason = "ينقص التقرير" });
        await member.IsProblemAsync(403, "not-the-chair");
        using var silent = await open.Chair.CompleteAsync(task, new { action = "MoreInformation" });
        await silent.IsProblemAsync(422, "reason-required");

        using var sent = await open.Chair.CompleteAsync(task, new { action = "MoreInformation", reason = "ينقص التقرير" });

        Assert.Equal("MoreInformation", (await sent.OkAsync(HttpStatusCode.OK)).Text("action"));
        Assert.NotEqual("Study", await open.StageAsync(id));
        Assert.Equal("Over", (await open.Chair.CommitteeAsync(task)).Text("state"));
        Assert.False(await open.Second.IsOfferedAsync(task));
    }

    [Fact]
    public async Task A_cancelled_case_takes_the_task_out_of_every_members_inbox()
    {
        await using var open = await Sittings.OpenAsync();
        var (id, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Approve");
        using var cancelled = await open.Team[Role.Administrator].Client.PostAsync($"/api/v1/cases/{id}/cancel", System.Net.Http.Json.JsonContent.Create(new { reason = "أُدخل مرتين" }));
        await cancelled.OkAsync();

        Assert.False(await open.Second.IsOfferedAsync(task));
        Assert.Empty(await open.Host.LookAsync(db => db.TaskCandidates.Where(row => row.TaskId == task).ToListAsync()));
        using var late = await open.Second.VoteAsync(task, "Approve");
        await late.IsProblemAsync(409, "task-closed");
    }
}
