using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.NightWatch;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Committee;

/// <summary>Recusals, roles that are taken away, members who never vote, and ballots that lead nowhere.</summary>
public sealed class WhenAMemberStaysOut
{
    [Fact]
    public async Task A_recused_member_neither_votes_nor_counts()
    {
        await using var open = await Sittings.OpenAsync();
        var (id, task) = await open.BringAsync();
        using var recused = await open.First.RecuseAsync(task, "قريب لمقدّم الطلب");
        await recused.OkAsync();
        Assert.False(await open.First.IsOfferedAsync(task));
        using var vote = await open.First.VoteAsync(task, "Approve");
        await vote.IsProblemAsync(409, "recused");
        using var words = await open.First.ActAsync(task, "discussion", new { text = "أرى القبول" });
        await words.IsProblemAsync(409, "recused");
        await open.Second.VotesAsync(task, "Approve");
        open.Host.Store.Tamper("DELETE FROM user_task_candidates");
        Assert.Equal(["task-not-offered 1-0"], await NightShift.RoundAsync(open.Host, repair: true));
        Assert.Equal(new[] { open.Third.Id, open.Chair.Id }.Order(), (await open.Host.LookAsync(db => db.TaskCandidates.Select(row => row.Value).ToListAsync())).Order());

        var last = await open.Third.VotesAsync(task, "Approve"); // two of three

        Assert.Equal("Completed", last.Text("status"));
        var line = (await open.Team.Officer.HistoryAsync(id)).Single(line => line.Text("action") == "MemberRecused");
        Assert.Equal((open.First.Id, "قريب لمقدّم الطلب", open.First.Id), (line.Text("actor"), line.Text("reason"), line.GetProperty("data").Text("member")));
    }

    [Fact]
    public async Task The_chair_recuses_another_member_and_nobody_else_does()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        using var members = await open.First.RecuseAsync(task, "شريك", open.Second.Id);
        await members.IsProblemAsync(403, "not-the-chair");
        using var chairs = await open.Chair.RecuseAsync(task, "شريك", open.Second.Id);
        await chairs.OkAsync();

        var seat = Seat(await open.Chair.CommitteeAsync(task), open.Second);
        Assert.Equal("Recused", seat.Text("state"));
    }

    [Fact]
    public async Task A_recusal_may_be_what_makes_the_decision_certain()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Approve");
        await open.Second.VotesAsync(task, "Approve"); // two of four: no quorum
        using var recused = await open.Third.RecuseAsync(task, "قرابة");

        Assert.Equal("Completed", (await recused.OkAsync()).Text("status"));
    }

    [Fact]
    public async Task Whoever_verified_the_request_has_no_seat()
    {
        await using var open = await Sittings.OpenAsync();
        using var both = await open.Host.EmployAsync((open.Association, Role.RelationsOfficer), (open.Association, Role.CommitteeMember));
        var id = await open.Team.OpenCaseAsync();
        await open.Team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        var verify = await open.Team.TaskAtAsync(id, "verify");
        using var claimed = await both.ClaimAsync(verify);
        await claimed.OkAsync();
        using var verified = await both.CompleteAsync(verify, new { action = "Verified" });
        await verified.OkAsync();
        await open.Team.DoAsync(id, "declare", Role.RelationsOfficer, "Signed");
        var task = await open.Team.TaskAtAsync(id, "committee");

        Assert.False(await both.IsOfferedAsync(task));
        Assert.Equal(4, (await open.Chair.CommitteeAsync(task)).GetProperty("members").GetArrayLength());
        using var vote = await both.VoteAsync(task, "Approve");
        await vote.IsProblemAsync(403, "not-a-member");
    }

    [Fact]
    public async Task A_role_taken_away_takes_the_seat_along_but_no_vote_already_given()
    {
        await using var open = await Sittings.OpenAsync();
        var (_, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Approve");
        await open.Host.AppointAsync(open.First.Id, (open.Association, Role.RelationsOfficer));
        await open.Host.AppointAsync(open.Second.Id, (open.Association, Role.RelationsOfficer));

        using var vote = await open.Second.VoteAsync(task, "Approve");
        await vote.IsProblemAsync(403, "not-a-member");
        var seen = await open.Chair.CommitteeAsync(task);
        Assert.Equal(3, seen.GetProperty("members").GetArrayLength());
        Assert.Equal("Voted", Seat(seen, open.First).Text("state"));

        Assert.Equal("Completed", (await open.Third.VotesAsync(task, "Approve")).Text("status")); // two of the three who are left
    }

    [Fact]
    public async Task The_chair_closes_the_ballot_over_those_who_stay_away()
    {
        await using var open = await Sittings.OpenAsync(rules: rules => rules["mostAbsent"] = 2);
        var (id, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Approve");
        await open.Second.VotesAsync(task, "Reject", "الدخل أعلى من الحد");
        using var early = await open.First.ActAsync(task, "close");
        await early.IsProblemAsync(403, "not-the-chair");
        await open.Chair.VotesAsync(task, "Reject", "السكن مملوك"); // 1:2, and the fourth may still make it a tie, which the chair's vote decides
        Assert.Equal("Completed", (await open.Team.Officer.GetAsync($"/api/v1/user-tasks/{task}")).Text("status"));
        Assert.DoesNotContain("BallotClosed", await open.Team.ActionsAsync(id));

        var (_, other) = await open.BringAsync();
        await open.First.VotesAsync(other, "Reject", "السكن مملوك");
        using var tooFew = await open.Chair.ActAsync(other, "close");
        await tooFew.IsProblemAsync(422, "members-missing");
        await open.Second.VotesAsync(other, "Approve");
        await open.Third.VotesAsync(other, "Approve");
        using var closed = await open.Chair.ActAsync(other, "close");

        Assert.Equal("Completed", (await closed.OkAsync()).Text("status")); // 2:1 without the chair
        Assert.Equal("Approved", (await open.Chair.CommitteeAsync(other)).Text("decision"));
    }

    [Fact]
    public async Task A_tie_without_the_chair_is_no_decision_and_the_committee_votes_again()
    {
        await using var open = await Sittings.OpenAsync();
        var (id, task) = await open.BringAsync();
        await open.First.VotesAsync(task, "Approve");
        await open.Second.VotesAsync(task, "Reject", "لا يستحق");
        await open.Chair.VotesAsync(task, "Abstain");
        using var soon = await open.Chair.ActAsync(task, "vote-again");
        await soon.IsProblemAsync(409, "ballot-open");
        await open.Third.VotesAsync(task, "Abstain");
        Assert.Equal(("NoDecision", "Tie"), (await open.Chair.CommitteeAsync(task)) is var tied ? (tied.Text("state"), tied.Text("why")) : default);
        Assert.Equal(JsonValueKind.Null, (await open.Team.Officer.CommitteeAsync(task)).GetProperty("why").ValueKind);
        Assert.Empty(await NightShift.RoundAsync(open.Host, repair: false)); // it stands in nobody's inbox, and waits for the chair
        using var newcomer = await open.Host.EmployAsync((open.Association, Role.CommitteeMember));

        using var again = await open.Chair.ActAsync(task, "vote-again");

        await again.OkAsync();
        foreach (var person in new[] { open.Chair, open.First, open.Second, open.Third, newcomer })
        {
            Assert.True(await person.IsOfferedAsync(task));
        }

        await open.First.VotesAsync(task, "Approve");
        await open.Second.VotesAsync(task, "Approve");
        await newcomer.VotesAsync(task, "Approve");
        Assert.Equal("Held", (await open.Chair.CommitteeAsync(task)).Text("state"));
        Assert.Equal(["BallotWithoutDecision", "CommitteeVotesAgain"], (await open.Team.ActionsAsync(id)).Where(action => action is "BallotWithoutDecision" or "CommitteeVotesAgain"));
        Assert.Equal(7, await open.Host.LookAsync(db => db.Votes.CountAsync()));
    }

    [Fact]
    public async Task A_committee_of_nobody_waits_for_its_members()
    {
        await using var open = await Sittings.OpenAsync();
        foreach (var person in new[] { open.Chair, open.First, open.Second, open.Third })
        {
            await open.Host.AppointAsync(person.Id);
        }

        var (_, task) = await open.BringAsync();
        var admin = open.Team[Role.Administrator];
        Assert.Equal(("NoDecision", 0), (await admin.CommitteeAsync(task)) is var empty ? (empty.Text("state"), empty.GetProperty("members").GetArrayLength()) : default);
        await open.Host.AppointAsync(open.First.Id, (open.Association, Role.CommitteeMember));
        await open.Host.AppointAsync(open.Second.Id, (open.Association, Role.CommitteeMember));

        using var again = await admin.ActAsync(task, "vote-again");
        await again.OkAsync();
        await open.First.VotesAsync(task, "Approve");
        Assert.Equal("Completed", (await open.Second.VotesAsync(task, "Approve")).Text("status"));
    }

    [Fact]
    public async Task Members_talk_among_themselves()
    {
        await using var open = await Sittings.OpenAsync();
        var (id, task) = await open.BringAsync();
        using var said = await open.First.ActAsync(task, "discussion", new { text = "نحتاج كشف الحساب", operationId = "said" });
        await said.OkAsync();
        using var again = await open.First.ActAsync(task, "discussion", new { text = "نحتاج كشف الحساب", operationId = "said" });
        await again.OkAsync();
        using var nothing = await open.First.ActAsync(task, "discussion", new { text = " \u200f" });
        await nothing.IsProblemAsync(422, "text-required");
        using var officer = await open.Team.Officer.ActAsync(task, "discussion", new { text = "سؤال" });
        await officer.IsProblemAsync(403, "not-a-member");

        Assert.Equal("نحتاج كشف الحساب", Assert.Single((await open.Chair.CommitteeAsync(task)).GetProperty("discussion").EnumerateArray()).Text("text"));
        Assert.Equal(0, (await open.Team.Officer.CommitteeAsync(task)).GetProperty("discussion").GetArrayLength());
        Assert.DoesNotContain("نحتاج", (await open.Team.Officer.GetAsync($"/api/v1/cases/{id}/history")).GetRawText(), StringComparison.Ordinal);
    }

    private static JsonElement Seat(JsonElement committee, Person person) => committee.GetProperty("members").EnumerateArray().Single(seat => seat.Text("id") == person.Id);
}
