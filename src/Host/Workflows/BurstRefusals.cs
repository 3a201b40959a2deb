using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;

namespace CaseWorkflows.Host.Workflows;

/// <summary>Why a stimulus did nothing.</summary>
internal static class BurstRefusals
{
    public static Refusal NoSuchInstance() => new(
        RefusalKind.NotFound, "no-such-instance", new("لا توجد حالة بهذا المعرّف.", "There is no case with this id."));

    /// <summary>The folder that describes the association could not be read at this start. Its cases wait; nothing of theirs is given up.</summary>
    public static Refusal AssociationUnavailable() => new(RefusalKind.Conflict, "association-unavailable", new(
        "ملف تعريف الجمعية غير مقروء، فحالاتها متوقفة مؤقتًا. أبلغ مدير النظام.",
        "The association's profile cannot be read, so its cases stand still for now. Tell the administrator."));

    /// <summary>True when what was waited for is over for good; false when the same stimulus may yet do its work.</summary>
    public static bool IsOver(Refusal refusal) => refusal.Code is "no-such-instance" or "case-already-closed" or "step-is-over";

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
