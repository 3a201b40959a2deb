using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;

namespace CaseWorkflows.Host.Workflows;

/// <summary>Why a stimulus did nothing.</summary>
internal static class BurstRefusals
{
    public static Refusal NoSuchInstance() => new(
        RefusalKind.NotFound, "no-such-instance", new("لا توجد حالة بهذا المعرّف.", "There is no case with this id."));

    /// <summary>The case is there; what it belongs to was left out of this start, as when its file has a mistake. Trying again later is right.</summary>
    public static Refusal AssociationUnavailable() => new(
        RefusalKind.Conflict, "association-unavailable", new(
            "ملفات هذه الجمعية لم تُقرأ عند بدء الخدمة. أبلغ مدير النظام.", "This association's files were not read when the service started. Tell the administrator."));

    /// <summary>True when what was asked for is gone for good; otherwise it may still be done once somebody has repaired something.</summary>
    public static bool IsForGood(Refusal refusal) => refusal.Code is "no-such-instance" or "case-already-closed" or "step-is-over";

    public static Refusal For(StepVerdict verdict) => verdict switch
    {
        StepVerdict.AlreadyFinished => new(RefusalKind.Conflict, "case-already-closed", new(
            "انتهت هذه الحالة ولا تقبل إجراءات جديدة.", "This case is over and takes no further actions.")),
        StepVerdict.StepMissing => new(RefusalKind.Conflict, "step-missing", new(
            "الخطوة التي تنتظرها الحالة لم تعد في إجرائها. أبلغ مصمم الإجراءات.", "The step this case waits in is no longer in its procedure. Tell the process designer.")),
        StepVerdict.NothingToRetry or StepVerdict.NothingToSkip => new(RefusalKind.Conflict, "step-not-failed", new(
            "لم تعد هذه الخطوة متعثرة. حدّث الصفحة.", "This step is no longer a failed one. Refresh the page.")),
        _ => new(RefusalKind.Conflict, "step-is-over", new(
            "انتهت هذه الخطوة قبل وصول طلبك. حدّث الصفحة.", "This step was over before your request arrived. Refresh the page.")),
    };
}
