using CaseWorkflows.Activities.Rehearsals;

namespace CaseWorkflows.Host.Rehearsals;

/// <summary>What is to be rehearsed; what is left out comes from the association's own newest cases, or else is a guess.</summary>
/// <param name="VersionId">The version; null takes the newest, published or not.</param>
/// <param name="Cases">How many made-up cases, 1 to 5000.</param>
/// <param name="Seed">Which ones.</param>
/// <param name="ArrivalsPerWorkingDay">How many come in on a working day, more than 0, at most 200.</param>
/// <param name="People">How many people hold a role, by its key: 0 to 500.</param>
internal sealed record RehearsalRequest(
    string? VersionId = null, int Cases = 500, int Seed = 1, double? ArrivalsPerWorkingDay = null, IReadOnlyDictionary<string, int>? People = null);

/// <param name="Draft">The version that was asked for.</param>
/// <param name="Present">The published one with the same people; null when that is the same version, or none is published.</param>
/// <param name="ArrivalsPerWorkingDay">What was assumed.</param>
/// <param name="People">What was assumed, for the roles somebody holds.</param>
internal sealed record RehearsalAnswer(RehearsedVersion Draft, RehearsedVersion? Present, double ArrivalsPerWorkingDay, IReadOnlyDictionary<string, int> People);

internal sealed record RehearsedVersion(string VersionId, int Version, bool IsPublished, RehearsalResult Result);
