using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Workflows;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Time;

public sealed class WhenTimePasses : IAsyncLifetime
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
    public async Task The_floor_is_reported_once_however_often_and_by_how_many_the_clock_is_asked()
    {
        var id = await _team.BringToCommitteeAsync();
        _host.Clock.Pass(TimeSpan.FromDays(14));
        var dispatcher = _host.Services.GetRequiredService<TimerDispatcher>();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => dispatcher.FireDueAsync(_host.Clock.GetUtcNow(), default))));
        for (var again = 0; again < 3; again++)
        {
            Assert.Equal(0, await dispatcher.FireDueAsync(_host.Clock.GetUtcNow(), default));
        }

        Assert.Single(await _team.ActionsAsync(id), action => action == "DecisionReleasable");
        Assert.Single(await _host.LookAsync(db => db.Bookmarks.Where(row => row.DueAt != null).ToListAsync()));
    }

    [Fact]
    public async Task What_fell_due_during_a_long_stop_happens_once_and_in_its_order()
    {
        var id = await _team.OpenCaseAsync();

        await _host.PassTimeAsync(TimeSpan.FromDays(60));
        await _host.PassTimeAsync(TimeSpan.FromDays(60));

        Assert.Equal(["CaseOpened", "TaskOpened", "TaskReminded", "TaskEscalated"], await _team.ActionsAsync(id));
        Assert.Equal(2, await _host.LookAsync(db => db.Messages.CountAsync(row => row.CaseId == id && row.Kind == "staff-notice")));
        Assert.Empty(await _host.LookAsync(db => db.Bookmarks.Where(row => row.DueAt != null).ToListAsync()));
    }

    [Fact]
    public async Task A_reminder_goes_out_at_its_instant_and_not_before()
    {
        var id = await _team.OpenCaseAsync();

        await _host.PassTimeAsync(TimeSpan.FromHours(36) - TimeSpan.FromTicks(1));
        Assert.DoesNotContain("TaskReminded", await _team.ActionsAsync(id));
        await _host.PassTimeAsync(TimeSpan.FromTicks(1));

        var reminded = (await _team.Officer.HistoryAsync(id))[^1];
        Assert.Equal(("TaskReminded", Actor.SystemId, "receive"), (reminded.Text("action"), reminded.Text("actor"), reminded.Text("activityId")));
        Assert.Equal(_host.Clock.GetUtcNow(), reminded.GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task An_overdue_task_is_offered_to_a_second_role_as_well()
    {
        var id = await _team.OpenCaseAsync();
        var task = await _team.TaskAtAsync(id, "receive");
        var supervisor = _team[Role.RelationsSupervisor];
        await (await supervisor.ClaimAsync(task)).IsProblemAsync(403, "not-a-candidate");
        Assert.Empty(await supervisor.InboxAsync());

        await _host.PassTimeAsync(TimeSpan.FromDays(2));

        Assert.Equal(task, Assert.Single(await supervisor.InboxAsync()).Text("id"));
        Assert.Equal(task, Assert.Single(await _team.Officer.InboxAsync()).Text("id"));
        await (await supervisor.ClaimAsync(task)).OkAsync();
        Assert.Equal("Verification", (await (await supervisor.CompleteAsync(task, new { action = "Received" })).OkAsync()).Text("caseStage"));
        var escalated = Assert.Single(await _team.Officer.HistoryAsync(id), line => line.Text("action") == "TaskEscalated");
        Assert.Equal("relations-supervisor", escalated.GetProperty("data").Text("toRole"));
    }

    [Fact]
    public async Task A_claimed_task_is_escalated_without_being_taken_from_its_holder()
    {
        var id = await _team.OpenCaseAsync();
        var task = await _team.TaskAtAsync(id, "receive");
        await (await _team.Officer.ClaimAsync(task)).OkAsync();

        await _host.PassTimeAsync(TimeSpan.FromDays(2));

        await (await _team[Role.RelationsSupervisor].ClaimAsync(task)).IsProblemAsync(409, "claimed-by-another");
        await (await _team.Officer.CompleteAsync(task, new { action = "Received" })).OkAsync();
    }

    [Fact]
    public async Task The_alarms_of_a_closed_case_are_gone_and_a_left_over_one_does_nothing()
    {
        var id = await _team.OpenCaseAsync();
        var alarm = await _host.LookAsync(db => db.Bookmarks.SingleAsync(row => row.DueAt != null));
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Withdrawn", "عدل عن طلبه");
        Assert.Empty(await _host.LookAsync(db => db.Bookmarks.Where(row => row.DueAt != null).ToListAsync()));
        var before = await _team.ActionsAsync(id);

        await LeaveBehindAsync(alarm);
        await _host.PassTimeAsync(TimeSpan.FromDays(3));

        Assert.Empty(await _host.LookAsync(db => db.Bookmarks.Where(row => row.DueAt != null).ToListAsync()));
        Assert.Equal(before, await _team.ActionsAsync(id));
    }

    [Fact]
    public async Task A_step_that_is_over_takes_its_alarm_along_while_the_case_goes_on()
    {
        var id = await _team.OpenCaseAsync();
        var alarm = await _host.LookAsync(db => db.Bookmarks.SingleAsync(row => row.DueAt != null));
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        await LeaveBehindAsync(alarm);

        await _host.PassTimeAsync(TimeSpan.FromHours(47));

        Assert.DoesNotContain("TaskReminded", await _team.ActionsAsync(id));
        Assert.DoesNotContain(alarm.Id, await _host.LookAsync(db => db.Bookmarks.Where(row => row.DueAt != null).Select(row => row.Id).ToListAsync()));
    }

    [Fact]
    public async Task A_timer_that_fails_is_tried_again_and_holds_no_other_up()
    {
        var (broken, well) = (await _team.OpenCaseAsync(), await _team.OpenCaseAsync());
        await SpoilAsync(broken);
        _host.Store.IsTampered = true;

        await _host.PassTimeAsync(TimeSpan.FromHours(36));

        Assert.Contains("TaskReminded", await _team.ActionsAsync(well));
        var waiting = await _host.LookAsync(db => db.Bookmarks.SingleAsync(row => row.DueAt != null && db.Instances.Any(one => one.Id == row.WorkflowInstanceId && one.CaseId == broken)));
        Assert.Equal((1, _host.Clock.GetUtcNow() + TimeSpan.FromSeconds(5)), (waiting.Attempts, waiting.NextAttemptAt));
        await _host.PassTimeAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(2, await _host.LookAsync(db => db.Bookmarks.Where(row => row.Id == waiting.Id).Select(row => row.Attempts).SingleAsync()));
    }

    [Fact]
    public async Task Nobody_answering_the_survey_closes_it_without_blame()
    {
        var id = await _team.BringToCommitteeAsync();
        await _host.PassTimeAsync(TimeSpan.FromDays(14));
        await _team.DoAsync(id, "committee", Role.CommitteeChair, "Approved");
        await _team.DoAsync(id, "register", Role.RegistrationClerk, "Registered");
        await _team.DoAsync(id, "deliver", Role.ServiceProvider, "Delivered");

        await _host.PassTimeAsync(TimeSpan.FromDays(10));

        var closed = await _team.Officer.CaseAsync(id);
        Assert.Equal(("Closed", "Served"), (closed.Text("stage"), closed.Text("result")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, closed.GetProperty("satisfactionScore").ValueKind);
        Assert.Contains("SurveyClosed", await _team.ActionsAsync(id));
    }

    /// <summary>Puts a fired or cancelled alarm back, as a half-restored backup might.</summary>
    private Task LeaveBehindAsync(BookmarkRow alarm) => _host.Services.GetRequiredService<UnitOfWork>().WriteAsync<bool>(
        async (tx, ct) =>
        {
            await using var context = await tx.JoinAsync(ct);
            context.Bookmarks.Add(alarm);
            await context.SaveChangesAsync(ct);
            return true;
        },
        default);

    private Task SpoilAsync(string caseId) => _host.Services.GetRequiredService<UnitOfWork>().WriteAsync<int>(
        async (tx, ct) => await tx.Command("UPDATE workflow_instances SET state = @state WHERE case_id = @id").With("@state", [0]).With("@id", caseId).ExecuteAsync(ct), default);
}
