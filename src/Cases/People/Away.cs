using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.People;

/// <summary>That somebody is away today, as far as others have to know.</summary>
/// <param name="Until">Their last day away.</param>
/// <param name="DeputyId">Opaque id of who stands in for them; null when nobody does.</param>
/// <param name="Deputy">What that person is called.</param>
public sealed record Away(DateOnly Until, string? DeputyId = null, LocalizedText? Deputy = null);
