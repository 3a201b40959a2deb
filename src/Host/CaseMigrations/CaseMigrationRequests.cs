namespace CaseWorkflows.Host.CaseMigrations;

/// <summary>What would happen.</summary>
/// <param name="ToVersionId">The version to go to; published, or published once.</param>
/// <param name="Map">Corrections of the proposed map: activity id by activity id, null for no counterpart.</param>
internal sealed record MigrationPreviewRequest(string ToVersionId, IReadOnlyDictionary<string, string?>? Map = null);

/// <summary>What is to happen.</summary>
/// <param name="ToVersionId">See <see cref="MigrationPreviewRequest"/>.</param>
/// <param name="Reason">Stands in the history of every case.</param>
/// <param name="Map">See <see cref="MigrationPreviewRequest"/>.</param>
/// <param name="CaseIds">Only these; null takes every running case on another version.</param>
/// <param name="PassesOver">True also moves cases that then count as having done steps they have not.</param>
/// <param name="OperationId">The same one again gets the same answer and does nothing.</param>
internal sealed record MigrationRequest(
    string ToVersionId, string Reason, IReadOnlyDictionary<string, string?>? Map = null, IReadOnlyList<string>? CaseIds = null, bool PassesOver = false, string? OperationId = null);

/// <param name="CaseId">Only this case; null takes all back that have not moved on.</param>
/// <param name="OperationId">The same one again gets the same answer and does nothing.</param>
internal sealed record MigrationUndoRequest(string? CaseId = null, string? OperationId = null);

/// <summary>What a migration would do.</summary>
/// <param name="Moves">Cases that would move as they are.</param>
/// <param name="PassesOver">Cases that would move only if steps they have not done counted as done.</param>
/// <param name="Stays">Cases that would go on with their own version.</param>
/// <param name="Maps">The element map from each version cases run on, corrections included.</param>
/// <param name="Cases">Each case; those that stay first.</param>
internal sealed record MigrationPreview(int Moves, int PassesOver, int Stays, IReadOnlyList<VersionMap> Maps, IReadOnlyList<CasePreview> Cases);

/// <param name="FromVersionId">The version cases run on.</param>
/// <param name="FromVersion">Its number.</param>
/// <param name="Steps">Every step of it, by id and what it is called, with the step it becomes; null for none.</param>
internal sealed record VersionMap(string FromVersionId, int FromVersion, IReadOnlyList<MappedStep> Steps);

internal sealed record MappedStep(string Id, string Label, string? BecomesId, string? BecomesLabel);

/// <summary>One case in a preview.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">The number people know it by.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="FromVersionId">The version it runs on.</param>
/// <param name="Verdict"><c>moves</c>, <c>passes-over</c> or <c>stays</c>.</param>
/// <param name="Code">Why it stays; null when it does not.</param>
/// <param name="Steps">Its open steps and what they become; when it stays, what stands in the way.</param>
/// <param name="PassedOver">Steps it would count as having done, by what they are called.</param>
/// <param name="Timers">What its clock waits for, kept as it is: the step and the instant.</param>
internal sealed record CasePreview(
    string CaseId, string Number, string Stage, string FromVersionId, string Verdict, string? Code, IReadOnlyList<MappedStep> Steps, IReadOnlyList<string> PassedOver, IReadOnlyList<KeptTimer> Timers);

internal sealed record KeptTimer(string Step, DateTimeOffset DueAt);

/// <summary>How far a migration is.</summary>
internal sealed record MigrationStanding(
    string Id, string DefinitionId, string ToVersionId, string Reason, DateTimeOffset CreatedAt, string CreatedBy, bool IsDone, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<MigratedCase> Cases);

/// <param name="CaseId">The case.</param>
/// <param name="Number">The number people know it by.</param>
/// <param name="Status">One of waiting, moved, stayed, undoWaiting, undone, movedOn.</param>
/// <param name="Code">Why it stayed; null when it did not.</param>
/// <param name="FromVersionId">The version it was on.</param>
internal sealed record MigratedCase(string CaseId, string Number, string Status, string? Code, string FromVersionId);

/// <summary>A migration that is under way.</summary>
internal sealed record MigrationBegun(string Id, int Cases);
