using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Host.Intake;

/// <summary>Why a request that is well formed still opens no case.</summary>
internal static class IntakeAnswers
{
    public static Refusal NoSuchAssociation() => new(RefusalKind.NotFound, "no-such-association", new(
        "لا توجد جمعية بهذا المعرّف، أو لا دور لك فيها.", "There is no association with this key, or you have no role in it."));

    public static Refusal NoProcedure() => new(RefusalKind.Conflict, "no-published-procedure", new(
        "لا يوجد إجراء منشور لهذه الجمعية. أبلغ مصمم الإجراءات.", "This association has no published procedure. Tell the process designer."));

    public static Refusal ChannelNotInProcedure(Channel channel) => new(RefusalKind.RuleBroken, "unknown-channel", new(
        $"الإجراء المنشور لا يستقبل الطلبات عبر «{channel.Name.Arabic}».", $"The published procedure takes no requests by {channel.Name.English}."))
    {
        Field = "channel",
    };

    public static Refusal AlreadyOpen(string number) => new(RefusalKind.Conflict, "case-already-open", new(
        $"لهذا الشخص طلب مفتوح للخدمة نفسها برقم {number}. تابعه بدل فتح طلب جديد.",
        $"This person already has an open case for the same service: {number}. Follow that one instead of opening another."))
    {
        Facts = Facts.Of(("number", number)),
    };

    public static Refusal NoSuchPerson() => new(RefusalKind.NotFound, "no-such-person", new(
        "لا يوجد في سجل الجمعية شخص بهذا المعرّف. ابحث عنه من جديد.", "The association's register has nobody with this id. Look for the person again."))
    {
        Field = "personId",
    };

    public static Refusal PersonHasOtherId() => new(RefusalKind.Conflict, "person-has-other-id", new(
        "لهذا الشخص في السجل رقم هوية آخر. تأكد أنك اخترت الشخص الصحيح.", "The register has another national id for this person. Make sure that you chose the right one."))
    {
        Field = "applicant.nationalId",
    };

    public static Refusal NationalIdOfAnother() => new(RefusalKind.Conflict, "national-id-of-another", new(
        "رقم الهوية هذا مسجل لشخص آخر. ابحث برقم الهوية واختر صاحبه.", "This national id is registered for somebody else. Search by it and choose that person."))
    {
        Field = "applicant.nationalId",
    };

    public static Refusal UnknownBranch() => new(RefusalKind.RuleBroken, "unknown-branch", new(
        "لا يوجد فرع قائم بهذا المعرّف.", "No branch with this id is at work."))
    {
        Field = "branchId",
    };

    public static Refusal DifferenceNotSaid(string personId) => new(RefusalKind.RuleBroken, "reason-required", new(
        "اكتب كيف عرفت أنه شخص آخر؛ يبقى ذلك في سجل الحالة.", "Say how you know that it is somebody else; it stays in the case's history."))
    {
        Field = $"notTheSame.{personId}",
    };
}
