using System.Net;
using System.Net.Http.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Repetition;

public sealed class WhenTheSameThingIsSentTwice(HostFactory host) : IClassFixture<HostFactory>, IAsyncLifetime
{
    private Team _team = null!;

    public async Task InitializeAsync() => _team = await Team.HireAsync(host, "natiq");

    public Task DisposeAsync()
    {
        _team.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_case_is_opened_once_and_answered_the_same_byte_for_byte()
    {
        var request = Opening(Somebody.New(), "intake-1");
        using var first = await _team.Officer.OpenAsync("natiq", request);
        await using var before = await Snapshot.TakeAsync(host);
        host.Clock.Pass(TimeSpan.FromMinutes(5));

        using var second = await _team.Officer.OpenAsync("natiq", request);

        await TheAnswersAreTheSameAsync(HttpStatusCode.Created, first, second);
        await before.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task A_task_is_completed_once_and_answered_the_same_byte_for_byte()
    {
        var task = await ClaimedAsync();
        var answer = new { action = "Received", data = new { note = "ملاحظة" }, expectedRevision = 1, operationId = "complete-1" };
        using var first = await _team.Officer.CompleteAsync(task, answer);
        await using var before = await Snapshot.TakeAsync(host);
        host.Clock.Pass(TimeSpan.FromMinutes(5));

        using var second = await _team.Officer.CompleteAsync(task, answer);

        await TheAnswersAreTheSameAsync(HttpStatusCode.OK, first, second);
        await before.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task An_operation_id_names_one_request_and_no_other()
    {
        var task = await ClaimedAsync();
        using var refused = await _team.Officer.CompleteAsync(task, new { action = "Withdrawn", operationId = "complete-2" });
        await refused.IsProblemAsync(422, "reason-required");
        using var done = await _team.Officer.CompleteAsync(task, new { action = "Received", operationId = "complete-2" });
        await done.OkAsync(); // a refusal is not remembered: the corrected request may carry the same id

        await using var before = await Snapshot.TakeAsync(host);
        using var other = await _team.Officer.CompleteAsync(task, new { action = "Received", reason = "آخر", operationId = "complete-2" });

        Assert.Equal("operationId", (await other.IsProblemAsync(422, "operation-id-reused")).Text("field"));
        await before.NothingWasWrittenAsync();
        using var elsewhere = await _team.Officer.OpenAsync("natiq", Opening(Somebody.New(), "complete-2"));
        Assert.Equal(HttpStatusCode.Created, elsewhere.StatusCode); // within its task a completion's name is its own
        using var another = await _team.Officer.OpenAsync("natiq", Opening(Somebody.New(), "complete-2"));
        await another.IsProblemAsync(422, "operation-id-reused");
    }

    [Fact]
    public async Task Two_people_may_use_the_same_operation_id()
    {
        using var officer = await _team.Officer.OpenAsync("natiq", Opening(Somebody.New(), "same-id"));
        using var supervisor = await _team[Role.RelationsSupervisor].OpenAsync("natiq", Opening(Somebody.New(), "same-id"));

        await officer.OkAsync(HttpStatusCode.Created);
        await supervisor.OkAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Many_deliveries_of_one_operation_at_the_same_instant_do_it_once()
    {
        var request = Opening(Somebody.New(), "storm");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _team.Officer.OpenAsync("natiq", request))));

        var bodies = await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single(bodies.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_person_asking_from_many_desks_at_the_same_instant_has_one_case()
    {
        var person = Somebody.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _team.Officer.OpenAsync("natiq", Request.For(person)))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await refused.IsProblemAsync(409, "case-already-open");
        }
    }

    [Fact]
    public async Task Of_many_people_claiming_one_task_at_the_same_instant_one_gets_it()
    {
        var task = await _team.TaskAtAsync(await _team.OpenCaseAsync(), "receive");
        var officers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.EmployAsync(("natiq", Role.RelationsOfficer))));

        var answers = await Task.WhenAll(officers.Select(officer => Task.Run(() => officer.ClaimAsync(task))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var late in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            await late.IsProblemAsync(409, "claimed-by-another");
        }
    }

    [Fact]
    public async Task Of_two_windows_completing_one_task_at_the_same_instant_one_counts()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = await _team.OpenCaseAsync();
            var task = await _team.TaskAtAsync(id, "receive");
            await (await _team.Officer.ClaimAsync(task)).OkAsync();

            var answers = await Task.WhenAll(new[] { "Received", "Withdrawn" }.Select(action =>
                Task.Run(() => _team.Officer.CompleteAsync(task, new { action, reason = "سبب" }))));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            await answers.Single(answer => answer.StatusCode != HttpStatusCode.OK).IsProblemAsync(409, "task-closed");
            Assert.Single(await _team.Officer.HistoryAsync(id), line => line.Text("action") == "TaskCompleted");
        }
    }

    [Fact]
    public async Task Claiming_and_releasing_again_changes_nothing()
    {
        var id = await _team.OpenCaseAsync();
        var task = await _team.TaskAtAsync(id, "receive");
        await (await _team.Officer.ClaimAsync(task)).OkAsync();
        await using var claimed = await Snapshot.TakeAsync(host);
        Assert.Equal(1, (await (await _team.Officer.ClaimAsync(task)).OkAsync()).GetProperty("revision").GetInt32());
        Assert.Equal(3, (await _team.Officer.HistoryAsync(id)).Count);

        await (await _team.Officer.ReleaseAsync(task)).OkAsync();
        Assert.Equal(2, (await (await _team.Officer.ReleaseAsync(task)).OkAsync()).GetProperty("revision").GetInt32());
        Assert.Equal(["CaseOpened", "TaskOpened", "TaskClaimed", "TaskReleased"], (await _team.Officer.HistoryAsync(id)).Select(line => line.Text("action")));
    }

    [Fact]
    public async Task Two_dispatchers_at_the_same_instant_send_a_message_once()
    {
        var id = await _team.BringToCommitteeAsync();

        var dispatcher = host.Services.GetRequiredService<OutboxDispatcher>();
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => dispatcher.DrainAsync(default))));

        Assert.Equal(1, sent.Sum());
        var row = await host.LookAsync(db => db.Outbox.SingleAsync(one => one.CaseId == id));
        Assert.Equal(1, row.Attempts);
        Assert.Equal(1, await host.LookAsync(db => db.Messages.CountAsync(one => one.CaseId == id)));
    }

    private static object Opening(Somebody person, string operationId) => new
    {
        channel = "letter", service = "support", operationId, applicant = new { fullName = person.FullName, nationalId = person.NationalId },
    };

    private static async Task TheAnswersAreTheSameAsync(HttpStatusCode status, HttpResponseMessage first, HttpResponseMessage second)
    {
        Assert.Equal((status, status), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Content.Headers.ContentType, second.Content.Headers.ContentType);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(status == HttpStatusCode.Created, second.Headers.Location is not null);
    }

    private async Task<string> ClaimedAsync()
    {
        var task = await _team.TaskAtAsync(await _team.OpenCaseAsync(), "receive");
        await (await _team.Officer.ClaimAsync(task)).OkAsync();
        return task;
    }
}
