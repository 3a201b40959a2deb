using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Intake;

/// <summary>What somebody said about a possible duplicate.</summary>
/// <param name="IsSame">It is this person.</param>
/// <param name="Reason">Why it is somebody else; empty when nothing was typed.</param>
public sealed record DuplicateDecision(bool IsSame, string Reason);

/// <summary>The request form as it was typed, which is how it comes back when something is wrong.</summary>
public sealed record IntakeTyped
{
    private const string Decision = "same-";
    private const string Why = "why-";

    /// <summary>Names the form, so that sending it twice opens one case.</summary>
    public string OperationId { get; init; } = "";

    /// <summary>A known person who was chosen; empty for somebody new.</summary>
    public string PersonId { get; init; } = "";

    public string Channel { get; init; } = "";

    public string Service { get; init; } = "";

    public string FullName { get; init; } = "";

    public string NationalId { get; init; } = "";

    public string Mobile { get; init; } = "";

    public string BirthDate { get; init; } = "";

    public string Needs { get; init; } = "";

    public string Branch { get; init; } = "";

    /// <summary>Documents that were brought, as <c>service/document</c>.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>What stands for the letter's scan once it is kept; empty for none.</summary>
    public string Scan { get; init; } = "";

    public bool PassesDoubt { get; init; }

    public string DoubtReason { get; init; } = "";

    /// <summary>By the known person's id.</summary>
    public IReadOnlyDictionary<string, DuplicateDecision> Decisions { get; init; } = new Dictionary<string, DuplicateDecision>(StringComparer.Ordinal);

    internal static IntakeTyped Read(PostedForm form) => new()
    {
        OperationId = form["operationId"],
        PersonId = form["person"],
        Channel = form["channel"],
        Service = form["service"],
        FullName = form["fullName"],
        NationalId = form["nationalId"],
        Mobile = form["mobile"],
        BirthDate = form["dateOfBirth"],
        Needs = form["needs"],
        Branch = form["branch"],
        Documents = form.All("document"),
        Scan = form["kept-scan"],
        PassesDoubt = form.Has("passDoubt"),
        DoubtReason = form["warningReason"],
        Decisions = form.Fields.Keys.Where(name => name.StartsWith(Decision, StringComparison.Ordinal) && form[name] is "yes" or "no")
            .ToDictionary(name => name[Decision.Length..], name => new DuplicateDecision(form[name] == "yes", form[Why + name[Decision.Length..]]), StringComparer.Ordinal),
    };

    /// <summary>The id of a field on the page by the name a refusal has for it.</summary>
    internal static string FieldOf(string refused) => refused.StartsWith("notTheSame.", StringComparison.Ordinal) ? Why + refused["notTheSame.".Length..]
        : refused switch { "branchId" => "branch", "personId" => "q", _ => refused.StartsWith("applicant.", StringComparison.Ordinal) ? refused["applicant.".Length..] : refused };

    /// <summary>The request it comes to.</summary>
    /// <param name="offered">Channels the page offers; another is none.</param>
    internal OpenCaseRequest ToRequest(IReadOnlyList<string> offered) => new(
        offered.Contains(Channel, StringComparer.Ordinal) ? Channel : "", Service,
        new(Person is null ? FullName : null, NationalId, Mobile, BirthDate), Needs, PassesDoubt ? [IntakeRules.NationalIdWarning] : [], DoubtReason, OperationId.Length == 0 ? null : OperationId, Person,
        Decisions.Where(pair => !pair.Value.IsSame).Select(pair => new NotTheSamePerson(pair.Key, pair.Value.Reason)).ToList() is { Count: > 0 } others ? others : null,
        [.. Documents.Where(document => document.StartsWith(Service + "/", StringComparison.Ordinal)).Select(document => document[(Service.Length + 1)..])],
        Branch.Length == 0 ? null : Branch);

    /// <summary>The known person it is about: chosen in the search, or found to be the same.</summary>
    private string? Person => PersonId.Length > 0 ? PersonId : Decisions.Where(pair => pair.Value.IsSame).Select(pair => pair.Key).FirstOrDefault();
}
