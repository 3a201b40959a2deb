using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Persistence;

public sealed class UnitOfWorkTests : IAsyncLifetime
{
    private const string Insert = "INSERT INTO timers (bookmark_id, workflow_instance_id, due_at, next_attempt_at, attempts) VALUES ($id, 'w', 1, 1, 0)";
    private const string Count = "SELECT count(*) FROM timers";

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_yes_is_committed()
    {
        var outcome = await _database.UnitOfWork.WriteAsync<string>(
            async (tx, ct) =>
            {
                await InsertInTx(tx, "a", ct);
                return "done";
            },
            default);

        Assert.Equal("done", outcome.Value);
        Assert.Equal(1L, await _database.ScalarAsync(Count));
    }

    [Fact]
    public async Task A_refusal_leaves_nothing_behind()
    {
        var outcome = await _database.UnitOfWork.WriteAsync<string>(
            async (tx, ct) =>
            {
                await InsertInTx(tx, "a", ct);
                return new Refusal(RefusalKind.RuleBroken, "no", new("لا", "No"));
            },
            default);

        Assert.Equal("no", outcome.Refusal?.Code);
        Assert.Equal(0L, await _database.ScalarAsync(Count));
    }

    [Fact]
    public async Task An_exception_leaves_nothing_behind_and_the_next_unit_of_work_is_unharmed()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _database.UnitOfWork.WriteAsync<string>(
            async (tx, ct) =>
            {
                await InsertInTx(tx, "a", ct);
                throw new InvalidOperationException("a bug");
            },
            default));

        Assert.Equal(0L, await _database.ScalarAsync(Count));
        await _database.UnitOfWork.WriteAsync<int>((tx, ct) => InsertInTx(tx, "b", ct), default);
        Assert.Equal(1L, await _database.ScalarAsync(Count));
    }

    [Fact]
    public async Task Ef_and_hand_written_sql_see_each_other_before_the_commit_and_share_it()
    {
        await _database.UnitOfWork.WriteAsync<int>(
            async (tx, ct) =>
            {
                await InsertInTx(tx, "by hand", ct);
                await using var context = await tx.JoinAsync(ct);
                Assert.Equal("by hand", (await context.Timers.SingleAsync(ct)).BookmarkId);
                context.Timers.Add(new TimerRow { BookmarkId = "by ef", WorkflowInstanceId = "w", DueAt = TestClock.Start, NextAttemptAt = TestClock.Start });
                await context.SaveChangesAsync(ct);
                Assert.Equal(0L, await _database.ScalarAsync(Count));
                return 0;
            },
            default);

        await using var reading = _database.Read();
        var later = await reading.Timers.Where(timer => timer.DueAt >= TestClock.Start).OrderBy(timer => timer.DueAt).ToListAsync();
        Assert.Equal(("by ef", TestClock.Start), (later.Single().BookmarkId, later.Single().DueAt));
        Assert.Equal(2L, await _database.ScalarAsync(Count));
    }

    [Fact]
    public async Task Writers_at_the_same_time_take_turns_and_none_is_lost()
    {
        var inside = 0;
        var most = 0;
        var writers = Enumerable.Range(0, 40).Select(number => Task.Run(() => _database.UnitOfWork.WriteAsync<int>(
            async (tx, ct) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await InsertInTx(tx, $"timer-{number}", ct);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                return number;
            },
            default)));

        await Task.WhenAll(writers);

        Assert.Equal(1, most);
        Assert.Equal(40L, await _database.ScalarAsync(Count));
    }

    [Fact]
    public async Task A_writer_waits_while_another_process_holds_the_database()
    {
        await using var elsewhere = await _database.Sqlite.OpenWriterAsync(default);
        var held = elsewhere.BeginTransaction(deferred: false);
        var writing = Task.Run(() => _database.UnitOfWork.WriteAsync<int>((tx, ct) => InsertInTx(tx, "a", ct), default));

        await held.DisposeAsync();

        Assert.Null((await writing).Refusal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task A_busy_database_is_tried_three_times(int busyTimes, bool succeeds)
    {
        var attempts = 0;
        var writing = () => _database.UnitOfWork.WriteAsync<int>(
            async (tx, ct) =>
            {
                await InsertInTx(tx, "a", ct);
                return ++attempts > busyTimes ? 0 : throw new SqliteException("busy", 5);
            },
            default);

        var error = await Record.ExceptionAsync(writing);

        Assert.Equal(succeeds, error is null);
        Assert.Equal(succeeds ? busyTimes + 1 : 3, attempts);
        Assert.Equal(succeeds ? 1L : 0L, await _database.ScalarAsync(Count));
    }

    [Fact]
    public async Task Another_error_is_not_tried_again()
    {
        var attempts = 0;

        await Assert.ThrowsAsync<SqliteException>(() => _database.UnitOfWork.WriteAsync<int>(
            (_, _) => ++attempts > 0 ? throw new SqliteException("constraint", 19) : Task.FromResult<Outcome<int>>(0), default));

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        await using var reading = _database.Read();

        var refused = await Assert.ThrowsAsync<SqliteException>(() => reading.Database.ExecuteSqlRawAsync("DELETE FROM timers"));

        Assert.Contains("readonly", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_sql_is_the_same_command_with_its_earlier_values_gone_even_if_somebody_disposed_it()
    {
        await _database.UnitOfWork.WriteAsync<int>(
            async (tx, ct) =>
            {
                var first = tx.Command(Insert).With("$id", "a");
                await first.ExecuteNonQueryAsync(ct);
                await first.DisposeAsync();

                var second = tx.Command(Insert);
                Assert.Same(first, second);
                Assert.Empty(second.Parameters);
                return await second.With("$id", "b").ExecuteNonQueryAsync(ct);
            },
            default);

        Assert.Equal(2L, await _database.ScalarAsync(Count));
    }

    private static async Task<Outcome<int>> InsertInTx(CaseTransaction tx, string id, CancellationToken cancellationToken) =>
        await tx.Command(Insert).With("$id", id).ExecuteNonQueryAsync(cancellationToken);
}
