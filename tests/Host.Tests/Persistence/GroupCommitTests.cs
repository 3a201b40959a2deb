using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.Data.Sqlite;

namespace CaseWorkflows.Host.Tests.Persistence;

public sealed class GroupCommitTests : IAsyncLifetime
{
    private const string Insert = """
        INSERT INTO messages (id, idempotency_key, association_key, case_id, kind, text_ar, text_en, created_at) VALUES (@id, @id, 'natiq', 'c', 'k', 'أ', 'a', 1)
        """;

    // A foreign key that is looked at only by the commit.
    private const string Orphan = """
        INSERT INTO cases (id, association_key, number, service, channel, stage, applicant_id, definition_id, definition_version_id, workflow_instance_id,
            opened_at, opened_by, updated_at, history_seq, history_hash, revision)
        VALUES (@id, 'natiq', @id, 's', 'c', 'Opened', 'nobody', 'd', 'd', 'w', 1, 'b', 1, 0, '', 0)
        """;

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _reached = [];
    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await WriteAsync("opens the connection");
        _database.Faults.Reached = point =>
        {
            lock (_reached)
            {
                _reached.Add(point);
            }
        };
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private int Commits => _reached.Count(point => point == FaultPoints.BeforeCommit);

    [SqliteFact("PostgreSQL groups commits itself.")]
    public async Task Everybody_waiting_is_committed_together_and_hears_of_it_only_then()
    {
        var holding = HoldAsync("first");
        var waiting = Enumerable.Range(0, 20).Select(number => WriteAsync($"w{number}")).ToList();
        var heard = -1;
        _database.Faults.Reached += point => heard = point == FaultPoints.BeforeCommit ? waiting.Append(holding).Count(task => task.IsCompleted) : heard;

        _first.SetResult();
        await Task.WhenAll(waiting.Append(holding));

        Assert.Equal((1, 0), (Commits, heard));
        Assert.Equal(22L, await CountAsync());
    }

    [SqliteFact("PostgreSQL groups commits itself.")]
    public async Task A_group_has_an_end_however_many_wait()
    {
        var holding = HoldAsync("first");
        var waiting = Enumerable.Range(0, 100).Select(number => WriteAsync($"w{number}")).ToList();

        _first.SetResult();
        await Task.WhenAll(waiting.Append(holding));

        Assert.Equal(2, Commits);
        Assert.Equal(102L, await CountAsync());
    }

    [SqliteFact("PostgreSQL groups commits itself.")]
    public async Task One_that_fails_and_one_that_is_refused_are_undone_alone()
    {
        var holding = HoldAsync("first");
        var failing = _database.UnitOfWork.WriteAsync<int>(
            async (tx, ct) => await tx.Command(Insert).With("@id", "failing").ExecuteAsync(ct) > 0 ? throw new InvalidOperationException("a bug") : 0, default);
        var refused = _database.UnitOfWork.WriteAsync<int>(
            async (tx, ct) =>
            {
                await tx.Command(Insert).With("@id", "refused").ExecuteAsync(ct);
                return new Refusal(RefusalKind.RuleBroken, "no", new("لا", "No"));
            },
            default);
        var twice = WriteAsync("first"); // the database refuses it: the key is taken
        var good = WriteAsync("good");

        _first.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await Assert.ThrowsAsync<SqliteException>(() => twice);

        Assert.Equal("no", (await refused).Refusal?.Code);
        Assert.Equal((1, 1), ((await good).Value, (await holding).Value));
        Assert.Equal(1, Commits);
        Assert.Equal(3L, await CountAsync());
    }

    [SqliteFact("PostgreSQL groups commits itself.")]
    public async Task When_the_commit_fails_everybody_is_run_again_by_himself_and_only_the_guilty_one_fails()
    {
        var holding = HoldAsync("first");
        var guilty = _database.UnitOfWork.WriteAsync<int>(async (tx, ct) => await tx.Command(Orphan).With("@id", "orphan").ExecuteAsync(ct), default);
        var good = WriteAsync("good");

        _first.SetResult();
        await Assert.ThrowsAsync<SqliteException>(() => guilty);
        await Task.WhenAll(good, holding);

        Assert.Equal(3L, await CountAsync());
        Assert.Equal(0L, await _database.ScalarAsync("SELECT count(*) FROM cases"));
    }

    [SqliteFact("PostgreSQL groups commits itself.")]
    public async Task What_is_committed_is_never_run_again_even_if_a_signal_fails_afterwards()
    {
        var runs = 0;
        var outcome = await _database.UnitOfWork.WriteAsync<int>(
            async (tx, ct) =>
            {
                tx.AfterCommit(() => throw new InvalidOperationException("a broken bell"));
                runs++;
                return await tx.Command(Insert).With("@id", "once").ExecuteAsync(ct);
            },
            default);

        Assert.Equal((1, 1), (outcome.Value, runs));
        Assert.Equal(2L, await CountAsync());
    }

    [SqliteFact("PostgreSQL groups commits itself.")]
    public async Task Who_no_longer_waits_is_not_written()
    {
        using var leaving = new CancellationTokenSource();
        var holding = HoldAsync("first");
        var gone = _database.UnitOfWork.WriteAsync<int>(async (tx, ct) => await tx.Command(Insert).With("@id", "gone").ExecuteAsync(ct), leaving.Token);
        await leaving.CancelAsync();

        _first.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        await holding;

        Assert.Equal(2L, await CountAsync());
    }

    [SqliteTheory("PostgreSQL groups commits itself.")]
    [InlineData(4, null, 5)]
    [InlineData(5, "changed-meanwhile", 5)]
    public async Task Who_is_overtaken_is_run_again_from_fresh_state_a_bounded_number_of_times(int overtaken, string? refusal, int runs)
    {
        var run = 0;
        var outcome = await _database.UnitOfWork.WriteAsync<int>(
            async (tx, ct) =>
            {
                await tx.Command(Insert).With("@id", "mine").ExecuteAsync(ct);
                return ++run > overtaken ? run : throw new RevisionConflictException("It");
            },
            default);

        Assert.Equal((refusal, runs), (outcome.Refusal?.Code, run));
        Assert.Equal(refusal is null ? 2L : 1L, await CountAsync());
    }

    [SqliteFact("PostgreSQL groups commits itself.")]
    public async Task Each_runs_in_its_own_surroundings_on_whoevers_thread()
    {
        var surroundings = new AsyncLocal<string>();
        var seen = new List<string?>();
        var holding = HoldAsync("first");
        var waiting = new List<Task>();
        foreach (var name in new[] { "a", "b", "c" })
        {
            surroundings.Value = name;
            waiting.Add(_database.UnitOfWork.WriteAsync<int>(
                (_, _) =>
                {
                    seen.Add(surroundings.Value);
                    return Task.FromResult<Outcome<int>>(0);
                },
                default));
        }

        _first.SetResult();
        await Task.WhenAll(waiting.Append(holding));

        Assert.Equal(["a", "b", "c"], seen);
    }

    private Task<Outcome<int>> HoldAsync(string id) => _database.UnitOfWork.WriteAsync<int>(
        async (tx, ct) =>
        {
            await _first.Task;
            return await tx.Command(Insert).With("@id", id).ExecuteAsync(ct);
        },
        default);

    private Task<Outcome<int>> WriteAsync(string id) => _database.UnitOfWork.WriteAsync<int>(async (tx, ct) => await tx.Command(Insert).With("@id", id).ExecuteAsync(ct), default);

    private Task<object?> CountAsync() => _database.ScalarAsync("SELECT count(*) FROM messages");
}
