using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;

namespace CaseWorkflows.Host.Cases;

/// <summary>Why a question about cases is not answered.</summary>
internal static class CaseAnswers
{
    public static Refusal NoSuchCase() => new(RefusalKind.NotFound, "no-such-case", new("لا توجد حالة بهذا المعرّف.", "There is no case with this id."));

    public static Refusal MayNotStepIn() => new(RefusalKind.Forbidden, "may-not-step-in", new(
        "لا يتدخل في سير الحالة إلا مشرف العلاقات أو مدير النظام.", "Only a relations supervisor or an administrator may step into a case."));

    public static Refusal ReasonTooLong() => new(RefusalKind.RuleBroken, "text-too-long", new(
        $"السبب أطول من \u2068{UserTaskRules.MaximumReasonLength}\u2069 حرف. اختصره، فهو يبقى في السجل.",
        $"The reason is longer than {UserTaskRules.MaximumReasonLength} characters. Shorten it: the history keeps it."))
    {
        Field = "reason",
    };

    public static Refusal ReasonRequired() => new(RefusalKind.RuleBroken, "reason-required", new(
        "اكتب سبب التدخل؛ سيبقى في سجل الحالة.", "Say why you step in; it stays in the case's history."))
    {
        Field = "reason",
    };

    public static Refusal NothingToRetry() => new(RefusalKind.Conflict, "nothing-to-retry", new(
        "لا توجد خطوة متعثرة في هذه الحالة.", "No step of this case has failed."));

    public static Refusal NothingToSkip() => new(RefusalKind.Conflict, "nothing-to-skip", new(
        "لا توجد خطوة متعثرة يمكن تجاوزها في هذه الحالة.", "No step of this case has failed that could be skipped."));

    public static Refusal OutcomeUnknown(string step, IReadOnlyList<string> outcomes) => new(RefusalKind.RuleBroken, "outcome-unknown", new(
        $"لا تنتهي الخطوة «{step}» بهذه النتيجة. اختر من: {string.Join("، ", outcomes)}.", $"The step '{step}' does not end that way. Name one of: {string.Join(", ", outcomes)}."))
    {
        Field = "outcomes",
        Facts = Facts.Of(("step", step), ("outcomes", outcomes)),
    };

    public static Refusal UnknownStage() => new(RefusalKind.Malformed, "unknown-stage", new(
        "لا توجد مرحلة بهذا الاسم.", "There is no stage of that name."))
    {
        Field = "stage",
        Facts = Facts.Of(("stages", Enum.GetNames<CaseStage>())),
    };
}
