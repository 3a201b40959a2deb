using System.Data.Common;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Persistence;

/// <summary>What the database refuses whatever the code above it does.</summary>
public sealed class SchemaRulesTests : IAsyncLifetime
{
    private const string OpenCase = """
        INSERT INTO cases (id, association_key, number, service, channel, stage, applicant_id, definition_id, definition_version_id,
            workflow_instance_id, opened_at, opened_by, updated_at, history_seq, history_hash, revision)
        VALUES ('case-1', 'natiq', '2026-1', 'speech', 'phone', 'Opened', 'applicant-1', 'd', 'd1', 'w', 1, 'staff', 1, 1, 'a', 1)
        """;

    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.ExecuteAsync("INSERT INTO applicants (id, association_key, full_name, folded_name, created_at) VALUES ('applicant-1', 'natiq', 'n', 'n', 1)");
        await _database.ExecuteAsync(OpenCase);
        await _database.ExecuteAsync("""
            INSERT INTO case_events (case_id, seq, at, actor, action, previous_hash, hash) VALUES ('case-1', 1, 1, 'staff', 'opened', '', 'a')
            """);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData("UPDATE case_events SET reason = 'other'", "append-only")]
    [InlineData("DELETE FROM case_events", "append-only")]
    [InlineData("UPDATE cases SET stage = 'Closed'", "ck_cases_closed_stage")]
    [InlineData("UPDATE cases SET stage = 'Closed', closed_at = 2", "ck_cases_closed_result")]
    [InlineData("UPDATE cases SET result = 'Served'", "ck_cases_closed_result")]
    [InlineData("UPDATE cases SET applicant_id = 'nobody'", "FOREIGN KEY")]
    [InlineData("INSERT INTO user_task_candidates (association_key, kind, value, rank, due_at, created_at, task_id) VALUES ('natiq', 'group', 'x', 50, 1, 1, 't')", "ck_user_task_candidates_kind")]
    public async Task A_write_that_breaks_a_rule_is_refused_by_name(string sql, string rule)
    {
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => _database.ExecuteAsync(sql));

        Assert.Contains(rule, refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("opened", await _database.ScalarAsync("SELECT action FROM case_events"));
    }

    [SqliteFact("INSERT OR REPLACE is SQLite's.")]
    public async Task A_line_of_a_history_cannot_be_replaced_either()
    {
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => _database.ExecuteAsync(
            "INSERT OR REPLACE INTO case_events (case_id, seq, at, actor, action, previous_hash, hash) VALUES ('case-1', 1, 2, 'x', 'y', '', 'b')"));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Available", null, true)]
    [InlineData("Claimed", "'staff-1'", true)]
    [InlineData("Claimed", null, false)]
    [InlineData("Open", null, false)]
    public async Task A_claimed_task_has_someone_to_it(string status, string? assignee, bool accepted)
    {
        var refused = await Record.ExceptionAsync(() => _database.ExecuteAsync($"""
            INSERT INTO user_tasks (id, association_key, case_id, workflow_instance_id, activity_id, activity_instance_id, activity_type,
                title_ar, title_en, tools, priority, candidate_roles, candidate_users, excluded_users, assignee, actions, status, revision, created_at)
            VALUES ('t', 'natiq', 'case-1', 'w', 'a', 'ai', 'T', 'م', 't', '[]', 50, '[]', '[]', '[]', {assignee ?? "NULL"}, '[]', '{status}', 1, 1)
            """));

        Assert.Equal(accepted, refused is null);
    }

    [Fact]
    public async Task A_person_has_one_open_case_per_service_and_may_come_back_once_it_is_closed()
    {
        var second = OpenCase.Replace("'case-1'", "'case-2'", StringComparison.Ordinal).Replace("'2026-1'", "'2026-2'", StringComparison.Ordinal);

        var refused = await Assert.ThrowsAnyAsync<DbException>(() => _database.ExecuteAsync(second));
        Assert.Contains("unique", refused.Message, StringComparison.OrdinalIgnoreCase);

        await _database.ExecuteAsync("UPDATE cases SET stage = 'Closed', closed_at = 2, result = 'Served'");
        await _database.ExecuteAsync(second);
        Assert.Equal(2L, await _database.ScalarAsync("SELECT count(*) FROM cases"));
    }
}
