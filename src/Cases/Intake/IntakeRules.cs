using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Identifiers;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Intake;

/// <summary>What a request must satisfy to be opened as a case by a member of staff.</summary>
public static class IntakeRules
{
    /// <summary>The longest name, in characters, after blanks are collapsed.</summary>
    public const int MaximumNameLength = 200;

    /// <summary>The longest description of the need, in characters.</summary>
    public const int MaximumNeedsLength = 4000;

    /// <summary>The longest reason for passing a warning, in characters.</summary>
    public const int MaximumReasonLength = 1000;

    /// <summary>The name under which a doubt about the national id is passed.</summary>
    public const string NationalIdWarning = "national-id";

    /// <summary>The longest text that can be passed as a national id of another kind, such as a passport number.</summary>
    public const int MaximumIdentifierLength = 30;

    /// <summary>Who opens cases; a branch delegate only those that come through the branch.</summary>
    public static IReadOnlyList<Role> Openers { get; } = [Role.RelationsOfficer, Role.RelationsSupervisor, Role.Administrator, Role.BranchDelegate];

    private static readonly Role[] OverEveryChannel = [Role.RelationsOfficer, Role.RelationsSupervisor, Role.Administrator];

    /// <summary>
    /// Checks every field and normalises what is right. Nothing is remembered: the same request twice gives the same answer; duplicates are
    /// looked for elsewhere.
    /// </summary>
    /// <returns>
    /// The accepted case, or first of all <c>may-not-open-cases</c> on its own. Otherwise the first of these in the order of the form, with
    /// all of them in its <c>errors</c> (see <see cref="FieldErrors"/>): <c>unknown-channel</c>, <c>may-not-use-channel</c>,
    /// <c>unknown-service</c>, <c>name-required</c>, <c>name-too-long</c>, <c>contact-required</c>, <c>national-id-doubtful</c>,
    /// <c>may-not-pass-warning</c>, <c>warning-reason-required</c>, <c>mobile-invalid</c>, <c>date-of-birth-invalid</c>, <c>text-too-long</c>.
    /// </returns>
    public static Outcome<AcceptedCase> Check(NewCase request, AssociationProfile association, Actor actor)
    {
        if (actor.Association != association.Key || !Openers.Any(actor.Has))
        {
            return IntakeRefusals.MayNotOpenCases(Openers);
        }

        var problems = new List<Refusal>();
        var channel = ChannelOf(request, association, actor, problems);
        var service = ServiceOf(request, association, problems);
        var name = NameOf(request.Applicant, problems);
        var (hasId, hasMobile) = (!string.IsNullOrWhiteSpace(request.Applicant.NationalId), !string.IsNullOrWhiteSpace(request.Applicant.Mobile));
        if (!hasId && !hasMobile && !request.Applicant.IsKnown)
        {
            problems.Add(IntakeRefusals.ContactRequired());
        }

        PassedDoubt? passed = null;
        var nationalId = hasId ? NationalIdOf(request, actor, problems, out passed) : null;
        var mobile = hasMobile ? MobileOf(request.Applicant, problems) : null;
        var birth = BirthOf(request.Applicant, problems);
        Limit("needs", request.Needs, MaximumNeedsLength, problems);
        Limit("warningReason", request.WarningReason, MaximumReasonLength, problems);
        if (FieldErrors.Combine(problems) is { } refusal)
        {
            return refusal;
        }

        return new AcceptedCase
        {
            Channel = channel!,
            Service = service!,
            FullName = name,
            FoldedName = ArabicText.Fold(name),
            NationalId = nationalId,
            Mobile = mobile,
            DateOfBirth = birth,
            DateOfBirthAsTyped = birth is null ? null : request.Applicant.DateOfBirth!.Trim(),
            Needs = Blank(request.Needs) ? null : request.Needs!.Trim(),
            PassedDoubts = passed is null ? [] : [passed],
        };
    }

    private static Channel? ChannelOf(NewCase request, AssociationProfile association, Actor actor, List<Refusal> problems)
    {
        if (!association.Accepts(request.Channel))
        {
            problems.Add(IntakeRefusals.UnknownChannel(association));
        }
        else if (request.Channel != Channel.BranchDelegate.Key && !OverEveryChannel.Any(actor.Has))
        {
            problems.Add(IntakeRefusals.MayNotUseChannel());
        }

        return Channel.Find(request.Channel);
    }

    private static Service? ServiceOf(NewCase request, AssociationProfile association, List<Refusal> problems)
    {
        if (!association.Offers(request.Service))
        {
            problems.Add(IntakeRefusals.UnknownService(association));
        }

        return association.Services.FirstOrDefault(service => service.Key == request.Service);
    }

    private static string NameOf(Applicant applicant, List<Refusal> problems)
    {
        var name = Blanks.Collapse(applicant.FullName ?? string.Empty);

        // A name of marks and tatweel alone folds to nothing, and nobody would ever find it again.
        if (ArabicText.Fold(name).Length == 0)
        {
            problems.Add(IntakeRefusals.NameRequired());
        }
        else if (name.Length > MaximumNameLength)
        {
            problems.Add(IntakeRefusals.NameTooLong(MaximumNameLength));
        }

        return name;
    }

    private static string NationalIdOf(NewCase request, Actor actor, List<Refusal> problems, out PassedDoubt? passed)
    {
        passed = null;
        var (number, found) = NationalId.Check(request.Applicant.NationalId);
        if (found is not { } doubt)
        {
            return number;
        }

        if (!request.AcceptedWarnings.Contains(NationalIdWarning, StringComparer.Ordinal) || number.Length is 0 or > MaximumIdentifierLength)
        {
            problems.Add(IntakeRefusals.NationalIdDoubtful(doubt));
        }
        else if (!IntakeRefusals.WarningPassers.Any(actor.Has))
        {
            problems.Add(IntakeRefusals.MayNotPassWarning());
        }
        else if (Blank(request.WarningReason))
        {
            problems.Add(IntakeRefusals.WarningReasonRequired());
        }
        else
        {
            passed = new(NationalIdWarning, doubt, request.WarningReason!.Trim());
        }

        return number;
    }

    private static string MobileOf(Applicant applicant, List<Refusal> problems)
    {
        if (!Mobile.TryNormalize(applicant.Mobile, out var number))
        {
            problems.Add(IntakeRefusals.MobileInvalid());
        }

        return number;
    }

    private static DateOnly? BirthOf(Applicant applicant, List<Refusal> problems)
    {
        if (Blank(applicant.DateOfBirth))
        {
            return null;
        }

        if (!TypedDate.TryParse(applicant.DateOfBirth, out var day))
        {
            problems.Add(IntakeRefusals.DateOfBirthInvalid());
        }

        return day;
    }

    private static void Limit(string field, string? text, int maximum, List<Refusal> problems)
    {
        if (text?.Length > maximum)
        {
            problems.Add(IntakeRefusals.TextTooLong(field, maximum));
        }
    }

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);
}
