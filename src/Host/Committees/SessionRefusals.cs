using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;

namespace CaseWorkflows.Host.Committees;

/// <summary>Every "no" about a session.</summary>
internal static class SessionRefusals
{
    public static Refusal NoSuchSession() => new(RefusalKind.NotFound, "no-such-session", new("لا توجد جلسة بهذا المعرّف.", "There is no session with this id."));

    public static Refusal NotTheChair() => new(RefusalKind.Forbidden, "not-the-chair", new("هذا لرئيس اللجنة وحده. اطلب منه ذلك.", "Only the committee's chair does this. Ask the chair."));

    public static Refusal Signed() => new(RefusalKind.Conflict, "minutes-signed", new("وُقّع محضر هذه الجلسة، فلا يتغير شيء فيها.", "The minutes of this session are signed; nothing in it changes any more."));

    public static Refusal Reworded() => new(RefusalKind.Conflict, "minutes-changed", new("تغيّرت صياغة المحضر في هذه اللحظة. اقرأه ثم وقّعه.", "The minutes were reworded at this moment. Read them and sign again."));

    public static Refusal OneCommittee() => new(RefusalKind.RuleBroken, "one-committee", new("اختر طلبات معروضة على لجنة واحدة.", "Choose requests that are before one committee.")) { Field = "tasks" };

    public static Refusal TooLong() => new(RefusalKind.RuleBroken, "text-too-long", new($"النص أطول من {UserTaskRules.MaximumReasonLength} خانة.", $"The text is longer than {UserTaskRules.MaximumReasonLength} characters."));
}
