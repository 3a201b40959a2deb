using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Options;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine;

/// <summary>How an activity waits. The defaults for the instance id in the hash are as uneven as Elsa's, on purpose.</summary>
public sealed partial class ActivityExecutionContext
{
    public Bookmark CreateBookmark() => CreateBookmark(new CreateBookmarkArgs { IncludeActivityInstanceId = true });

    public Bookmark CreateBookmark(ExecuteActivityDelegate callback, IReadOnlyDictionary<string, string>? metadata = null)
        => CreateBookmark(new CreateBookmarkArgs { Callback = callback, Metadata = metadata });

    public Bookmark CreateBookmark(
        object stimulus, ExecuteActivityDelegate? callback, bool includeActivityInstanceId = true, IReadOnlyDictionary<string, string>? metadata = null)
        => CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = stimulus,
            Callback = callback,
            IncludeActivityInstanceId = includeActivityInstanceId,
            Metadata = metadata,
        });

    public Bookmark CreateBookmark(object stimulus, bool includeActivityInstanceId, IReadOnlyDictionary<string, string>? metadata = null)
        => CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus, IncludeActivityInstanceId = includeActivityInstanceId, Metadata = metadata });

    public Bookmark CreateBookmark(object stimulus, IReadOnlyDictionary<string, string>? metadata = null)
        => CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus, Metadata = metadata });

    /// <summary>Makes this execution wait. Waiting twice for the very same thing is one wait: the first bookmark is returned.</summary>
    public Bookmark CreateBookmark(CreateBookmarkArgs? args)
    {
        args ??= new CreateBookmarkArgs { IncludeActivityInstanceId = true };
        var name = args.BookmarkName ?? Activity.Type;
        var hash = BookmarkHasher.Hash(name, args.Stimulus, args.IncludeActivityInstanceId ? Id : null);
        var burning = WorkflowExecutionContext.ResumedBookmark is { AutoBurn: true } resumed ? resumed.Id : null; // gone when this run ends
        foreach (var existing in Bookmarks)
        {
            if (existing.Hash == hash && existing.Id != burning)
            {
                return existing;
            }
        }

        var bookmark = new Bookmark
        {
            Id = args.BookmarkId ?? WorkflowExecutionContext.NextId(),
            Name = name,
            Hash = hash,
            Payload = JsonValues.ToNode(args.Stimulus),
            ActivityId = Activity.Id,
            ActivityNodeId = NodeId,
            ActivityInstanceId = Id,
            CreatedAt = WorkflowExecutionContext.Now,
            DueAt = (args.Stimulus as ITimedStimulus)?.DueAt,
            AutoBurn = args.AutoBurn,
            CallbackMethodName = Node.Callbacks.NameOf(args.Callback),
            AutoComplete = args.AutoComplete,
            Metadata = args.Metadata,
        };
        WorkflowExecutionContext.AddBookmark(bookmark);
        (_newBookmarkIds ??= []).Add(bookmark.Id);
        return bookmark;
    }

    public IReadOnlyList<Bookmark> CreateBookmarks(IEnumerable<object> stimuli, ExecuteActivityDelegate? callback = null, bool includeActivityInstanceId = true)
        => [.. stimuli.Select(stimulus => CreateBookmark(stimulus, callback, includeActivityInstanceId))];

    /// <summary>Stops waiting for anything.</summary>
    public void ClearBookmarks() => WorkflowExecutionContext.RemoveBookmarks(bookmark => bookmark.ActivityInstanceId == Id);

    /// <summary>Stops waiting for one thing; nothing happens when it is gone already.</summary>
    public void RemoveBookmark(string bookmarkId)
        => WorkflowExecutionContext.RemoveBookmarks(bookmark => bookmark.Id == bookmarkId && bookmark.ActivityInstanceId == Id);

    /// <summary>Waits for a span of time from now.</summary>
    public Bookmark DelayFor(TimeSpan delay, ExecuteActivityDelegate? callback = null)
        => DelayUntil(WorkflowExecutionContext.Now + delay, callback);

    /// <summary>Waits until an instant. One in the past is due at once.</summary>
    public Bookmark DelayUntil(DateTimeOffset resumeAt, ExecuteActivityDelegate? callback = null)
        => CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = Delay.BookmarkName,
            Stimulus = new DelayPayload(resumeAt),
            Callback = callback,
            IncludeActivityInstanceId = true,
        });
}
