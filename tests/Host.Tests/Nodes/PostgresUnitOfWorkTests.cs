using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using Npgsql;

namespace CaseWorkflows.Host.Tests.Nodes;

public sealed class PostgresUnitOfWorkTests
{
    private const string Insert = """
        INSERT INTO messages (id, idempotency_key, association_key, case_id, kind, text_ar, text_en, created_at) VALUES (@id, @id, 'natiq', 'c', 'k', 'أ', 'a', 1)
        """;

    [PostgresTheory]
    [InlineData("40001", 4, null)]
    [InlineData("40P01", 4, null)]
    [InlineData("40001", 5, "changed-meanwhile")]
    [InlineData("revision", 4, null)]
    [InlineData("revision", 5, "changed-meanwhile")]
    public async Task Overtaken_it_is_run_again_from_the_start_and_refused_when_that_goes_on(string how, int times, string? refusal)
    {
        await using var database = new TestDatabase(TestStore.OnPostgres());
        var runs = 0;

        var outcome = await database.UnitOfWork.WriteAsync<int>(
            async (tx, ct) =>
            {
                await tx.Command(Insert).With("@id", "a").ExecuteAsync(ct);
                return ++runs > times ? runs : throw Overtaken(how);
            },
            default);

        Assert.Equal(refusal, outcome.Refusal?.Code);
        Assert.Equal(refusal is null ? 1L : 0L, await database.ScalarAsync("SELECT count(*) FROM messages"));
    }

    [PostgresFact]
    public async Task Of_two_that_write_the_same_row_the_second_sees_what_the_first_did()
    {
        await using var database = new TestDatabase(TestStore.OnPostgres());
        using var both = new Barrier(2);
        var runs = 0;

        async Task<Outcome<bool>> WriteAsync() => await database.UnitOfWork.WriteAsync<bool>(
            async (tx, ct) =>
            {
                if (await tx.Command("SELECT id FROM messages WHERE id = @id").With("@id", "a").FirstAsync(row => row.Text(0), ct) is not null)
                {
                    return false;
                }

                if (Interlocked.Increment(ref runs) <= 2)
                {
                    both.SignalAndWait(ct);
                }

                await tx.Command(Insert).With("@id", "a").ExecuteAsync(ct);
                return true;
            },
            default);

        var outcomes = await Task.WhenAll(Task.Run(WriteAsync), Task.Run(WriteAsync));

        Assert.Equal([false, true], outcomes.Select(outcome => outcome.Value).Order());
    }

    [PostgresFact]
    public async Task A_row_that_stays_in_the_way_is_no_race_and_is_told()
    {
        await using var database = new TestDatabase(TestStore.OnPostgres());
        await database.UnitOfWork.WriteAsync<int>(async (tx, ct) => await tx.Command(Insert).With("@id", "a").ExecuteAsync(ct), default);

        var told = await Assert.ThrowsAsync<PostgresException>(() => database.UnitOfWork.WriteAsync<int>(async (tx, ct) => await tx.Command(Insert).With("@id", "a").ExecuteAsync(ct), default));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, told.SqlState);
    }

    [PostgresFact]
    public async Task A_connection_lost_before_the_commit_is_replaced_and_one_lost_at_it_is_told()
    {
        using var store = TestStore.OnPostgres();
        await using var database = new TestDatabase(store);
        var runs = 0;

        var outcome = await database.UnitOfWork.WriteAsync<int>(
            async (tx, ct) =>
            {
                if (++runs == 1)
                {
                    store.EndConnections();
                }

                return await tx.Command(Insert).With("@id", $"run-{runs}").ExecuteAsync(ct);
            },
            default);
        Assert.Equal((1, 2), (outcome.Value, runs));

        database.Faults.Reached = point =>
        {
            if (point == FaultPoints.BeforeCommit)
            {
                store.EndConnections();
            }
        };
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => database.UnitOfWork.WriteAsync<int>(async (tx, ct) => await tx.Command(Insert).With("@id", "b").ExecuteAsync(ct), default));
        Assert.Equal(1L, await database.ScalarAsync("SELECT count(*) FROM messages"));
    }

    private static Exception Overtaken(string how) => how == "revision"
        ? new RevisionConflictException("It")
        : new PostgresException("a race", "ERROR", "ERROR", how);
}
