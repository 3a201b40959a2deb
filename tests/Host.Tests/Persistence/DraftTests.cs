using System.Globalization;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Statements;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.Data.Sqlite;

namespace CaseWorkflows.Host.Tests.Persistence;

/// <summary>Units of work that are worked out beside the writer. A message's kind stands for a revision here.</summary>
public sealed class DraftTests : IAsyncLifetime
{
    private const string Reason = "PostgreSQL lets several write at once.";

    private const string Insert = """
        INSERT INTO messages (id, idempotency_key, association_key, case_id, kind, text_ar, text_en, created_at) VALUES (@id, @id, 'natiq', 'c', '0', 'أ', 'a', 1)
        """;

    private readonly TaskCompletionSource _writer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _runs = [];
    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await InsertAsync("message");
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [SqliteFact(Reason)]
    public async Task While_another_writes_it_is_worked_out_and_only_written_in_its_turn()
    {
        var holding = HoldAsync();
        var counting = CountUpAsync();
        var (runs, before) = (_runs.Count, await KindAsync());

        _writer.SetResult();
        await holding;

        Assert.Equal((1, "0"), (runs, before));
        Assert.Equal("1", (await counting).Value);
        Assert.Equal(("1", "0"), (await KindAsync(), Assert.Single(_runs)));
    }

    [SqliteFact(Reason)]
    public async Task Overtaken_it_is_run_again_from_fresh_state()
    {
        var holding = HoldAsync(async (tx, ct) => await tx.Command("UPDATE messages SET kind = '7'").WriteAsync(ct));
        var counting = CountUpAsync();

        _writer.SetResult();
        await holding;

        Assert.Equal("8", (await counting).Value);
        Assert.Equal("8", await KindAsync());
        Assert.Equal(["0", "7"], _runs);
    }

    [SqliteFact(Reason)]
    public async Task Two_that_read_the_same_revision_are_both_counted()
    {
        var holding = HoldAsync();
        var (one, other) = (CountUpAsync(), CountUpAsync());

        _writer.SetResult();
        await Task.WhenAll(holding, one, other);

        Assert.Equal(["1", "2"], new[] { one.Result.Value, other.Result.Value }.Order());
        Assert.Equal("2", await KindAsync());
    }

    [SqliteFact(Reason)]
    public async Task Two_that_would_write_the_same_line_next_are_both_written()
    {
        var holding = HoldAsync();
        var (one, other) = (WriteNextAsync(), WriteNextAsync());

        _writer.SetResult();
        await Task.WhenAll(holding, one, other);

        Assert.Equal(["1", "2"], new[] { one.Result.Value, other.Result.Value }.Order());
        Assert.Equal(3L, await _database.ScalarAsync("SELECT count(*) FROM messages"));
    }

    [SqliteFact(Reason)]
    public async Task A_refusal_is_answered_at_once()
    {
        var holding = HoldAsync();

        var refused = await _database.UnitOfWork.WriteRevisedAsync<int>(
            async (tx, ct) =>
            {
                await tx.Command(Insert).With("@id", "refused").WriteAsync(ct);
                return new Refusal(RefusalKind.RuleBroken, "no", new("لا", "No"));
            },
            default);

        Assert.Equal(("no", false), (refused.Refusal?.Code, holding.IsCompleted));
        _writer.SetResult();
        await holding;
        Assert.Equal(1L, await _database.ScalarAsync("SELECT count(*) FROM messages"));
    }

    [SqliteTheory(Reason)]
    [InlineData("a read that nothing it writes depends on")]
    [InlineData("a read of what it wrote itself")]
    [InlineData("a count of what it wrote")]
    [InlineData("EF")]
    public async Task What_may_only_be_seen_in_its_turn_is_done_there(string what)
    {
        var runs = 0;
        var holding = HoldAsync(async (tx, ct) => await tx.Command(Insert).With("@id", "theirs").WriteAsync(ct));
        var counting = _database.UnitOfWork.WriteRevisedAsync<long>(
            async (tx, ct) =>
            {
                runs++;
                await tx.Command(Insert).With("@id", "mine").WriteAsync(ct);
                return what switch
                {
                    "EF" => await CountAsync(tx, ct),
                    "a count of what it wrote" => await tx.Command("UPDATE messages SET kind = '9'").ExecuteAsync(ct),
                    "a read of what it wrote itself" => (await tx.Command($"SELECT 1 FROM messages {Locking.SkipLocked}").AllAsync(row => row.Number(0), ct)).Count,
                    _ => await tx.Command("SELECT count(*) FROM messages").FirstAsync(row => row.Number(0), ct),
                };
            },
            default);

        _writer.SetResult();
        await holding;

        Assert.Equal(3, (await counting).Value);
        Assert.Equal(2, runs);
    }

    [SqliteFact(Reason)]
    public async Task Its_mistake_is_its_own()
    {
        var holding = HoldAsync();
        var twice = _database.UnitOfWork.WriteRevisedAsync<int>(
            async (tx, ct) =>
            {
                await tx.Command(Insert).With("@id", "message").WriteAsync(ct);
                return 0;
            },
            default);
        var counting = CountUpAsync();

        _writer.SetResult();
        await Assert.ThrowsAsync<SqliteException>(() => twice);

        Assert.Equal((1, "1"), ((await holding).Value, (await counting).Value));
    }

    [SqliteFact(Reason)]
    public async Task Its_signal_goes_out_once_it_is_committed()
    {
        var (holding, heard) = (HoldAsync(), new List<string>());
        var counting = _database.UnitOfWork.WriteRevisedAsync<int>(
            async (tx, ct) =>
            {
                tx.AfterCommit(() => heard.Add("signal"));
                await tx.Command(Insert).With("@id", "mine").WriteAsync(ct);
                return 0;
            },
            default);
        _database.Faults.Reached = point => heard.Add(point == FaultPoints.AfterCommit ? "commit" : "write");

        _writer.SetResult();
        await Task.WhenAll(holding, counting);

        Assert.Equal(["commit", "signal"], heard[^2..]);
        Assert.Single(heard, "signal");
    }

    private static async Task<int> CountAsync(CaseTransaction tx, CancellationToken ct)
    {
        await using var context = await tx.JoinAsync(ct);
        return context.Messages.Count();
    }

    private Task<Outcome<int>> HoldAsync(Func<CaseTransaction, CancellationToken, Task>? then = null) => _database.UnitOfWork.WriteAsync<int>(
        async (tx, ct) =>
        {
            await _writer.Task;
            await (then?.Invoke(tx, ct) ?? Task.CompletedTask);
            return 1;
        },
        default);

    private Task<Outcome<string>> CountUpAsync() => _database.UnitOfWork.WriteRevisedAsync<string>(
        async (tx, ct) =>
        {
            var read = await tx.Command($"SELECT kind FROM messages WHERE id = 'message' {Locking.SkipLocked}").FirstAsync(row => row.Text(0), ct);
            _runs.Add(read!);
            var next = (int.Parse(read!, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
            await tx.Command("UPDATE messages SET kind = @next WHERE id = 'message' AND kind = @read").With("@next", next).With("@read", read).WriteOneAsync("The message", ct);
            return next;
        },
        default);

    /// <summary>As a history's lines are: numbered by the last one's number, which is written after them.</summary>
    private Task<Outcome<string>> WriteNextAsync() => _database.UnitOfWork.WriteRevisedAsync<string>(
        async (tx, ct) =>
        {
            var last = await tx.Command($"SELECT kind FROM messages WHERE id = 'message' {Locking.SkipLocked}").FirstAsync(row => row.Text(0), ct);
            var next = (int.Parse(last!, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
            await tx.Command(Insert).With("@id", next).WriteAsync(ct);
            await tx.Command("UPDATE messages SET kind = @next WHERE id = 'message' AND kind = @last").With("@next", next).With("@last", last).WriteOneAsync("The message", ct);
            return next;
        },
        default);

    private Task<Outcome<int>> InsertAsync(string id) => _database.UnitOfWork.WriteAsync<int>(async (tx, ct) => await tx.Command(Insert).With("@id", id).ExecuteAsync(ct), default);

    private async Task<string?> KindAsync() => (string?)await _database.ScalarAsync("SELECT kind FROM messages WHERE id = 'message'");
}
