using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.Lifecycle;

/// <summary>Which stages may follow which.</summary>
public static class CaseRules
{
    /// <summary>
    /// Any open stage may be followed by any other and by <see cref="CaseStage.Closed"/>, because process designers reorder the steps; what order an
    /// association's policy demands is checked when a definition is published. Moving to the stage a case is in already changes nothing.
    /// </summary>
    /// <returns>The new stage, or <c>case-already-closed</c>: a closed case is never opened again, a new request is a new case.</returns>
    public static Outcome<CaseStage> Move(CaseStage from, CaseStage to) => from == CaseStage.Closed
        ? new Refusal(
            RefusalKind.Conflict,
            "case-already-closed",
            new(
                "الحالة مغلقة ولا تُفتح من جديد. إن كان الشخص ما زال بحاجة إلى الخدمة فافتح له طلبًا جديدًا.",
                "The case is closed and stays closed. If the person still needs the service, open a new request."))
        : to;
}
