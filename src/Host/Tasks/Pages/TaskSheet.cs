using CaseWorkflows.Host.Forms.Pages;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Tasks.Pages;

/// <summary>What a task is to whoever looks at its page.</summary>
public enum TaskStanding
{
    /// <summary>In their hands, or in those of somebody whose deputy they are.</summary>
    Yours,

    /// <summary>Theirs to take.</summary>
    Free,

    /// <summary>A colleague holds it.</summary>
    Theirs,

    /// <summary>For other roles.</summary>
    NotYours,

    /// <summary>Done, or no longer needed.</summary>
    Over,
}

/// <summary>A way to end the task.</summary>
public sealed record TaskButton(string Name, string Label, DateTimeOffset? NotBefore, bool NeedsReason);

/// <summary>A document of the case that came with the task.</summary>
public sealed record AttachedDocument(string Id, string Name, long Bytes);

/// <summary>A field in which two tabs differ.</summary>
public sealed record DraftDifference(string Key, string Label, string Mine, string Theirs);

/// <summary>A task's page. What tells who the person is stands in <see cref="Paper"/> and <see cref="Wording"/> alone, which are null unless the task is the reader's.</summary>
public sealed record TaskSheet
{
    public required string Id { get; init; }

    public required string Association { get; init; }

    public required string Title { get; init; }

    public required string CaseId { get; init; }

    public required string CaseNumber { get; init; }

    public required string Service { get; init; }

    public required TaskStanding Standing { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required int Revision { get; init; }

    /// <summary>Names the next thing that is sent.</summary>
    public required string Operation { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The clause the step fulfils: its number and what it says.</summary>
    public (string Number, string Says)? Clause { get; init; }

    public string? Summary { get; init; }

    public string? Instructions { get; init; }

    public string? Wording { get; init; }

    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Who holds it, or ended it.</summary>
    public string? Holder { get; init; }

    /// <summary>What it ended with, in words, and when.</summary>
    public string? Outcome { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public IReadOnlyList<TaskButton> Buttons { get; init; } = [];

    public FormPaper? Paper { get; init; }

    public string Reason { get; init; } = "";

    public int Draft { get; init; }

    public DateTimeOffset? DraftSavedAt { get; init; }

    public IReadOnlyList<DraftDifference> Differences { get; init; } = [];

    /// <summary>Doubts told of on this page, for the next post.</summary>
    public string Noted { get; init; } = "";

    /// <summary>What is wrong, for above the form.</summary>
    public IReadOnlyList<FormError> Errors { get; init; } = [];

    /// <summary>What was just done.</summary>
    public string? Done { get; init; }

    /// <summary>True when a committee votes on it, on a page of its own.</summary>
    public bool IsVote { get; init; }

    /// <summary>The list it was opened from.</summary>
    public TaskScope From { get; init; }

    /// <summary>The first of that list, for whoever has just done with this one; null when it is empty.</summary>
    public TaskView? Next { get; init; }

    /// <summary>What was attached to a task that is over, for those who open the case's documents.</summary>
    public IReadOnlyList<AttachedDocument> Attached { get; init; } = [];

    /// <summary>What was typed into a task that is no longer the reader's, by label.</summary>
    public IReadOnlyList<(string Label, string Typed)> Kept { get; init; } = [];
}
