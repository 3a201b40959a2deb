using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaseWorkflows.Host.Persistence.Sqlite;

/// <summary>
/// Folds the log back into the database file beside the writer, which takes 10–20 ms and would keep everybody waiting. Only what was written meanwhile is
/// folded in the writer's turn, so that the log is through and begins anew from its start: a log that grows is slower than one that is overwritten.
/// </summary>
internal sealed class SqliteCheckpoints(SqliteDatabase database, ILogger<UnitOfWork> logger) : IAsyncDisposable
{
    // In pages written. Fewer fold pages that many commits touch more often; far more make the log itself slower, as it no longer stays in the processor's cache.
    private const int WorthFolding = 3000;

    private SqliteConnection? _connection;
    private Task? _folding;
    private int _pages;

    /// <summary>Between two groups, on the writer's own thread.</summary>
    public void AfterGroup(SqliteWriter writer)
    {
        _pages += writer.TakePagesWritten();
        if (_folding is { IsCompleted: true })
        {
            (_folding, _pages) = (null, 0);
            writer.Checkpoint();
        }
        else if (_folding is null && _pages >= WorthFolding)
        {
            _folding = Task.Run(FoldAsync);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_folding ?? Task.CompletedTask);
        await (_connection?.DisposeAsync() ?? default);
    }

    private async Task FoldAsync()
    {
        try
        {
            _connection ??= await database.OpenWriterAsync(CancellationToken.None);
            SqliteWriter.Checkpoint(SqliteBinding.HandleOf(_connection));
        }
        catch (SqliteException trouble)
        {
            // The log only grows a little; the writer meets the same trouble where somebody can be told.
            logger.LogWarning(trouble, "The log could not be folded into the database file");
        }
    }
}
