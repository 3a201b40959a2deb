using System.Data.Common;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Notifications;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Persistence;

public sealed class UnitOfWorkTests : IAsyncLifetime
{
    private const string Insert = """
        INSERT INTO messages (id, idempotency_key, association_key, case_id, kind, text_ar, text_en, created_at) VALUES (@id, @id, 'natiq', 'c', 'k', 'أ', 'a', 1)
        """;

    private const string Count = "SELECT count(*) FROM messages";

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
                Assert.Equal("by hand", (await context.Messages.SingleAsync(ct)).Id);
                context.Messages.Add(new MessageRow
                {
                    Id = "by ef", IdempotencyKey = "by ef", AssociationKey = "natiq", CaseId = "c", Kind = "k", TextAr = "أ", TextEn = "a", CreatedAt = TestClock.Start,
                });
                await context.SaveChangesAsync(ct);
                Assert.Equal(0L, await _database.ScalarAsync(Count));
                return 0;
            },
            default);

        await using var reading = _database.Read();
        var later = await reading.Messages.Where(row => row.CreatedAt >= TestClock.Start).OrderBy(row => row.CreatedAt).ToListAsync();
        Assert.Equal(("by ef", TestClock.Start), (later.Single().Id, later.Single().CreatedAt));
        Assert.Equal(2L, await _database.ScalarAsync(Count));
    }

    [Fact]
    public async Task Of_writers_at_the_same_time_none_is_lost_and_on_SQLite_they_take_turns()
    {
        var inside = 0;
        var most = 0;
        var writers = Enumerable.Range(0, 40).Select(number => Task.Run(() => _database.UnitOfWork.WriteAsync<int>(
            async (tx, ct) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await InsertInTx(tx, $"message-{number}", ct);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                return number;
            },
            default)));

        await Task.WhenAll(writers);

        Assert.True(TestedDatabase.IsPostgres || most == 1, $"{most} at once");
        Assert.Equal(40L, await _database.ScalarAsync(Count));
    }

    [SqliteFact("PostgreSQL is not held as a whole.")]
    public async Task A_writer_waits_while_another_process_holds_the_database()
    {
        await using var elsewhere = await _database.Sqlite.OpenWriterAsync(default);
        var held = elsewhere.BeginTransaction(deferred: false);
        var writing = Task.Run(() => _database.UnitOfWork.WriteAsync<int>((tx, ct) => InsertInTx(tx, "a", ct), default));

        await held.DisposeAsync();

        Assert.Null((await writing).Refusal);
    }

    [SqliteTheory("PostgreSQL is not held as a whole.")]
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

        var refused = await Assert.ThrowsAnyAsync<DbException>(() => reading.Database.ExecuteSqlRawAsync("DELETE FROM messages"));

        Assert.Matches("read-?only", refused.Message);
    }

    private static async Task<Outcome<int>> InsertInTx(CaseTransaction tx, string id, CancellationToken cancellationToken) =>
        await tx.Command(Insert).With("@id", id).ExecuteAsync(cancellationToken);
}
