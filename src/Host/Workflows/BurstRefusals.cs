using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;

namespace CaseWorkflows.Host.Workflows;

/// <summary>Why a stimulus did nothing.</summary>
internal static class BurstRefusals
{
    public static Refusal NoSuchInstance() => new(
        RefusalKind.NotFound, "no-such-instance", new("لا توجد حالة بهذا المعرّف.", "There is no case with this id."));

    public static Refusal For(StepVerdict verdict) => verdict switch
    {
        StepVerdict.AlreadyFinished => new(RefusalKind.Conflict, "case-already-closed", new(
            "انتهت هذه الحالة ولا تقبل إجراءات جديدة.", "This case is over and takes no further actions.")),
        StepVerdict.StepMissing => new(RefusalKind.Conflict, "step-missing", new(
            "الخطوة التي تنتظرها الحالة لم تعد في إجرائها. أبلغ مصمم الإجراءات.", "The step this case waits in is no longer in its procedure. Tell the process designer.")),
        _ => new(RefusalKind.Conflict, "step-is-over", new(
            "انتهت هذه الخطوة قبل وصول طلبك. حدّث الصفحة.", "This step was over before your request arrived. Refresh the page.")),
    };
}
