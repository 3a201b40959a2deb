using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Host.Documents;

/// <summary>Why a document is not filed, handed out or removed.</summary>
internal static class DocumentAnswers
{
    public static Refusal NoSuchDocument() => new(RefusalKind.NotFound, "no-such-document", new("لا يوجد مستند بهذا المعرّف في هذه الحالة.", "This case has no document with this id."));

    public static Refusal Hidden() => new(RefusalKind.Forbidden, "documents-hidden", new(
        "تُفتح مستندات الحالة لمن تسلّم مهمة فيها، ولمن فتحها، ولمن يشرف على الحالات. تسلّم المهمة أولًا.",
        "A case's documents open for whoever has claimed a task of it, opened it, or oversees cases. Claim the task first."));

    public static Refusal MinutesHidden() => new(RefusalKind.Forbidden, "minutes-hidden", new(
        "في المحضر الموقّع حالات أخرى، فيفتحه من يطّلع على محاضر اللجنة. ما يخص هذه الحالة منه في صفحتها.",
        "The signed minutes are about other cases too, so they open for those who read the committee's minutes. What they say of this case is on its page."));

    public static Refusal MayNotAdd() => new(RefusalKind.Forbidden, "may-not-add-document", new(
        "يضيف المستندات من يتعامل مع صاحب الحالة: من تسلّم مهمة فيها أو فتحها أو يستقبل المراجعين.",
        "Documents are added by those who deal with the person: whoever has claimed a task of the case, opened it, or receives people."));

    public static Refusal MayNotRemove() => new(RefusalKind.Forbidden, "may-not-remove-document", new(
        "يزيل المستند من أضافه، أو مشرف العلاقات، أو مدير النظام.", "A document is removed by whoever added it, a relations supervisor or an administrator."));

    public static Refusal ReasonRequired() => new(RefusalKind.RuleBroken, "reason-required", new(
        "اكتب سبب إزالة المستند؛ سيبقى في سجل الحالة.", "Say why the document is removed; it stays in the case's history."))
    {
        Field = "reason",
    };

    public static Refusal ReasonTooLong() => new(RefusalKind.RuleBroken, "reason-too-long", new("اختصر السبب إلى 500 حرف.", "Keep the reason to 500 characters.")) { Field = "reason" };

    /// <summary>A damaged file is never handed out for the one that was put in.</summary>
    public static Refusal Damaged() => new(RefusalKind.Conflict, "document-damaged", new(
        "محتوى هذا المستند مفقود أو تغيّر بعد حفظه، فلا يُفتح. أبلغ مدير النظام ليستعيده من نسخة احتياطية.",
        "The content of this document is missing or has changed since it was kept, so it is not opened. Tell the administrator, who can restore it from a backup."));

    public static Refusal UnknownKind() => new(RefusalKind.RuleBroken, "unknown-document-kind", new("اختر نوع المستند من القائمة.", "Choose the document's kind from the list.")) { Field = "kind" };
}
