using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Drawing;

namespace CaseWorkflows.Host.CasePages;

/// <summary>A case as one reader sees it now. What they may not see is null or empty, and the page says so.</summary>
public sealed record CaseView
{
    public required string Id { get; init; }

    public required string Number { get; init; }

    public required string Association { get; init; }

    /// <summary>The association's own word for the people it serves.</summary>
    public required LocalizedText PersonWord { get; init; }

    public required LocalizedText Service { get; init; }

    public required LocalizedText Channel { get; init; }

    public required LocalizedText Stage { get; init; }

    /// <summary>Null while it is open.</summary>
    public LocalizedText? Result { get; init; }

    public LocalizedText? Branch { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public LocalizedText? OpenedBy { get; init; }

    public DateTimeOffset? InformedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? RegistrationNumber { get; init; }

    public int? SatisfactionScore { get; init; }

    /// <summary>What the person asked for, in their words.</summary>
    public string? Needs { get; init; }

    /// <summary>Null for those who see no name.</summary>
    public PersonShown? Person { get; init; }

    /// <summary>True for those who see everything.</summary>
    public bool IsWhole { get; init; }

    public bool MayAdd { get; init; }

    public bool MayWrite { get; init; }

    public bool MayComment { get; init; }

    public bool MayStepIn { get; init; }

    public IReadOnlyList<NextTask> Next { get; init; } = [];

    public IReadOnlyList<NextMoment> Moments { get; init; } = [];

    public IReadOnlyList<FailedStep> Failed { get; init; } = [];

    /// <summary>Null when the version it runs on cannot be drawn.</summary>
    public MapShown? Map { get; init; }

    public IReadOnlyList<DocumentShown> Documents { get; init; } = [];

    /// <summary>What a document may be filed as, and whether the case has one already.</summary>
    public IReadOnlyList<DocumentKindShown> DocumentKinds { get; init; } = [];

    /// <summary>Minutes that are signed, once what the committee decided has left the house.</summary>
    public IReadOnlyList<MinutesShown> Minutes { get; init; } = [];

    /// <summary>True for who reads minutes as a whole, and not only what is about this case.</summary>
    public bool ReadsMinutes { get; init; }

    public IReadOnlyList<SpokenShown> Talk { get; init; } = [];

    public IReadOnlyList<Choice> Channels { get; init; } = [];

    public IReadOnlyList<CommentShown> Comments { get; init; } = [];

    public IReadOnlyList<Choice> Staff { get; init; } = [];

    public IReadOnlyList<HappeningShown> Timeline { get; init; } = [];

    public IReadOnlyList<RelatedCase> Related { get; init; } = [];
}

/// <summary>The person a case is about.</summary>
/// <param name="Name">In full.</param>
/// <param name="NationalId">By its last digits.</param>
/// <param name="Mobile">In full, or by its last digits.</param>
/// <param name="BirthDate">Null where it is not known, or not for the reader.</param>
/// <param name="BirthDateAsTyped">In the calendar it was given in.</param>
public sealed record PersonShown(string Name, string? NationalId, string? Mobile, DateOnly? BirthDate, string? BirthDateAsTyped);

/// <summary>Work that is open.</summary>
/// <param name="Id">The task's.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Holder">Who has it; null while nobody has.</param>
/// <param name="Roles">Who may take it.</param>
/// <param name="People">Who may take it by name.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="DueAt">By when; null when nothing presses.</param>
/// <param name="IsLate">True once that has passed.</param>
/// <param name="NotBefore">Before which it may not be decided; null where there is no such floor.</param>
/// <param name="IsMine">True when the reader holds it, or may take it.</param>
/// <param name="IsCommittee">True for a committee's.</param>
public sealed record NextTask(
    string Id, LocalizedText Title, LocalizedText? Holder, IReadOnlyList<LocalizedText> Roles, IReadOnlyList<LocalizedText> People, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, bool IsLate, DateTimeOffset? NotBefore,
    bool IsMine, bool IsCommittee);

/// <summary>Something the clock does, where nobody has to.</summary>
public sealed record NextMoment(LocalizedText Step, DateTimeOffset At);

/// <summary>A step that failed, and the ways out of it.</summary>
public sealed record FailedStep(string Id, LocalizedText Name, IReadOnlyList<Choice> Outcomes);

/// <summary>The procedure and where the case is on it.</summary>
/// <param name="Drawing">Mirrored for readers from the right.</param>
/// <param name="Steps">The same in words, in the order of the procedure.</param>
/// <param name="Version">Of the procedure.</param>
public sealed record MapShown(Drawing.Drawing Drawing, IReadOnlyList<StepShown> Steps, int Version);

/// <summary>A step in words.</summary>
public sealed record StepShown(string Name, StepMark Mark, DateTimeOffset? Since);

/// <summary>A document; its kind is null for what is none of those the service requires.</summary>
public sealed record DocumentShown(
    string Id, string Name, LocalizedText? Kind, string MediaType, long Bytes, string Sha256, string Source, DateTimeOffset At, LocalizedText? By, bool IsShown, bool IsPicture, bool MayRemove)
{
    public DateTimeOffset? RemovedAt { get; init; }

    public LocalizedText? RemovedBy { get; init; }

    public string? RemovedReason { get; init; }

    /// <summary>The step whose form it came with; null for others.</summary>
    public LocalizedText? Step { get; init; }

    /// <summary>False for what the reader knows of and does not open.</summary>
    public bool MayOpen { get; init; } = true;
}

/// <summary>Signed minutes in which the case stands.</summary>
public sealed record MinutesShown(string Session, string Title, LocalizedText Committee, DateOnly HeldOn, DateTimeOffset SignedAt, string Sha256);

/// <summary>What a document may be filed as.</summary>
public sealed record DocumentKindShown(string Key, LocalizedText Name, bool IsThere);

/// <summary>Something that was said to or by the person.</summary>
/// <param name="IsTheirs">True for the person's own words.</param>
/// <param name="Channel">By which it came; null for what was sent.</param>
/// <param name="Text">What was said.</param>
/// <param name="At">When.</param>
/// <param name="By">Who wrote it or wrote it down; null for the procedure.</param>
/// <param name="IsSent">False for what is still on its way.</param>
public sealed record SpokenShown(bool IsTheirs, LocalizedText? Channel, LocalizedText Text, DateTimeOffset At, LocalizedText? By, bool IsSent);

/// <summary>Something staff said to each other.</summary>
public sealed record CommentShown(string Id, LocalizedText? By, string Text, DateTimeOffset At, LocalizedText? RemovedBy, bool IsRemoved, IReadOnlyList<LocalizedText> For, bool IsNew, bool MayRemove);

/// <summary>A line of the case's history in words.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Text">What happened.</param>
/// <param name="By">Who did it.</param>
/// <param name="For">In whose name; null for their own.</param>
/// <param name="Clause">The number and heading of the policy's clause; null where none asks for it.</param>
/// <param name="Version">Of the procedure, where it is not the one the case is on.</param>
/// <param name="Reason">What was written with it; null where nothing was, or not for the reader.</param>
public sealed record HappeningShown(long Seq, DateTimeOffset At, string Text, LocalizedText? By, LocalizedText? For, string? Clause, int? Version, string? Reason)
{
    /// <summary>Of the line, sealed over the one before.</summary>
    public required string Hash { get; init; }
}

/// <summary>Another case that has something to do with this one.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Name">Of its person, when that is another.</param>
/// <param name="Service">Of the association.</param>
/// <param name="Stage">Where it stands, or how it ended.</param>
/// <param name="OpenedAt">When.</param>
public sealed record RelatedCase(string Id, string Number, string? Name, LocalizedText Service, LocalizedText Stage, DateTimeOffset OpenedAt);
