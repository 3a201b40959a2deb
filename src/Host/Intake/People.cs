using CaseWorkflows.Cases.Intake.Duplicates;

namespace CaseWorkflows.Host.Intake;

/// <summary>An open case of somebody.</summary>
public sealed record OpenCaseOf(string Id, string Number, string Service);

/// <summary>Somebody the register knows, as far as those who receive people see of them.</summary>
/// <param name="Id">The person.</param>
/// <param name="FullName">As the register has it.</param>
/// <param name="NationalId">Its last digits; null when none is known.</param>
/// <param name="Mobile">Its last digits; null when none is known.</param>
/// <param name="BirthDate">Null when it is not known.</param>
/// <param name="Open">Cases that go on; a service of one of these is not asked for again.</param>
/// <param name="LastChannel">How they came the last time; null when they have no case.</param>
public sealed record KnownPerson(string Id, string FullName, string? NationalId, string? Mobile, DateOnly? BirthDate, IReadOnlyList<OpenCaseOf> Open, string? LastChannel);

/// <summary>Somebody known who may be the one who asks, and why.</summary>
public sealed record PossibleDuplicate(KnownPerson Person, DuplicateFinding Finding);
