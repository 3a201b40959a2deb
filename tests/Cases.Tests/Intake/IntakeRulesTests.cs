using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Identifiers;
using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tests.Associations;
using CaseWorkflows.Cases.Tests.Tasks;

namespace CaseWorkflows.Cases.Tests.Intake;

public sealed class IntakeRulesTests
{
    private const string DoubtfulId = "1010101011";

    private static readonly NewCase Sound = new()
    {
        Channel = "interview",
        Service = "food-basket",
        Applicant = new("نورة  بنت سعد", "١٠١٠١٠١٠١٠", "٠٥١٢٣٤٥٦٧٨", "28/08/1410"),
        Needs = " سلة شهرية ",
    };

    private static readonly NewCase Passing = Sound with
    {
        Applicant = Sound.Applicant with { NationalId = DoubtfulId }, AcceptedWarnings = ["national-id"], WarningReason = " compared with the card ",
    };

    [Fact]
    public void Check_SoundRequest_IsNormalised()
    {
        var accepted = Check(Sound, Staff.Officer).Value;

        Assert.Same(Channel.Interview, accepted.Channel);
        Assert.Equal("food-basket", accepted.Service.Key);
        Assert.Equal(("نورة بنت سعد", "نوره بنت سعد"), (accepted.FullName, accepted.FoldedName));
        Assert.Equal(("1010101010", "+966512345678"), (accepted.NationalId, accepted.Mobile));
        Assert.Equal((new DateOnly(1990, 3, 25), "28/08/1410"), (accepted.DateOfBirth, accepted.DateOfBirthAsTyped));
        Assert.Equal("سلة شهرية", accepted.Needs);
        Assert.Empty(accepted.PassedDoubts);
    }

    [Theory]
    [InlineData("1010101010", null)]
    [InlineData(null, "0512345678")]
    [InlineData(" ", "0512345678")]
    public void Check_OneOfIdAndMobile_IsEnough(string? id, string? mobile)
    {
        var accepted = Check(With(applicant => new(applicant.FullName, id, mobile)), Staff.Officer).Value;

        Assert.Equal((id is "1010101010", mobile is not null), (accepted.NationalId is not null, accepted.Mobile is not null));
        Assert.Null(accepted.DateOfBirth);
    }

    public static TheoryData<string, NewCase, string, string> FieldProblems => new()
    {
        { "a channel of another association", Sound with { Channel = "letter" }, "unknown-channel", "channel" },
        { "no channel at all", Sound with { Channel = "pigeon" }, "unknown-channel", "channel" },
        { "a service not offered", Sound with { Service = "rent" }, "unknown-service", "service" },
        { "no name", With(applicant => applicant with { FullName = null }), "name-required", "applicant.fullName" },
        { "a blank name", With(applicant => applicant with { FullName = " \t" }), "name-required", "applicant.fullName" },
        { "a name of tatweel", With(applicant => applicant with { FullName = "ـــ" }), "name-required", "applicant.fullName" },
        { "a name too long", With(applicant => applicant with { FullName = new('س', 201) }), "name-too-long", "applicant.fullName" },
        { "neither id nor mobile", With(applicant => new(applicant.FullName, " ")), "contact-required", "applicant.mobile" },
        { "a doubtful id", With(applicant => applicant with { NationalId = DoubtfulId }), "national-id-doubtful", "applicant.nationalId" },
        { "an id of dashes, passed", Passing with { Applicant = Sound.Applicant with { NationalId = "--" } }, "national-id-doubtful", "applicant.nationalId" },
        { "an endless id, passed", Passing with { Applicant = Sound.Applicant with { NationalId = new('1', 31) } }, "national-id-doubtful", "applicant.nationalId" },
        { "another warning passed", Passing with { AcceptedWarnings = ["mobile"] }, "national-id-doubtful", "applicant.nationalId" },
        { "a landline", With(applicant => applicant with { Mobile = "0112345678" }), "mobile-invalid", "applicant.mobile" },
        { "no such day", With(applicant => applicant with { DateOfBirth = "1989-02-30" }), "date-of-birth-invalid", "applicant.dateOfBirth" },
        { "endless needs", Sound with { Needs = new('س', 4001) }, "text-too-long", "needs" },
        { "an endless reason", Sound with { WarningReason = new('س', 1001) }, "text-too-long", "warningReason" },
        { "a warning passed without a reason", Passing with { WarningReason = " " }, "warning-reason-required", "warningReason" },
    };

    [Theory]
    [MemberData(nameof(FieldProblems))]
    public void Check_OneFieldWrong_IsRefusedAtThatFieldAlone(string situation, NewCase request, string code, string field)
    {
        var refusal = Check(request, Staff.Supervisor).Refusal;

        Assert.True(refusal is { Kind: RefusalKind.RuleBroken }, situation);
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        var (path, errors) = Assert.Single(Errors(refusal));
        Assert.Equal((field, code), (path, Assert.Single(errors).Code));
    }

    [Fact]
    public void Check_NameOfTheLongestLength_IsAccepted() =>
        Assert.Equal(200, Check(With(applicant => applicant with { FullName = new('س', 200) }), Staff.Officer).Value.FullName.Length);

    [Fact]
    public void Check_SeveralFieldsWrong_LeadsWithTheFirstAndListsAll()
    {
        var request = Sound with { Channel = "pigeon", Applicant = new(" ", DoubtfulId, "12") };

        var refusal = Check(request, Staff.Officer).Refusal!;

        Assert.Equal("unknown-channel", refusal.Code);
        Assert.Equal(["interview", "website", "branch-delegate"], Assert.IsAssignableFrom<IEnumerable<string>>(refusal.Facts?["channels"]));
        Assert.Equal(["channel", "applicant.fullName", "applicant.nationalId", "applicant.mobile"], Errors(refusal).Keys);
    }

    [Fact]
    public void Check_DoubtfulId_TellsTheDoubtAndWhoMayPassIt()
    {
        var refusal = Check(With(applicant => applicant with { NationalId = DoubtfulId }), Staff.Officer).Refusal;

        Assert.Equal("CheckDigitFails", refusal?.Facts?["doubt"]);
        Assert.Equal(["relations-supervisor", "administrator"], Assert.IsAssignableFrom<IEnumerable<string>>(refusal?.Facts?["mayBePassedBy"]));
    }

    [Theory]
    [InlineData(DoubtfulId, IdentifierDoubt.CheckDigitFails)]
    [InlineData("3010101018", IdentifierDoubt.UnknownKind)]
    [InlineData("A1234567", IdentifierDoubt.NotTenDigits)]
    public void Check_DoubtPassedByASupervisor_IsAcceptedAndRemembered(string id, IdentifierDoubt doubt)
    {
        var accepted = Check(Passing with { Applicant = Sound.Applicant with { NationalId = id } }, Staff.Supervisor).Value;

        Assert.Equal(id, accepted.NationalId);
        Assert.Equal(new PassedDoubt("national-id", doubt, "compared with the card"), Assert.Single(accepted.PassedDoubts));
    }

    [Fact]
    public void Check_WarningPassedWithoutADoubt_RemembersNone() =>
        Assert.Empty(Check(Sound with { AcceptedWarnings = ["national-id"] }, Staff.Officer).Value.PassedDoubts);

    [Fact]
    public void Check_DoubtPassedByAnOfficer_IsForbidden()
    {
        var refusal = Check(Passing, Staff.Officer).Refusal;

        Assert.Equal((RefusalKind.Forbidden, "may-not-pass-warning", "applicant.nationalId"), (refusal?.Kind, refusal?.Code, refusal?.Field));
    }

    public static TheoryData<string, bool> Openers => new()
    {
        { "relations-officer", true },
        { "relations-supervisor", true },
        { "administrator", true },
        { "branch-delegate", true },
        { "process-designer", false },
        { "auditor", false },
        { "social-research-officer", false },
        { "committee-member", false },
        { "committee-chair", false },
        { "registration-clerk", false },
        { "service-provider", false },
    };

    [Theory]
    [MemberData(nameof(Openers))]
    public void Check_OnlyThoseWhoReceivePeople_MayOpenCases(string role, bool may)
    {
        var refusal = Check(Sound with { Channel = "branch-delegate" }, Staff.With("somebody", Role.Find(role)!)).Refusal;

        Assert.Equal(may ? null : "may-not-open-cases", refusal?.Code);
    }

    [Fact]
    public void Check_OfficerOfAnotherAssociation_IsForbidden() =>
        Assert.Equal("may-not-open-cases", Check(Sound, Staff.Officer with { Association = "elsewhere" }).Refusal?.Code);

    [Fact]
    public void Check_MereBranchDelegateOnAnotherChannel_IsForbidden()
    {
        var refusal = Check(Sound, Staff.Delegate).Refusal;

        Assert.Equal((RefusalKind.Forbidden, "may-not-use-channel", "channel"), (refusal?.Kind, refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void Check_BranchDelegateWhoIsAlsoAnOfficer_MayUseEveryChannel() =>
        Assert.Null(Check(Sound, Staff.With("both", Role.BranchDelegate, Role.RelationsOfficer)).Refusal);

    private static Outcome<AcceptedCase> Check(NewCase request, Actor actor) => IntakeRules.Check(request, Profiles.Oasis, actor);

    private static NewCase With(Func<Applicant, Applicant> change) => Sound with { Applicant = change(Sound.Applicant) };

    private static IReadOnlyDictionary<string, IReadOnlyList<FieldError>> Errors(Refusal refusal) =>
        Assert.IsAssignableFrom<IReadOnlyDictionary<string, IReadOnlyList<FieldError>>>(refusal.Facts?[FieldErrors.Fact]);
}
