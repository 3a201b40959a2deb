using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.NightWatch;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.NightWatch;

/// <summary>Every fault the night watch knows is planted in a real database, found, and put right where that is safe.</summary>
public sealed class WhenSomethingIsImpossible(NightShift shift) : IClassFixture<NightShift>, IDisposable
{
    private const string OutboxRow = """
        INSERT INTO outbox (kind, idempotency_key, association_key, case_id, payload, created_at, next_attempt_at, attempts, dispatched_at, dead_at)
        VALUES ('beneficiary-message', 'one', 'natiq', {verifying}, '{"textArabic":"a","textEnglish":"b","reason":null,"messageClass":"Service"}', 1, 1, 0,
        """;

    private const string AnswerRow = "INSERT INTO stimulus_inbox (id, hash, association_key, case_id, subject, payload, created_at, created_by, attempts, dead_at) VALUES ('a', 'h', 'natiq', ";

    // What is left of such a task belongs to no case any more.
    private const string TaskRowGone = "DELETE FROM user_tasks";

    private readonly TestStore _data = shift.Copy();

    public void Dispose() => _data.Dispose();

    /// <summary>Fault; what is found in the order of the questions; what the round that repairs says of each (found-left); what is found ever after.</summary>
    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "", "", "", "" },
        {
            "DELETE FROM bookmarks WHERE workflow_instance_id = (SELECT id FROM workflow_instances WHERE case_id = {verifying})",
            "bookmarks-differ instance-stuck task-without-bookmark", "bookmarks-differ 1-0", ""
        },
        { "UPDATE bookmarks SET hash = 'another' WHERE name = 'CaseWorkflows.UserTask'", "bookmarks-differ", "bookmarks-differ 2-0", "" },
        { "UPDATE bookmarks SET due_at = due_at - 1 WHERE due_at IS NOT NULL", "bookmarks-differ", "bookmarks-differ 2-0", "" },
        {
            "UPDATE bookmarks SET workflow_instance_id = 'gone' WHERE name = 'CaseWorkflows.UserTask' AND workflow_instance_id = (SELECT id FROM workflow_instances WHERE case_id = {verifying})",
            "bookmarks-differ bookmark-left-over task-without-bookmark", "bookmarks-differ 1-0 bookmark-left-over 1-0", ""
        },
        { "UPDATE workflow_instances SET parent_instance_id = 'gone' WHERE case_id = {verifying}", "child-without-parent", "child-without-parent 1-1", "child-without-parent" },
        {
            "INSERT INTO workflow_triggers (definition_version_id, activity_id, hash, definition_id, association_key, name, due_at, next_attempt_at, attempts) VALUES ('v', 'a', 'h', 'd', 'natiq', 'n', 1, 1, 0)",
            "trigger-not-fired", "trigger-not-fired 1-1", "trigger-not-fired"
        },
        {
            "INSERT INTO workflow_tasks (id, association_key, case_id, workflow_instance_id, bookmark_id, name, created_at) VALUES ('t', 'natiq', {verifying}, 'i', 'b', 'n', 1)",
            "program-task-without-bookmark", "program-task-without-bookmark 1-0", ""
        },
        { "UPDATE bookmarks SET attempts = 9 WHERE due_at IS NOT NULL", "timer-failing", "timer-failing 2-2", "timer-failing" },
        { "UPDATE workflow_instances SET state = {unreadable} WHERE case_id = {verifying}", "instance-unreadable", "instance-unreadable 1-1", "instance-unreadable" },
        { "UPDATE cases SET workflow_instance_id = 'gone' WHERE id = {verifying}", "case-without-instance", "case-without-instance 1-1", "case-without-instance" },
        {
            "DELETE FROM cases WHERE id = {closed}",
            "instance-without-case case-number-gap task-without-case history-broken",
            "instance-without-case 1-1 case-number-gap 1-1 task-without-case 1-1 history-broken 1-1",
            "instance-without-case case-number-gap task-without-case history-broken"
        },
        {
            "UPDATE cases SET stage = 'Closed', closed_at = 1, result = 'Served' WHERE id = {deciding}",
            "case-closed-while-running case-closed-with-open-task", "case-closed-while-running 1-0", ""
        },
        {
            "UPDATE user_tasks SET status = 'Available' WHERE case_id = {closed}",
            "case-closed-with-open-task task-without-bookmark task-not-offered", "case-closed-with-open-task 1-0", ""
        },
        { "UPDATE cases SET stage = 'Reception', closed_at = NULL, result = NULL WHERE id = {cancelled}", "case-open-after-its-end", "case-open-after-its-end 1-0", "" },
        { "UPDATE cases SET stage = 'Reception', closed_at = NULL, result = NULL WHERE id = {closed}", "case-open-after-its-end", "case-open-after-its-end 1-1", "case-open-after-its-end" },
        {
            "DROP INDEX ux_cases_one_open; UPDATE cases SET applicant_id = (SELECT applicant_id FROM cases WHERE id = {deciding}) WHERE id = {verifying}",
            "two-open-cases", "two-open-cases 1-1", "two-open-cases"
        },
        { "UPDATE case_numbers SET last = last + 1", "case-number-gap", "case-number-gap 1-1", "case-number-gap" },
        {
            "UPDATE user_tasks SET status = 'Cancelled' WHERE case_id = {verifying} AND status = 'Available'",
            "bookmark-without-task task-offered-in-vain", "bookmark-without-task 1-0", ""
        },
        {
            TaskRowGone + " WHERE case_id = {verifying} AND status = 'Available'",
            "bookmark-without-task task-offered-in-vain", "bookmark-without-task 1-1 task-offered-in-vain 1-0", "bookmark-without-task"
        },
        {
            "UPDATE user_tasks SET status = 'Claimed' WHERE case_id = {verifying} AND status = 'Available'",
            "task-claimed-by-nobody task-offered-in-vain", "task-claimed-by-nobody 1-0", ""
        },
        {
            "UPDATE user_tasks SET status = 'Claimed', assignee = 'somebody' WHERE case_id = {verifying} AND status = 'Available'",
            "task-offered-in-vain", "task-offered-in-vain 1-0", ""
        },
        { "DELETE FROM user_task_candidates", "task-not-offered", "task-not-offered 2-0", "" },
        { "DELETE FROM user_task_candidates; UPDATE user_tasks SET candidate_roles = '[]'", "task-not-offered", "task-not-offered 2-2", "task-not-offered" },
        { "UPDATE case_events SET reason = 'another' WHERE seq = 2 AND case_id = {verifying}", "history-broken", "history-broken 1-1", "history-broken" },
        { "DELETE FROM case_events WHERE seq > 2 AND case_id = {verifying}", "history-broken", "history-broken 1-1", "history-broken" },
        { "DELETE FROM workflow_journal WHERE revision = 0", "journal-gap", "journal-gap 4-4", "journal-gap" },
        {
            "DELETE FROM workflow_journal WHERE revision = 1 AND workflow_instance_id = (SELECT id FROM workflow_instances WHERE case_id = {verifying})",
            "journal-end-differs", "journal-end-differs 1-1", "journal-end-differs"
        },
        {
            "INSERT INTO operations (scope, operation_id, request_hash, status_code, response, location, created_at) VALUES ('a', 'b', 'c', 201, '{}', '/api/v1/cases/gone', 1)",
            "operation-without-case", "operation-without-case 1-1", "operation-without-case"
        },
        { OutboxRow + "1, NULL)", "message-lost", "message-lost 1-0", "" },
        { OutboxRow + "NULL, NULL)", "outbox-waiting", "outbox-waiting 1-0", "" },
        { OutboxRow + "NULL, 1)", "outbox-dead", "outbox-dead 1-1", "outbox-dead" },
        { AnswerRow + "{closed}, 'x', '{}', 1, 'b', 0, 2)", "answer-given-up", "answer-given-up 1-0", "" },
        { AnswerRow + "{verifying}, 'x', '{}', 1, 'b', 0, 2)", "answer-given-up", "answer-given-up 1-1", "answer-given-up" },
        { AnswerRow + "NULL, 'gone-7', '{}', 1, 'b', 0, 2)", "answer-given-up", "answer-given-up 1-0", "" },
        {
            "INSERT INTO messages (id, idempotency_key, association_key, case_id, kind, text_ar, text_en, created_at) VALUES ('a', 'b', 'natiq', {verifying}, 'beneficiary-message', '', '', 1)",
            "message-without-cause", "message-without-cause 1-1", "message-without-cause"
        },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task It_is_found_and_put_right_where_that_is_safe(string fault, string found, string repaired, string left)
    {
        await using var host = shift.With(_data, fault);

        Assert.Equal(found, string.Join(' ', await NightShift.RoundAsync(host, repair: false)));
        Assert.Equal(repaired, string.Join(' ', await NightShift.RoundAsync(host, repair: true)));
        Assert.Equal(left, string.Join(' ', await NightShift.RoundAsync(host, repair: false)));

        var broken = (await host.Services.GetRequiredService<HistoryAudit>().VerifyAsync(default)).Broken.Count;
        Assert.Equal(found.Contains("history-broken", StringComparison.Ordinal) ? 1 : 0, broken);
        var recorded = await host.LookAsync(context => context.CaseEvents.CountAsync(line => line.Action == "NightWatchRepaired"));
        Assert.Equal(repaired.Contains("-0", StringComparison.Ordinal) && !fault.StartsWith(TaskRowGone, StringComparison.Ordinal) && !fault.StartsWith(AnswerRow + "NULL", StringComparison.Ordinal), recorded > 0);
    }

    [Fact]
    public async Task A_timer_nobody_fires_is_fired()
    {
        await using var host = shift.With(_data, "UPDATE bookmarks SET next_attempt_at = 3155378975999999999 WHERE due_at IS NOT NULL");
        host.Clock.Pass(TimeSpan.FromDays(15));
        Assert.Equal(0, await host.SettleAsync());

        Assert.Equal(["timer-not-fired"], await NightShift.RoundAsync(host, repair: false));
        Assert.Equal(["timer-not-fired 2-0"], await NightShift.RoundAsync(host, repair: true));

        Assert.True(await host.LookAsync(context => context.CaseEvents.AnyAsync(line => line.CaseId == shift.Deciding && line.Action == "DecisionReleasable")));
    }

    [Fact]
    public async Task An_instance_that_waits_for_nothing_loses_its_task_and_is_left_to_a_person()
    {
        await using var host = shift.With(_data, "");
        NightShift.Forget(_data, shift.Verifying);

        Assert.Equal(["instance-stuck 1-1", "task-without-bookmark 1-0"], await NightShift.RoundAsync(host, repair: true));
        Assert.Equal(["instance-stuck"], await NightShift.RoundAsync(host, repair: false));
    }

    [Fact]
    public void Every_watch_has_a_code_of_its_own_and_a_planted_fault()
    {
        var planted = Faults.SelectMany(row => ((string)row[1]).Split(' ')).Append("timer-not-fired").ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Watches.All.Count, Watches.All.Select(watch => watch.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(Watches.All.Select(watch => watch.Code).Except(planted, StringComparer.Ordinal));
    }
}
