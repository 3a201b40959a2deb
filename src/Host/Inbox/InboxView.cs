using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Tasks;

namespace CaseWorkflows.Host.Inbox;

/// <summary>Something that can be chosen in a filter.</summary>
public sealed record InboxChoice(string Value, string Name);

/// <summary>A filter that is on, and the address of the list without it.</summary>
public sealed record InboxChip(string Label, string Value, string Without);

/// <summary>A comment for the reader.</summary>
public sealed record InboxMention(string CaseId, string CaseNumber, string Author, DateTimeOffset At);

/// <summary>A task on the page.</summary>
/// <param name="Task">What a candidate may know of it.</param>
/// <param name="Service">The service's name.</param>
/// <param name="Step">The step's own name; null when the title says it already.</param>
/// <param name="Person">Whom it is about; null unless the task is in the reader's hands.</param>
/// <param name="Holder">Who holds it; null for nobody, and for the reader.</param>
/// <param name="CanClaim">Nobody holds it and the reader may take it.</param>
/// <param name="IsMine">In the reader's hands, or in those of somebody whose deputy they are.</param>
/// <param name="Late">How long it is overdue; null when it is not.</param>
/// <param name="Waited">How long it has been open.</param>
public sealed record InboxLine(TaskView Task, string Service, string? Step, string? Person, string? Holder, bool CanClaim, bool IsMine, LocalizedText? Late, LocalizedText Waited)
{
    /// <summary>True for what a committee votes on, on a page of its own, where the reader may open that.</summary>
    public bool IsVote { get; init; }
}

/// <summary>What the inbox page shows.</summary>
public sealed record InboxView(InboxAddress Address, InboxCounts Counts, IReadOnlyList<InboxLine> Rows, int Total, bool TotalIsExact)
{
    /// <summary>The newest comments for the reader.</summary>
    public IReadOnlyList<InboxMention> Mentions { get; init; } = [];

    public IReadOnlyList<FailedCase> Failed { get; init; } = [];

    public IReadOnlyList<InboxChoice> Steps { get; init; } = [];

    public IReadOnlyList<InboxChoice> Roles { get; init; } = [];

    public IReadOnlyList<InboxChoice> Services { get; init; } = [];

    public IReadOnlyList<InboxChoice> Channels { get; init; } = [];

    /// <summary>Who may hold tasks here; empty for those who oversee nothing and assign nothing.</summary>
    public IReadOnlyList<InboxChoice> Staff { get; init; } = [];

    public IReadOnlyList<InboxChip> Chips { get; init; } = [];

    public bool Oversees { get; init; }

    public bool MayAssign { get; init; }

    /// <summary>What was not done and why, after several tasks were to be changed at once.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>What was done, said once.</summary>
    public string? Done { get; init; }

    /// <summary>Why a single act was refused.</summary>
    public string? Refused { get; init; }

    /// <summary>Tasks that stay selected after a refusal.</summary>
    public IReadOnlyList<string> Selected { get; init; } = [];

    /// <summary>Whom they were to be given to.</summary>
    public string? Assignee { get; init; }

    /// <summary>Where a task is opened; its page leads on to the next one of this list.</summary>
    public string AddressOf(InboxLine row) => row.IsVote ? $"/committee/{row.Task.Id}" : TaskAddress.Of(row.Task.Id, Address.Scope);

    public bool HasNext => Address.Paging.Skip + Rows.Count < Total || (!TotalIsExact && Rows.Count == InboxAddress.PageSize);
}
