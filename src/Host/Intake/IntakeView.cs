using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Intake;

/// <summary>What the intake page shows: the search, what it found, and the form.</summary>
public sealed record IntakeView(string Association, IntakeTyped Typed)
{
    /// <summary>What was searched for; null before the first search.</summary>
    public string? Query { get; init; }

    public IReadOnlyList<KnownPerson> Found { get; init; } = [];

    /// <summary>Who was chosen; null for somebody new.</summary>
    public KnownPerson? Person { get; init; }

    public IReadOnlyList<PossibleDuplicate> Duplicates { get; init; } = [];

    public IReadOnlyList<Channel> Channels { get; init; } = [];

    public IReadOnlyList<Service> Services { get; init; } = [];

    /// <summary>Keys and names; empty when the association has no branches.</summary>
    public IReadOnlyList<(string Id, string Name)> Branches { get; init; } = [];

    public bool MayPassDoubt { get; init; }

    /// <summary>The letter's scan that is kept by now; null for none.</summary>
    public StoredDocument? Scan { get; init; }

    public IReadOnlyList<FormError> Errors { get; init; } = [];

    /// <summary>Number of the case that goes on already; null when there is none.</summary>
    public string? AlreadyOpen { get; init; }

    /// <summary>The chosen person's case for a service that goes on; null when there is none.</summary>
    public OpenCaseOf? OpenFor(string service) => Person?.Open.FirstOrDefault(open => open.Service == service);
}

/// <summary>A case that was just opened, and the slip for whoever asked.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">Its number.</param>
/// <param name="Association">The association's name.</param>
/// <param name="Service">The service's name.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="Code">The follow-up code, this once; null when it was shown already.</param>
/// <param name="Next">What happens next, and by when; null when the case waits for nothing.</param>
/// <param name="NextDue">By when.</param>
public sealed record OpenedView(string CaseId, string Number, string Association, string Service, DateTimeOffset OpenedAt, string? Code, string? Next, DateTimeOffset? NextDue);
