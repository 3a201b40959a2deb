using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Activities.Effects;

/// <summary>Where a request comes from.</summary>
/// <param name="ActivityId">The step, by its id in the definition.</param>
/// <param name="ActivityType">The step's type name.</param>
/// <param name="ActivityInstanceId">That very execution of the step.</param>
/// <param name="Clause">The policy clause acted under; null when none asks for it.</param>
public sealed record StepOrigin(string ActivityId, string ActivityType, string ActivityInstanceId, string? Clause);

/// <summary>Something an activity asks the host to do in the transaction of its burst. Nothing has happened until that commits.</summary>
/// <param name="Origin">The step that asks.</param>
public abstract record CaseEffect(StepOrigin Origin);

/// <summary>A task for a person. It lives as long as its bookmark: once that is gone the task is over, whoever ended it.</summary>
/// <param name="Origin">The step that asks.</param>
public sealed record TaskOpened(StepOrigin Origin) : CaseEffect(Origin)
{
    /// <summary>What completing the task resumes.</summary>
    public required string BookmarkId { get; init; }

    /// <summary>What the task is called in the inbox. <c>{person}</c> stands for the association's own word.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>What a candidate may know before claiming: nothing that tells who the person is. Null when there is nothing to add.</summary>
    public string? Summary { get; init; }

    /// <summary>How the work is done; null when it explains itself.</summary>
    public string? Instructions { get; init; }

    /// <summary>A designer's own reference; null when unused.</summary>
    public string? Reference { get; init; }

    /// <summary>The form to fill in; null when the actions are all there is.</summary>
    public string? Form { get; init; }

    /// <summary>What the person is read in this task, or signs: the declaration, or the message staff pass on. Null when there is none.</summary>
    public LocalizedText? Wording { get; init; }

    /// <summary>Keys of the tools to work with; empty leaves all the association has.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>0 to 100, higher first.</summary>
    public int Priority { get; init; }

    /// <summary>Keys of roles that may claim it.</summary>
    public IReadOnlyList<string> CandidateRoles { get; init; } = [];

    /// <summary>Ids of people who may claim it.</summary>
    public IReadOnlyList<string> CandidateUsers { get; init; } = [];

    /// <summary>Ids of people who may not.</summary>
    public IReadOnlyList<string> ExcludedUsers { get; init; } = [];

    /// <summary>Whoever holds it from the start; null leaves it to the candidates.</summary>
    public string? Assignee { get; init; }

    /// <summary>When it should be done; null when nothing presses.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The role it is offered to as well once overdue; null escalates nothing.</summary>
    public string? EscalateTo { get; init; }

    /// <summary>The ways to end it.</summary>
    public required IReadOnlyList<TaskAction> Actions { get; init; }

    /// <summary>The committee it is put before; null for a task of one person.</summary>
    public CommitteeAsked? Committee { get; init; }
}

/// <summary>The committee a task is put before, and why its decision stays in the house until then.</summary>
/// <param name="Key">Which committee; whether it votes, and how, is the association's to say.</param>
/// <param name="ReleasableAt">The floor.</param>
/// <param name="CountFrom">What the floor counts from, as the definition says.</param>
/// <param name="CountedFrom">The instant it counted from.</param>
/// <param name="MinimumPeriod">How long it is; zero holds nothing back.</param>
/// <param name="WorkingDays">True when its whole days were counted as working days.</param>
public sealed record CommitteeAsked(
    string Key, DateTimeOffset ReleasableAt, CountFrom CountFrom, DateTimeOffset CountedFrom, TimeSpan MinimumPeriod, bool WorkingDays);

/// <summary>The clock reminds whoever holds the task, or its candidates.</summary>
/// <param name="Origin">The step that asks.</param>
/// <param name="BookmarkId">The task's bookmark.</param>
/// <param name="DueAt">When it is due; null when nothing presses.</param>
public sealed record TaskReminded(StepOrigin Origin, string BookmarkId, DateTimeOffset? DueAt) : CaseEffect(Origin);

/// <summary>The task is overdue and offered to a further role.</summary>
/// <param name="Origin">The step that asks.</param>
/// <param name="BookmarkId">The task's bookmark.</param>
/// <param name="ToRole">Key of the role that may claim it from now on.</param>
public sealed record TaskEscalated(StepOrigin Origin, string BookmarkId, string ToRole) : CaseEffect(Origin);

/// <summary>The case reached a stage.</summary>
/// <param name="Origin">The step that asks.</param>
/// <param name="Stage">The stage.</param>
public sealed record StageReached(StepOrigin Origin, CaseStage Stage) : CaseEffect(Origin);

/// <summary>A line for the case's history.</summary>
/// <param name="Origin">The step that asks.</param>
/// <param name="Action">What happened, in the past tense, such as <c>ApplicantInformed</c>.</param>
/// <param name="Reason">Why, in the words of whoever decided; null when nobody had to say.</param>
/// <param name="Data">Facts without personal data; null when the action says it all.</param>
/// <param name="ByCaller">True when the person whose act set off the burst did it, false when the procedure did by itself.</param>
public sealed record EventRecorded(StepOrigin Origin, string Action, string? Reason = null, JsonObject? Data = null, bool ByCaller = false) : CaseEffect(Origin);

/// <summary>A message to the person, sent after the commit, at least once.</summary>
/// <param name="Origin">The step that asks.</param>
/// <param name="Text">What is said. <c>{number}</c>, <c>{association}</c> and <c>{person}</c> are filled in by the host.</param>
/// <param name="Reason">The reason of a decision, told along with it; null when there is none.</param>
/// <param name="MessageClass">Service messages go at any hour, awareness and promotion only between 09:00 and 22:00 (regulator's rule for text messages).</param>
public sealed record BeneficiaryNotified(StepOrigin Origin, LocalizedText Text, string? Reason, MessageClass MessageClass) : CaseEffect(Origin);

/// <summary>What kind of message it is to the regulator of text messages.</summary>
public enum MessageClass
{
    /// <summary>About the person's own request; any time.</summary>
    Service,

    /// <summary>Useful to know; 09:00 to 22:00.</summary>
    Awareness,

    /// <summary>Asks for something, donations included; 09:00 to 22:00.</summary>
    Promotion,
}

/// <summary>A fact of the case that people look for.</summary>
/// <param name="Origin">The step that asks.</param>
/// <param name="Fact">Which fact.</param>
/// <param name="Value">An instant, text or number as the fact demands; null clears it.</param>
public sealed record CaseFactLearned(StepOrigin Origin, CaseFact Fact, object? Value) : CaseEffect(Origin);

/// <summary>Facts kept with the case itself.</summary>
public enum CaseFact
{
    /// <summary>When the applicant was told of the committee's study (instant).</summary>
    InformedAt,

    /// <summary>The number in the association's register (text).</summary>
    RegistrationNumber,

    /// <summary>1 to 5, the person's own rating (number).</summary>
    SatisfactionScore,
}

/// <summary>The case is over.</summary>
/// <param name="Origin">The step that asks.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Reason">Why, when somebody said; else null.</param>
public sealed record CaseClosed(StepOrigin Origin, CaseResult Result, string? Reason) : CaseEffect(Origin);
