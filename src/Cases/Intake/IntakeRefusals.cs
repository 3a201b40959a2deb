using System.Globalization;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Identifiers;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Intake;

/// <summary>Every "no" to a request, in words the clerk who enters it can act on.</summary>
internal static class IntakeRefusals
{
    /// <summary>Who may pass a doubtful identifier.</summary>
    public static readonly IReadOnlyList<Role> WarningPassers = [Role.RelationsSupervisor, Role.Administrator];

    private const string NationalIdField = "applicant.nationalId";

    public static Refusal MayNotOpenCases(IReadOnlyList<Role> openers) => new(
        RefusalKind.Forbidden,
        "may-not-open-cases",
        new(
            "ليس من صلاحياتك فتح الحالات في هذه الجمعية. أحِل صاحب الطلب إلى موظف علاقات المستفيدين.",
            "You may not open cases in this association. Take the applicant to a relations officer."))
    {
        Facts = Facts.Of(("openedByRoles", Keys(openers))),
    };

    public static Refusal UnknownChannel(AssociationProfile association)
    {
        var channels = Listing.Of(association.Channels.Select(channel => channel.Name));
        return RuleBroken(
            "unknown-channel",
            "channel",
            $"لا تستقبل الجمعية الطلبات عبر هذه القناة. اختر واحدة من: {channels.Arabic}.",
            $"The association takes no requests by this channel. Choose one of: {channels.English}.",
            Facts.Of(("channels", association.Channels.Select(channel => channel.Key).ToList())));
    }

    public static Refusal MayNotUseChannel() => new(
        RefusalKind.Forbidden,
        "may-not-use-channel",
        new(
            "مندوب المكتب الفرعي يسجل ما استقبله بنفسه فقط. اختر قناة «مندوب المكتب الفرعي»، أو اترك الطلب لموظف العلاقات.",
            "A branch delegate enters only what came in at the branch. Choose “Branch delegate”, or leave the request to a relations officer."))
    {
        Field = "channel",
        Facts = Facts.Of(("channels", new[] { Channel.BranchDelegate.Key })),
    };

    public static Refusal UnknownService(AssociationProfile association)
    {
        var services = Listing.Of(association.Services.Select(service => service.Name));
        return RuleBroken(
            "unknown-service",
            "service",
            $"لا تقدم الجمعية هذه الخدمة. اختر واحدة من: {services.Arabic}.",
            $"The association does not offer this service. Choose one of: {services.English}.",
            Facts.Of(("services", association.Services.Select(service => service.Key).ToList())));
    }

    public static Refusal NameRequired() => RuleBroken(
        "name-required", "applicant.fullName", "اكتب الاسم الكامل كما في الهوية.", "Enter the full name as it stands on the identity card.");

    public static Refusal NameTooLong(int maximum) => RuleBroken(
        "name-too-long",
        "applicant.fullName",
        $"الاسم أطول من {Text(maximum)} حرف. اكتب الاسم وحده، وضع ما عداه في وصف الاحتياج.",
        $"The name is longer than {Text(maximum)} characters. Enter the name alone and put the rest into the description of the need.",
        Facts.Of(("maximum", maximum)));

    public static Refusal ContactRequired() => RuleBroken(
        "contact-required",
        "applicant.mobile",
        "اكتب رقم الهوية أو رقم الجوال، فأحدهما على الأقل لازم لمتابعة الطلب.",
        "Enter a national id or a mobile number: at least one of them is needed to follow the request.");

    public static Refusal NationalIdDoubtful(IdentifierDoubt doubt)
    {
        var (arabic, english) = doubt switch
        {
            IdentifierDoubt.NotTenDigits => ("رقم الهوية ليس من عشرة أرقام", "The national id is not ten digits long"),
            IdentifierDoubt.UnknownKind => (
                "رقم الهوية لا يبدأ بالرقم 1 (مواطن) أو 2 (مقيم)",
                "The national id starts with neither 1 (citizen) nor 2 (resident)"),
            _ => (
                "رقم الهوية لا يجتاز فحص الرقم الأخير، وغالبًا ما يكون فيه خطأ كتابي",
                "The last digit of the national id does not fit the others, most often because of a slip"),
        };
        return RuleBroken(
            "national-id-doubtful",
            NationalIdField,
            $"{arabic}. راجعه على أصل الهوية؛ فإن كان صحيحًا فللمشرف أن يقبله مع ذكر السبب.",
            $"{english}. Compare it with the card; if it is right, a supervisor may accept it and say why.",
            Facts.Of(("doubt", doubt.ToString()), ("mayBePassedBy", Keys(WarningPassers))));
    }

    public static Refusal MayNotPassWarning() => new(
        RefusalKind.Forbidden,
        "may-not-pass-warning",
        new(
            "قبول رقم هوية مشكوك فيه للمشرف أو مدير النظام. اطلب من أحدهما تسجيل الطلب.",
            "Only a supervisor or an administrator may accept a doubtful national id. Ask one of them to enter the request."))
    {
        Field = NationalIdField,
        Facts = Facts.Of(("mayBePassedBy", Keys(WarningPassers))),
    };

    public static Refusal WarningReasonRequired() => RuleBroken(
        "warning-reason-required",
        "warningReason",
        "اكتب سبب قبول رقم الهوية رغم التنبيه، مثل: طوبق مع الأصل.",
        "Say why the national id is accepted in spite of the warning, for example: compared with the card.");

    public static Refusal MobileInvalid() => RuleBroken(
        "mobile-invalid",
        "applicant.mobile",
        "رقم الجوال غير صحيح. اكتب رقم جوال سعوديًا مثل 0512345678.",
        "This is no Saudi mobile number. Enter one such as 0512345678.");

    public static Refusal DateOfBirthInvalid() => RuleBroken(
        "date-of-birth-invalid",
        "applicant.dateOfBirth",
        "تاريخ الميلاد غير صحيح. اكتبه هجريًا مثل 1410-05-03 أو ميلاديًا مثل 1989-12-02.",
        "This is no date of birth. Enter it in Hijri, such as 1410-05-03, or Gregorian, such as 1989-12-02.");

    public static Refusal TextTooLong(string field, int maximum) => RuleBroken(
        "text-too-long",
        field,
        $"النص أطول من {Text(maximum)} حرف. اختصره، وأرفق التفاصيل في مستند.",
        $"The text is longer than {Text(maximum)} characters. Shorten it and attach the details as a document.",
        Facts.Of(("maximum", maximum)));

    private static Refusal RuleBroken(string code, string field, string arabic, string english, Dictionary<string, object?>? facts = null) =>
        new(RefusalKind.RuleBroken, code, new(arabic, english)) { Field = field, Facts = facts };

    private static List<string> Keys(IReadOnlyList<Role> roles) => [.. roles.Select(role => role.Key)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
