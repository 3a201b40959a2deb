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
}
