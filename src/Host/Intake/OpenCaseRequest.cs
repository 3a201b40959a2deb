using CaseWorkflows.Cases.Intake;

namespace CaseWorkflows.Host.Intake;

/// <summary>A request for a service as it is sent. Digits may be Arabic-Indic anywhere.</summary>
internal sealed record OpenCaseRequest(
    string Channel,
    string Service,
    ApplicantRequest Applicant,
    string? Needs = null,
    IReadOnlyList<string>? AcceptedWarnings = null,
    string? WarningReason = null,
    string? OperationId = null)
{
    public NewCase ToCommand() => new()
    {
        Channel = Channel,
        Service = Service,
        Applicant = new(Applicant.FullName, Applicant.NationalId, Applicant.Mobile, Applicant.DateOfBirth),
        Needs = Needs,
        AcceptedWarnings = AcceptedWarnings ?? [],
        WarningReason = WarningReason,
    };
}

/// <summary>Who asks. A national id or a mobile number is needed, so that the person is found again.</summary>
internal sealed record ApplicantRequest(string? FullName, string? NationalId = null, string? Mobile = null, string? DateOfBirth = null);

/// <summary>The case that was opened.</summary>
internal sealed record CaseOpened(string Id, string Number, string Association, string Stage, string Service, string Channel, DateTimeOffset OpenedAt);
