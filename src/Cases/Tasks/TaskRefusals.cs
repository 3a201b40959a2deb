using System.Globalization;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Tasks;

/// <summary>Every "no" about a task, in words the person in front of the screen can act on.</summary>
internal static class TaskRefusals
{
    public static Refusal NotACandidate() => new(
        RefusalKind.Forbidden,
        "not-a-candidate",
        new(
            "هذه المهمة ليست من مهام دورك. إن كنت ترى أنها تخصك فاطلب من المشرف مراجعة صلاحياتك.",
            "This task is not for your role. If you think it should be, ask your supervisor to review your roles."));

    public static Refusal ClaimedByAnother(UserTask task) => new(
        RefusalKind.Conflict,
        "claimed-by-another",
        new(
            "استلم زميل آخر هذه المهمة. اختر مهمة أخرى، أو اطلب من زميلك أن يعيدها أو من المشرف أن يسندها إليك.",
            "A colleague holds this task. Choose another, or ask the colleague to release it or the supervisor to assign it to you."))
    {
        Facts = Facts.Of(("assignee", task.Assignee), ("revision", task.Revision)),
    };

    public static Refusal AssigneeAbsent(Away away)
    {
        var (gregorian, hijri) = (DateWords.Gregorian(away.Until), DateWords.Hijri(away.Until));
        var until = hijri is null ? gregorian : new LocalizedText($"{hijri.Arabic} ({gregorian.Arabic})", $"{gregorian.English} ({hijri.English})");
        return new(
            RefusalKind.Conflict,
            "assignee-absent",
            away.Deputy is { } deputy
                ? new(
                    $"من اخترته غائب حتى \u2068{until.Arabic}\u2069، وينوب عنه \u2068{deputy.Arabic}\u2069. أسند المهمة إلى النائب إن كانت من مهام دوره، أو اختر غيره.",
                    $"Whom you chose is away until {until.English}; \u2068{deputy.English}\u2069 is the deputy. Assign the task to the deputy if it is for that role, or choose somebody else.")
                : new(
                    $"من اخترته غائب حتى \u2068{until.Arabic}\u2069 ولا نائب عنه. اختر غيره.",
                    $"Whom you chose is away until {until.English} and has no deputy. Choose somebody else."))
        {
            Field = "assignee",
            Facts = Facts.Of(("until", away.Until.ToString("O", CultureInfo.InvariantCulture)), ("deputy", away.DeputyId)),
        };
    }

    public static Refusal NotClaimed() => new(
        RefusalKind.Conflict,
        "task-not-claimed",
        new("استلم المهمة أولًا ثم أنجزها.", "Claim the task first, then complete it."));

    public static Refusal UnknownAction(UserTask task)
    {
        var choices = Listing.Of(task.Actions.Select(action => action.DisplayName));
        return new(
            RefusalKind.RuleBroken,
            "unknown-action",
            new(
                $"هذا الإجراء غير متاح في هذه المهمة. اختر واحدًا من: {choices.Arabic}.",
                $"This task has no such action. Choose one of: {choices.English}."))
        {
            Field = "action",
            Facts = Facts.Of(("allowedActions", task.Actions.Select(action => action.Name).ToList())),
        };
    }

    public static Refusal TooEarly(DateTimeOffset releasableAt)
    {
        var when = releasableAt.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        return new(
            RefusalKind.Conflict,
            "decision-too-early",
            new(
                $"لم تنقضِ مدة الدراسة بعد، فلا يصدر القرار قبل \u2068{when}\u2069. احفظ مسودتك وأصدره بعد ذلك الموعد.",
                $"The period of study is not over: the decision may not be released before {when}. Save your draft and release it after that."))
        {
            Field = "action",
            Facts = Facts.Of(("releasableAt", Instant.ToText(releasableAt))),
        };
    }

    public static Refusal Closed(UserTask task) => new(
        RefusalKind.Conflict,
        "task-closed",
        task.Status == UserTaskStatus.Cancelled
            ? new(
                "أُلغيت هذه المهمة ولم يعد مطلوبًا فيها شيء. حدّث قائمة مهامك.",
                "This task was cancelled and nothing more is needed. Refresh your inbox.")
            : new(
                "أُنجزت هذه المهمة من قبل. افتح صفحة الحالة لترى ما تم فيها.",
                "This task has already been completed. Open the case to see what was done."))
    {
        Facts = Facts.Of(("taskStatus", task.Status.ToString()), ("revision", task.Revision)),
    };

    public static Refusal Stale(UserTask task) => new(
        RefusalKind.Conflict,
        "stale-revision",
        new(
            "تغيّرت المهمة منذ أن فتحتها. حدّث الصفحة وراجع ما تغيّر ثم أعد المحاولة.",
            "The task has changed since you opened it. Refresh the page, look at what changed and try again."))
    {
        Field = "expectedRevision",
        Facts = Facts.Of(("revision", task.Revision)),
    };

    public static Refusal ReasonRequired(TaskAction action) => new(
        RefusalKind.RuleBroken,
        "reason-required",
        new(
            $"اكتب سبب «{action.DisplayName.Arabic}»، فهناك من يجب أن يُبلَّغ به.",
            $"Say why you chose \"{action.DisplayName.English}\": somebody has to be told."))
    {
        Field = "reason",
    };

    public static Refusal AnswerRequired(string name) => new(
        RefusalKind.RuleBroken,
        "answer-required",
        new($"أجب عن الحقل «{name}» قبل إنهاء المهمة.", $"Answer \"{name}\" before you end the task."))
    {
        Field = $"data.{name}",
    };

    public static Refusal NoRating(string name) => new(
        RefusalKind.RuleBroken,
        "answer-invalid",
        new(
            $"التقييم «{name}» عدد صحيح من {Rating.Lowest} إلى {Rating.Highest}.",
            $"The rating \"{name}\" is a whole number from {Rating.Lowest} to {Rating.Highest}."))
    {
        Field = $"data.{name}",
        Facts = Facts.Of(("minimum", Rating.Lowest), ("maximum", Rating.Highest)),
    };

    public static Refusal MayNotAssign() => new(
        RefusalKind.Forbidden,
        "may-not-assign",
        new(
            "إسناد المهام للمشرف أو رئيس اللجنة أو مدير النظام. اطلب من أحدهم إسنادها.",
            "Tasks are assigned by the supervisor, the committee's chair or an administrator. Ask one of them."))
    {
        Facts = Facts.Of(("assignedByRoles", new[] { Role.RelationsSupervisor.Key, Role.CommitteeChair.Key, Role.Administrator.Key })),
    };

    public static Refusal AssigneeNotACandidate(UserTask task)
    {
        var roles = Listing.Of(task.CandidateRoles.Select(key => Role.Find(key)?.Name ?? LocalizedText.Same(key)));
        var (arabic, english) = task.CandidateRoles.Count == 0
            ? (string.Empty, string.Empty)
            : ($" ممن له أحد الأدوار: {roles.Arabic}", $" with one of the roles: {roles.English}");
        return new(
            RefusalKind.RuleBroken,
            "assignee-not-a-candidate",
            new(
                $"لا يمكن إسناد المهمة إلى هذا الشخص: إما أنه مستثنى منها أو ليس له دورها. اختر شخصًا آخر{arabic}.",
                $"The task cannot be given to this person, who is excluded from it or lacks the role. Choose somebody else{english}."))
        {
            Field = "assignee",
            Facts = Facts.Of(("candidateRoles", task.CandidateRoles)),
        };
    }
}
