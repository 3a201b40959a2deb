using System.Text.Json.Serialization;
using CaseWorkflows.Cases.Intake;

namespace CaseWorkflows.Host.Intake;

/// <summary>A request for a service as it is sent. Digits may be Arabic-Indic anywhere.</summary>
/// <param name="Channel">Key of the channel by which it came.</param>
/// <param name="Service">Key of the service.</param>
/// <param name="Applicant">Who asks.</param>
/// <param name="Needs">What is needed, in the person's words.</param>
/// <param name="AcceptedWarnings">Warnings the caller passes.</param>
/// <param name="WarningReason">Why.</param>
/// <param name="OperationId">The same one again gets the same answer and opens nothing.</param>
/// <param name="PersonId">Somebody the register knows; then the name may be left out, and what is typed beside it only fills in what is missing.</param>
/// <param name="NotTheSame">Possible duplicates that were looked at and are somebody else.</param>
/// <param name="Documents">Keys of the service's required documents that were brought.</param>
/// <param name="BranchId">The branch it came in at.</param>
/// <remarks>What was added later is left out of what an operation id is compared by when it is not given, so that a request repeated after an upgrade is still the same.</remarks>
internal sealed record OpenCaseRequest(
    string Channel,
    string Service,
    ApplicantRequest Applicant,
    string? Needs = null,
    IReadOnlyList<string>? AcceptedWarnings = null,
    string? WarningReason = null,
    string? OperationId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PersonId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<NotTheSamePerson>? NotTheSame = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Documents = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? BranchId = null)
{
    public NewCase ToCommand() => new()
    {
        Channel = Channel,
        Service = Service,
        Applicant = new(Applicant.FullName, Applicant.NationalId, Applicant.Mobile, Applicant.DateOfBirth) { IsKnown = PersonId is not null },
        Needs = Needs,
        AcceptedWarnings = AcceptedWarnings ?? [],
        WarningReason = WarningReason,
    };
}

/// <summary>Somebody known who was thought to be the one who asks, and is not.</summary>
/// <param name="PersonId">The known person.</param>
/// <param name="Reason">How that is known; stays in the history.</param>
internal sealed record NotTheSamePerson(string PersonId, string Reason);

/// <summary>Who asks. A national id or a mobile number is needed, so that the person is found again.</summary>
internal sealed record ApplicantRequest(string? FullName, string? NationalId = null, string? Mobile = null, string? DateOfBirth = null);

/// <summary>The case that was opened.</summary>
internal sealed record CaseOpened(string Id, string Number, string Association, string Stage, string Service, string Channel, DateTimeOffset OpenedAt);
