using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.CasePages;

/// <summary>A case in the list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Person">Who it is about; null for those who see no names.</param>
/// <param name="Mobile">By its last digits; null where there is no name or no mobile.</param>
/// <param name="Service">Of the association.</param>
/// <param name="Channel">It came in by.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Result">How it ended; null while it is open.</param>
/// <param name="OpenedAt">When it came in.</param>
/// <param name="Tasks">What is open on it.</param>
public sealed record CaseLine(
    string Id, string Number, string? Person, string? Mobile, LocalizedText Service, LocalizedText Channel, LocalizedText Stage, LocalizedText? Result, DateTimeOffset OpenedAt, IReadOnlyList<CaseLineTask> Tasks);

/// <summary>A task that is open on a case in the list.</summary>
public sealed record CaseLineTask(LocalizedText Title, DateTimeOffset? DueAt, bool IsLate);

/// <summary>Something a list can be narrowed to.</summary>
public sealed record Choice(string Key, LocalizedText Name);

/// <summary>A filter that is on, and the address without it.</summary>
/// <param name="Text">Key of what it is called.</param>
/// <param name="Value">What it is set to; null when the name says it all.</param>
/// <param name="Without">Where the list goes on without it.</param>
public sealed record Chip(string Text, string? Value, string Without);

/// <summary>The list of cases as it is shown.</summary>
public sealed record CaseListView(string Association, CaseListQuery Query)
{
    public required IReadOnlyList<CaseLine> Lines { get; init; }

    public required IReadOnlyList<Chip> Chips { get; init; }

    public required int Total { get; init; }

    /// <summary>False when there are more than <see cref="Total"/>.</summary>
    public required bool IsExact { get; init; }

    public required int Page { get; init; }

    public required string? Previous { get; init; }

    public required string? Next { get; init; }

    /// <summary>True for those who see names, and so may search by them.</summary>
    public required bool SeesNames { get; init; }

    /// <summary>By the name of their field.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Choice>> Choices { get; init; }

    /// <summary>Which of the days cannot be read.</summary>
    public required IReadOnlyList<string> WrongDays { get; init; }
}
