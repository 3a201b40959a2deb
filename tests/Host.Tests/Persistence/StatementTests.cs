using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Tests.Persistence;

public sealed class StatementTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public Task What_is_bound_is_read_back() => InTx(async tx =>
    {
        var instant = new DateTimeOffset(2026, 11, 21, 13, 5, 0, TimeSpan.FromHours(3));
        var long_ = string.Concat(Enumerable.Repeat("طويل 𝒳 ", 200));
        var back = await tx.Command("SELECT @text, @long, @empty, @nothing, @number, @instant, @word, @bytes, @noBytes, @emptyBytes")
            .With("@text", "نص").With("@long", long_).With("@empty", "").With("@nothing", (string?)null).With("@number", long.MaxValue).With("@instant", instant)
            .With("@word", CaseStage.Study).With("@bytes", [0, 255]).With("@noBytes", (byte[]?)null).With("@emptyBytes", [])
            .FirstAsync(row => (row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.Number(4), row.InstantOrNull(5), row.Word<CaseStage>(6), row.Bytes(7), row.IsNull(8), row.Bytes(9).Length, row.IsNull(9)), default);

        Assert.Equal(("نص", long_, "", null, long.MaxValue, instant.ToUniversalTime(), CaseStage.Study), (back.Item1, back.Item2, back.Item3, back.Item4, back.Item5, back.Item6, back.Item7));
        Assert.Equal([0, 255], back.Item8);
        Assert.Equal((true, 0, false), (back.Item9, back.Item10, back.Item11));
    });

    [Fact]
    public Task Values_of_an_earlier_use_are_never_taken_for_those_of_this_one() => InTx(async tx =>
    {
        const string sql = "SELECT @a, @b";
        await tx.Command(sql).With("@a", 1).With("@b", 2).FirstAsync(row => row.Number(0), default);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await tx.Command(sql).With("@a", 3).FirstAsync(row => row.Number(0), default));
    });

    [Fact]
    public Task Values_may_come_in_another_order_and_a_wrong_name_is_named() => InTx(async tx =>
    {
        const string sql = "SELECT @a, @b";
        Assert.Equal((1, 2), await tx.Command(sql).With("@b", 2).With("@a", 1).FirstAsync(row => (row.Int(0), row.Int(1)), default));
        Assert.Contains("@c", Assert.Throws<InvalidOperationException>(() => tx.Command(sql).With("@c", 1)).Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task No_row_and_many_rows() => InTx(async tx =>
    {
        Assert.Null(await tx.Command("SELECT 'x' WHERE 1 = 0").FirstAsync(row => row.Text(0), default));
        Assert.Equal(["x", "y"], await tx.Command("SELECT 'x' UNION SELECT 'y' ORDER BY 1").AllAsync(row => row.Text(0), default));
    });

    private async Task InTx(Func<CaseTransaction, Task> act) => await _database.UnitOfWork.WriteAsync<bool>(
        async (tx, _) =>
        {
            await act(tx);
            return true;
        },
        default);
}
