using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Committees;

/// <summary>What is said no to about sessions, in words for whoever leads one.</summary>
internal static class SessionAnswers
{
    private const int Longest = 200;

    public static Refusal? Wrong(NewSession session)
    {
        List<Refusal> wrong = [];
        foreach (var (field, text) in new[] { ("title", session.Title), ("place", session.Place) })
        {
            if (ArabicText.Fold(text).Length == 0 || text.Length > Longest)
            {
                wrong.Add(new(RefusalKind.RuleBroken, "text-required", new($"اكتب نصًا من 1 إلى {Longest} خانة.", $"Write 1 to {Longest} characters.")) { Field = field });
            }
        }

        if (session.HeldOn == default)
        {
            wrong.Add(new(RefusalKind.RuleBroken, "date-required", new("اكتب اليوم بالهجري أو الميلادي، مثل 1448-06-26 أو 2026-12-06.", "Write the day, Hijri or Gregorian, such as 1448-06-26 or 2026-12-06.")) { Field = "day" });
        }

        if (session.Tasks.Count == 0)
        {
            wrong.Add(new(RefusalKind.RuleBroken, "cases-required", new("اختر طلبًا واحدًا على الأقل.", "Choose at least one request.")) { Field = "tasks" });
        }

        if (session.Tasks.Count > CommitteeList.MostOnAgenda)
        {
            wrong.Add(new(RefusalKind.RuleBroken, "too-many-cases", new(
                $"تتسع الجلسة لعدد {CommitteeList.MostOnAgenda} من الطلبات. اجعل الباقي لجلسة أخرى.", $"A session takes {CommitteeList.MostOnAgenda} requests. Put the others on another one.")) { Field = "tasks" });
        }

        return FieldErrors.Combine(wrong);
    }

    public static Refusal NoSuchSession() => new(RefusalKind.NotFound, "no-such-session", new("لا توجد جلسة بهذا المعرّف.", "There is no session with this id."));

    public static Refusal NotTheChair() => new(RefusalKind.Forbidden, "not-the-chair", new("هذا لرئيس اللجنة وحده. اطلب منه ذلك.", "Only the committee's chair does this. Ask the chair."));

    public static Refusal Signed() => new(RefusalKind.Conflict, "minutes-signed", new("وُقّع محضر هذه الجلسة، فلا يتغير شيء فيها.", "The minutes of this session are signed; nothing in it changes any more."));

    public static Refusal NotSignedYet() => new(RefusalKind.Conflict, "minutes-not-out", new(
        "تُرفق نسخة التواقيع بعد توقيع المحضر هنا وإعلان كل قرار فيه.", "The signed paper is filed once the minutes are signed here and every decision in them is released."));

    public static Refusal Reworded() => new(RefusalKind.Conflict, "minutes-changed", new("تغيّرت صياغة المحضر في هذه اللحظة. اقرأه ثم وقّعه.", "The minutes were reworded at this moment. Read them and sign again."));

    /// <summary>Minutes say for good who was there, so they are not signed before that was recorded.</summary>
    public static Refusal NobodyNoted() => new(RefusalKind.Conflict, "attendance-missing", new("سجّل الحضور أولًا، فالمحضر بعد توقيعه لا يتغير.", "Record first who was there: signed minutes never change."));

    public static Refusal OneCommittee() => new(RefusalKind.RuleBroken, "one-committee", new("اختر طلبات معروضة على لجنة واحدة.", "Choose requests that are before one committee.")) { Field = "tasks" };

    public static Refusal TooLong() => new(RefusalKind.RuleBroken, "text-too-long", new($"النص أطول من {UserTaskRules.MaximumReasonLength} خانة.", $"The text is longer than {UserTaskRules.MaximumReasonLength} characters."));
}
