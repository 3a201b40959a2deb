using System.Globalization;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Conversations;

/// <summary>Why something is not said.</summary>
internal static class ConversationAnswers
{
    public const int MostCharacters = 4000;

    public static Refusal NoSuchComment() => new(RefusalKind.NotFound, "no-such-comment", new("لا يوجد تعليق بهذا المعرّف في هذه الحالة.", "This case has no comment with this id."));

    public static Refusal MayNotComment() => new(RefusalKind.Forbidden, "may-not-comment", new(
        "يعلّق على الحالة من يتعامل مع صاحبها، ومن ذُكر في تعليق عليها.", "Those who deal with the person comment on a case, and whoever a comment was for."));

    public static Refusal MayNotRemove() => new(RefusalKind.Forbidden, "may-not-remove-comment", new(
        "يزيل التعليق كاتبه، أو مشرف العلاقات، أو مدير النظام.", "A comment is removed by its author, a relations supervisor or an administrator."));

    public static Refusal MayNotWrite() => new(RefusalKind.Forbidden, "may-not-write-to-person", new(
        "يراسل صاحبَ الحالة من تسلّم مهمة فيها أو فتحها أو يشرف عليها.", "Whoever has claimed a task of the case, opened it or leads it writes to the person."));

    public static Refusal UnknownChannel() => new(RefusalKind.RuleBroken, "unknown-channel", new("اختر القناة التي وصل الكلام منها.", "Choose the channel it came by.")) { Field = "channel" };

    /// <summary>The text without blanks around it. Refuses <c>text-required</c> and <c>text-too-long</c>.</summary>
    public static Outcome<string> Check(string? text)
    {
        var plain = (text ?? "").Trim().ReplaceLineEndings("\n");
        return ArabicText.Fold(plain).Length == 0 ? new Refusal(RefusalKind.RuleBroken, "text-required", new("اكتب النص أولًا.", "Write the text first.")) { Field = "text" }
            : plain.Length > MostCharacters ? new Refusal(RefusalKind.RuleBroken, "text-too-long", new(
                string.Create(CultureInfo.InvariantCulture, $"النص {plain.Length} حرفًا، والحد {MostCharacters}. اختصره أو قسّمه."),
                string.Create(CultureInfo.InvariantCulture, $"The text has {plain.Length} characters and may have {MostCharacters}. Shorten or split it."))) { Field = "text" }
            : plain;
    }
}
