using System.Net;
using System.Text;
using System.Text.Json;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Procedure;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.BadInput;

public sealed class WhenATaskAnswerIsBad(HostFactory host) : IClassFixture<HostFactory>, IAsyncLifetime
{
    private Team _team = null!;

    public async Task InitializeAsync() => _team = await Team.HireAsync(host, "natiq");

    public Task DisposeAsync()
    {
        _team.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_unknown_action_is_refused_with_the_allowed_ones()
    {
        var task = await ClaimedAsync("receive");
        await using var before = await Snapshot.TakeAsync(host);

        foreach (var action in new[] { "Verified", "received", "", "Received\0" })
        {
            using var answer = await _team.Officer.CompleteAsync(task, new { action });
            var problem = await answer.IsProblemAsync(422, "unknown-action");
            Assert.Equal(["Received", "Withdrawn"], problem.GetProperty("allowedActions").EnumerateArray().Select(allowed => allowed.GetString()));
        }

        await before.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task An_outcome_the_clock_chooses_is_nobodys_to_choose()
    {
        var id = await RejectedAsync();
        var task = await _team.TaskAtAsync(id, "offer-appeal");
        await (await _team.Officer.ClaimAsync(task)).OkAsync();

        using var answer = await _team.Officer.CompleteAsync(task, new { action = "Expired" });

        await answer.IsProblemAsync(422, "unknown-action");
    }

    [Theory]
    [InlineData("Withdrawn", null)]
    [InlineData("Withdrawn", "")]
    [InlineData("Withdrawn", " \u200f ")]
    public async Task An_action_somebody_must_be_told_about_needs_its_reason(string action, string? reason)
    {
        var task = await ClaimedAsync("receive");
        await using var before = await Snapshot.TakeAsync(host);

        using var answer = await _team.Officer.CompleteAsync(task, new { action, reason });

        Assert.Equal("reason", (await answer.IsProblemAsync(422, "reason-required")).Text("field"));
        await before.NothingWasWrittenAsync();
    }

    [Theory]
    [InlineData("""{}""", "answer-required")]
    [InlineData("""{"score":null}""", "answer-required")]
    [InlineData("""{"score":0}""", "answer-invalid")]
    [InlineData("""{"score":6}""", "answer-invalid")]
    [InlineData("""{"score":4.5}""", "answer-invalid")]
    [InlineData("""{"score":1e400}""", "answer-invalid")]
    [InlineData("""{"score":"very good"}""", "answer-invalid")]
    [InlineData("""{"score":{"a":1}}""", "answer-invalid")]
    [InlineData("""{"score":[5]}""", "answer-invalid")]
    [InlineData("""{"score":true}""", "answer-invalid")]
    public async Task A_survey_without_a_score_from_one_to_five_is_not_answered(string data, string code)
    {
        var (id, task) = await AtTheSurveyAsync();
        await using var before = await Snapshot.TakeAsync(host);

        using var answer = await PostAsync(task, $$"""{"action":"Answered","data":{{data}}}""");

        Assert.Equal("data.score", (await answer.IsProblemAsync(422, code)).Text("field"));
        await before.NothingWasWrittenAsync();
        Assert.Equal("Satisfaction", (await _team.Officer.CaseAsync(id)).Text("stage"));
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("\"4\"", 4)]
    [InlineData("\"٣\"", 3)]
    public async Task A_score_counts_however_the_form_sends_the_number(string score, int kept)
    {
        var (id, task) = await AtTheSurveyAsync();

        using var answer = await PostAsync(task, $$$"""{"action":"Answered","data":{"score":{{{score}}}}}""");

        Assert.Equal("Closed", (await answer.OkAsync()).Text("caseStage"));
        Assert.Equal(kept, (await _team.Officer.CaseAsync(id)).GetProperty("satisfactionScore").GetInt32());
    }

    [Theory]
    [InlineData("""{"data":{"a":1}}""", "member-required", "action")]
    [InlineData("""{"action":5}""", "member-invalid", "action")]
    [InlineData("""{"action":"Received","data":[]}""", "member-invalid", "data")]
    [InlineData("""{"action":"Received","outcome":"Received"}""", "unknown-member", "outcome")]
    [InlineData("""{"action":"Received","expectedRevision":"1"}""", "member-invalid", "expectedRevision")]
    [InlineData("""{"action":"Received","operationId":""}""", "operation-id-invalid", "operationId")]
    [InlineData("""{"action":"Received","data":{"a":1,"a":2}}""", "member-invalid", "data")]
    [InlineData("""{"action":"Received","data":{"a":{"b":[{"c":1,"c":2}]}}}""", "member-invalid", "data")]
    [InlineData("""{"action":"Withdrawn","data":{"reason":"\ud800"}}""", "member-invalid", "data")]
    [InlineData("""{"action":"Withdrawn","data":{"other":["\udc00"]}}""", "member-invalid", "data")]
    [InlineData("", "body-required", null)]
    public async Task An_answer_that_cannot_be_read_is_refused_naming_the_member(string body, string code, string? field)
    {
        var task = await ClaimedAsync("receive");
        await using var before = await Snapshot.TakeAsync(host);

        using var answer = await PostAsync(task, body);

        var problem = await answer.IsProblemAsync(400, code);
        Assert.Equal(field, problem.TryGetProperty("field", out var named) ? named.GetString() : null);
        await before.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task A_reason_beyond_its_limit_is_refused_with_the_limit()
    {
        var task = await ClaimedAsync("receive");
        await using var before = await Snapshot.TakeAsync(host);

        using var answer = await _team.Officer.CompleteAsync(task, new { action = "Withdrawn", reason = new string('س', 4001) });

        var problem = await answer.IsProblemAsync(422, "text-too-long");
        Assert.Equal(("reason", 4000), (problem.Text("field"), problem.GetProperty("maximum").GetInt32()));
        await before.NothingWasWrittenAsync();
    }

    [Theory]
    [InlineData("سطر\nآخر <script>alert(1)</script> \u202e")]
    [InlineData("نص \ud83d\ude00 \uffff")]
    public async Task Strange_characters_in_a_reason_do_not_break_the_seal_of_the_history(string reason)
    {
        var id = await _team.OpenCaseAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Withdrawn", reason, new { note = reason });

        var lines = await _team.Officer.HistoryAsync(id);

        Assert.Null(HashChain.Verify(lines.Select(line => WhenACaseTravelsTheWholeProcedure.EventOf(id, line))));
        Assert.Equal(reason, lines.Single(line => line.Text("action") == "TaskCompleted").Text("reason"));
    }

    [Fact]
    public async Task A_character_the_database_has_no_place_for_is_kept_whole_or_refused()
    {
        var id = await _team.OpenCaseAsync();
        var task = await _team.TaskAtAsync(id, "receive");
        await (await _team.Officer.ClaimAsync(task)).OkAsync();

        using var answer = await _team.Officer.CompleteAsync(task, new { action = "Withdrawn", reason = "before\u0000after" });

        if (TestedDatabase.IsPostgres)
        {
            await answer.IsProblemAsync(400, "text-not-storable");
        }
        else
        {
            await answer.OkAsync();
            Assert.Null(HashChain.Verify((await _team.Officer.HistoryAsync(id)).Select(line => WhenACaseTravelsTheWholeProcedure.EventOf(id, line))));
        }
    }

    [Fact]
    public async Task A_task_must_be_claimed_and_still_open_to_be_completed()
    {
        var id = await _team.OpenCaseAsync();
        var task = await _team.TaskAtAsync(id, "receive");
        using var colleague = await host.EmployAsync(("natiq", Role.RelationsOfficer));

        await RefusedAsync(409, "task-not-claimed", () => _team.Officer.CompleteAsync(task, new { action = "Received" }));
        await (await colleague.ClaimAsync(task)).OkAsync();
        await RefusedAsync(409, "claimed-by-another", () => _team.Officer.CompleteAsync(task, new { action = "Received" }));
        await RefusedAsync(409, "claimed-by-another", () => _team.Officer.ClaimAsync(task));
        await RefusedAsync(409, "claimed-by-another", () => _team.Officer.ReleaseAsync(task));
        await (await colleague.CompleteAsync(task, new { action = "Received" })).OkAsync();
        await RefusedAsync(409, "task-closed", () => colleague.CompleteAsync(task, new { action = "Received" }));
        await RefusedAsync(409, "task-closed", () => colleague.ClaimAsync(task));
        await RefusedAsync(409, "task-closed", () => colleague.ReleaseAsync(task));
        await RefusedAsync(409, "task-closed", () => _team[Role.RelationsSupervisor].AssignAsync(task, colleague.Id));
    }

    [Fact]
    public async Task An_outdated_view_of_a_task_is_told_the_present_revision()
    {
        var id = await _team.OpenCaseAsync();
        var task = await _team.TaskAtAsync(id, "receive");

        Assert.Equal(0, (await RefusedAsync(409, "stale-revision", () => _team.Officer.ClaimAsync(task, expectedRevision: 7))).GetProperty("revision").GetInt32());
        await (await _team.Officer.ClaimAsync(task, expectedRevision: 0)).OkAsync();
        var problem = await RefusedAsync(409, "stale-revision", () => _team.Officer.CompleteAsync(task, new { action = "Received", expectedRevision = 0 }));
        Assert.Equal(1, problem.GetProperty("revision").GetInt32());
        await (await _team.Officer.CompleteAsync(task, new { action = "Received", expectedRevision = 1 })).OkAsync();
    }

    [Fact]
    public async Task A_task_is_no_business_of_other_roles_or_strangers()
    {
        var id = await _team.OpenCaseAsync();
        var task = await _team.TaskAtAsync(id, "receive");

        foreach (var role in Role.All.Except([Role.RelationsOfficer]))
        {
            await RefusedAsync(403, "not-a-candidate", () => _team[role].ClaimAsync(task));
            await RefusedAsync(403, "not-a-candidate", () => _team[role].CompleteAsync(task, new { action = "Received" }));
        }

        await RefusedAsync(403, "may-not-assign", () => _team.Officer.AssignAsync(task, _team.Officer.Id));
        await RefusedAsync(422, "assignee-not-a-candidate", () => _team[Role.RelationsSupervisor].AssignAsync(task, _team[Role.Auditor].Id));
        await RefusedAsync(422, "assignee-not-a-candidate", () => _team[Role.RelationsSupervisor].AssignAsync(task, "nobody"));
        using var stranger = new Person("", host.CreateClient());
        await RefusedAsync(401, "sign-in-required", () => stranger.ClaimAsync(task));
        await RefusedAsync(401, "sign-in-required", () => stranger.CompleteAsync(task, new { action = "Received" }));
        await RefusedAsync(401, "sign-in-required", () => stranger.Client.GetAsync($"/api/v1/cases/{id}/history"));
    }

    [Fact]
    public async Task What_belongs_to_another_association_does_not_exist()
    {
        var id = await _team.OpenCaseAsync();
        var task = await _team.TaskAtAsync(id, "receive");
        using var elsewhere = await host.EmployAsync(("maman", Role.Administrator), ("maman", Role.RelationsOfficer), ("bakkah", Role.RelationsSupervisor));

        foreach (var (what, whose) in new[] { (task, id), ("no-such-id", "no-such-id"), ("1098765432", "1098765432") })
        {
            await RefusedAsync(404, "no-such-task", () => elsewhere.Client.GetAsync($"/api/v1/user-tasks/{what}"));
            await RefusedAsync(404, "no-such-task", () => elsewhere.ClaimAsync(what));
            await RefusedAsync(404, "no-such-task", () => elsewhere.ReleaseAsync(what));
            await RefusedAsync(404, "no-such-task", () => elsewhere.AssignAsync(what, elsewhere.Id));
            await RefusedAsync(404, "no-such-task", () => elsewhere.CompleteAsync(what, new { action = "Received" }));
            await RefusedAsync(404, "no-such-case", () => elsewhere.Client.GetAsync($"/api/v1/cases/{whose}"));
            await RefusedAsync(404, "no-such-case", () => elsewhere.Client.GetAsync($"/api/v1/cases/{whose}/history"));
        }

        Assert.Empty(await elsewhere.CasesAsync());
        Assert.Empty(await elsewhere.CasesAsync("association=natiq"));
        Assert.Empty(await elsewhere.InboxAsync("scope=all"));
        Assert.Empty(await elsewhere.InboxAsync("scope=all&association=natiq"));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("1098765432", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/v1/cases?stage=Nowhere", "unknown-stage")]
    [InlineData("/api/v1/cases?stage=3", "unknown-stage")]
    [InlineData("/api/v1/cases?stage=Opened,Closed", "unknown-stage")]
    [InlineData("/api/v1/cases?stage=", "unknown-stage")]
    [InlineData("/api/v1/user-tasks?scope=everything", "unknown-scope")]
    [InlineData("/api/v1/user-tasks?scope=1", "unknown-scope")]
    [InlineData("/api/v1/user-tasks?scope=mine,all", "unknown-scope")]
    [InlineData("/api/v1/user-tasks?scope=", "unknown-scope")]
    [InlineData("/api/v1/cases?page=x", "parameter-invalid")]
    [InlineData("/api/v1/user-tasks?pageSize=99999999999", "parameter-invalid")]
    public async Task A_filter_nobody_knows_is_refused(string path, string code) =>
        await RefusedAsync(400, code, () => _team.Officer.Client.GetAsync(path));

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=-5")]
    [InlineData("pageSize=0")]
    [InlineData("pageSize=-1")]
    [InlineData("pageSize=1000000")]
    public async Task A_page_out_of_range_is_the_nearest_one_there_is(string query)
    {
        await _team.OpenCaseAsync();

        Assert.NotEmpty(await _team.Officer.CasesAsync(query));
        Assert.NotEmpty(await _team.Officer.InboxAsync("scope=all&" + query));
    }

    [Fact]
    public async Task A_page_beyond_the_last_is_empty()
    {
        await _team.OpenCaseAsync();

        foreach (var page in new[] { "1000", "2147483647" })
        {
            Assert.Empty(await _team.Officer.CasesAsync($"page={page}"));
            Assert.Empty(await _team.Officer.InboxAsync($"scope=all&page={page}"));
        }
    }

    private async Task<JsonElement> RefusedAsync(int status, string code, Func<Task<HttpResponseMessage>> act)
    {
        await using var before = await Snapshot.TakeAsync(host);
        using var answer = await act();
        var problem = await answer.IsProblemAsync(status, code);
        await before.NothingWasWrittenAsync();
        return problem;
    }

    private Task<HttpResponseMessage> PostAsync(string task, string body) =>
        _team.Officer.Client.PostAsync($"/api/v1/user-tasks/{task}/complete", new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task<string> ClaimedAsync(string step)
    {
        var task = await _team.TaskAtAsync(await _team.OpenCaseAsync(), step);
        await (await _team.Officer.ClaimAsync(task)).OkAsync();
        return task;
    }

    private async Task<string> RejectedAsync()
    {
        var id = await _team.BringToCommitteeAsync();
        await host.PassTimeAsync(TimeSpan.FromDays(14));
        await _team.DoAsync(id, "committee", Role.CommitteeMember, "Rejected", "لا تنطبق الشروط");
        return id;
    }

    private async Task<(string CaseId, string Task)> AtTheSurveyAsync()
    {
        var id = await _team.BringToCommitteeAsync();
        await host.PassTimeAsync(TimeSpan.FromDays(14));
        await _team.DoAsync(id, "committee", Role.CommitteeMember, "Approved");
        await _team.DoAsync(id, "register", Role.RegistrationClerk, "Registered");
        await _team.DoAsync(id, "deliver", Role.ServiceProvider, "Delivered");
        var task = await _team.TaskAtAsync(id, "survey");
        await (await _team.Officer.ClaimAsync(task)).OkAsync();
        return (id, task);
    }
}
