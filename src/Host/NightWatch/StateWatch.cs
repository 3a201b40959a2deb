using System.Runtime.CompilerServices;
using System.Text.Json;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.NightWatch;

/// <summary>A bookmark as both sides have it: the instance's state, which is the truth, and the row that stimuli and the clock find.</summary>
internal readonly record struct BookmarkSketch(string Id, string ActivityInstanceId, string Hash, long? DueTicks)
{
    public static BookmarkSketch Of(Bookmark bookmark) => new(bookmark.Id, bookmark.ActivityInstanceId, bookmark.Hash, bookmark.DueAt?.UtcTicks);
}

/// <summary>Reads the state of every running instance and holds it against its bookmark rows.</summary>
internal sealed class StateWatch : Watch
{
    private const string Running = """
        SELECT i.id, i.case_id, i.state, b.id, b.activity_instance_id, b.hash, b.due_at
        FROM workflow_instances i LEFT JOIN bookmarks b ON b.workflow_instance_id = i.id
        WHERE i.status = 'Running' ORDER BY i.id
        """;

    /// <summary>True for an instance in that state: its bookmarks as remembered, null when the state cannot be read, and its rows.</summary>
    public required Func<IReadOnlyList<BookmarkSketch>?, IReadOnlyList<BookmarkSketch>, bool> IsWrong { get; init; }

    public override async IAsyncEnumerable<Impossible> FindAsync(CaseDbContext context, DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct)
    {
        await context.Database.OpenConnectionAsync(ct);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.CommandTimeout) = (Running, 0);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var (instance, remembered, stored) = (default(Impossible), default(IReadOnlyList<BookmarkSketch>), new List<BookmarkSketch>());
        while (await rows.ReadAsync(ct))
        {
            var id = rows.GetString(0);
            if (instance?.Id != id)
            {
                if (instance is not null && IsWrong(remembered, stored))
                {
                    yield return instance;
                }

                (instance, remembered) = (new(id, await rows.IsDBNullAsync(1, ct) ? null : rows.GetString(1)), Remembered((byte[])rows.GetValue(2)));
                stored.Clear();
            }

            if (!await rows.IsDBNullAsync(3, ct))
            {
                stored.Add(new(rows.GetString(3), rows.GetString(4), rows.GetString(5), await rows.IsDBNullAsync(6, ct) ? null : rows.GetInt64(6)));
            }
        }

        if (instance is not null && IsWrong(remembered, stored))
        {
            yield return instance;
        }
    }

    private static List<BookmarkSketch>? Remembered(byte[] state)
    {
        try
        {
            return [.. WorkflowStateJson.FromUtf8(state).Bookmarks.Select(BookmarkSketch.Of)];
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
