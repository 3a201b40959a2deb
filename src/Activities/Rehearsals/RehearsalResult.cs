namespace CaseWorkflows.Activities.Rehearsals;

/// <summary>What a rehearsal showed.</summary>
/// <param name="Cases">Cases that came in.</param>
/// <param name="LeadTime">From opened to closed, of those that were closed; null when none was.</param>
/// <param name="Ends">How cases ended, most frequent first.</param>
/// <param name="Roles">How busy each role was, longest wait first.</param>
/// <param name="Steps">How long each step took, longest altogether first.</param>
/// <param name="Paths">The ways most often taken, at most ten.</param>
/// <param name="DifferentPaths">How many different ways were taken.</param>
/// <param name="Unfinished">Cases that never ended: they wait for something no rehearsal brings, or go round for ever.</param>
/// <param name="Troubles">What went wrong on the way, each once with how often.</param>
public sealed record RehearsalResult(
    int Cases, LeadTimes? LeadTime, IReadOnlyList<EndShare> Ends, IReadOnlyList<RoleLoad> Roles, IReadOnlyList<StepLoad> Steps, IReadOnlyList<PathShare> Paths,
    int DifferentPaths, int Unfinished, IReadOnlyList<Trouble> Troubles);

/// <summary>How long cases took.</summary>
/// <param name="Shortest">The quickest case.</param>
/// <param name="Median">Half took no longer.</param>
/// <param name="Mean">On average.</param>
/// <param name="NineInTen">Nine in ten took no longer.</param>
/// <param name="Longest">The slowest case.</param>
/// <param name="Weeks">How many cases took less than one week, less than two, and so on, up to the longest.</param>
public sealed record LeadTimes(TimeSpan Shortest, TimeSpan Median, TimeSpan Mean, TimeSpan NineInTen, TimeSpan Longest, IReadOnlyList<int> Weeks);

/// <param name="Result">Name of a <see cref="Cases.Lifecycle.CaseResult"/>.</param>
/// <param name="Cases">How many ended so.</param>
public sealed record EndShare(string Result, int Cases);

/// <summary>How busy a role was.</summary>
/// <param name="Role">Its key.</param>
/// <param name="People">How many held it.</param>
/// <param name="Tasks">Tasks they did.</param>
/// <param name="MeanWait">How long a task waited until somebody began with it, on average; nights and weekends count.</param>
/// <param name="NineInTenWait">Nine in ten waited no longer.</param>
/// <param name="Busy">Share of their office hours they worked, 0 to 1, from the first case in to the last step done.</param>
public sealed record RoleLoad(string Role, int People, int Tasks, TimeSpan MeanWait, TimeSpan NineInTenWait, double Busy);

/// <param name="ActivityId">Id in the definition.</param>
/// <param name="Label">What the designer calls it.</param>
/// <param name="Visits">How often it was done.</param>
/// <param name="Mean">From opened to done, on average.</param>
public sealed record StepLoad(string ActivityId, string Label, int Visits, TimeSpan Mean);

/// <summary>A way through the procedure.</summary>
/// <param name="Steps">What people did, in that order, each with how it ended.</param>
/// <param name="Cases">How many went that way.</param>
/// <param name="Median">Half of them took no longer.</param>
public sealed record PathShare(IReadOnlyList<RehearsedStep> Steps, int Cases, TimeSpan Median);

/// <param name="ActivityId">Id in the definition.</param>
/// <param name="Type">Type name of the activity.</param>
/// <param name="Label">What the designer calls it.</param>
/// <param name="Outcome">How it ended; null when the clock ended it.</param>
public sealed record RehearsedStep(string ActivityId, string Type, string Label, string? Outcome);

/// <param name="Code">What kind of trouble: one of <see cref="Troubles"/>.</param>
/// <param name="ActivityId">The step that failed, or where a case stood for ever; empty when it cannot be said.</param>
/// <param name="Label">What the designer calls it; empty with an empty id.</param>
/// <param name="Message">What an incident said, in English; null for other troubles.</param>
/// <param name="Cases">How many cases it happened to.</param>
public sealed record Trouble(string Code, string ActivityId, string Label, string? Message, int Cases);

/// <summary>Why a rehearsed case does not come to its end.</summary>
public static class Troubles
{
    /// <summary>A step failed.</summary>
    public const string Failed = "failed";

    /// <summary>The procedure came to its end and nothing closed the case.</summary>
    public const string NeverClosed = "never-closed";

    /// <summary>Nobody may do the task who is not excluded, or it goes round for years.</summary>
    public const string NobodyEnds = "nobody-ends";

    /// <summary>It waits for something from outside, which no rehearsal brings.</summary>
    public const string WaitsOutside = "waits-outside";

    /// <summary>It stands and waits for nothing.</summary>
    public const string Stuck = "stuck";
}
