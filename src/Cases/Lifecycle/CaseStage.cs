using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Lifecycle;

/// <summary>Where a case stands in the procedure. Stored by name.</summary>
public enum CaseStage
{
    /// <summary>The request came in; nobody has received the person yet.</summary>
    Opened,

    /// <summary>The person is being received.</summary>
    Reception,

    /// <summary>What was given is being checked.</summary>
    Verification,

    /// <summary>The social-research officer explains the procedure.</summary>
    SocialResearch,

    /// <summary>The applicant's signature is awaited.</summary>
    Declaration,

    /// <summary>The committee studies the request.</summary>
    Study,

    /// <summary>A rejection may be, or is, appealed.</summary>
    Appeal,

    /// <summary>The registration file is being completed.</summary>
    Registration,

    /// <summary>The service is being handed over.</summary>
    Delivery,

    /// <summary>The person is asked how it went.</summary>
    Satisfaction,

    /// <summary>Over, with a <see cref="CaseResult"/>. Final.</summary>
    Closed,
}

/// <summary>How a case ended. Stored by name.</summary>
public enum CaseResult
{
    /// <summary>The service was delivered.</summary>
    Served,

    /// <summary>The committee said no.</summary>
    Rejected,

    /// <summary>The person took the request back.</summary>
    Withdrawn,

    /// <summary>The person would not sign the declaration.</summary>
    Declined,

    /// <summary>The association ended it, for example because it had been entered twice.</summary>
    Cancelled,
}

/// <summary>What the stages and results are called on screens.</summary>
public static class CaseNames
{
    /// <summary>The name for a stage.</summary>
    public static LocalizedText Name(this CaseStage stage) => stage switch
    {
        CaseStage.Opened => new("طلب جديد", "New request"),
        CaseStage.Reception => new("الاستقبال", "Reception"),
        CaseStage.Verification => new("التحقق من البيانات", "Verification"),
        CaseStage.SocialResearch => new("البحث الاجتماعي", "Social research"),
        CaseStage.Declaration => new("الإقرار", "Declaration"),
        CaseStage.Study => new("دراسة اللجنة", "Committee study"),
        CaseStage.Appeal => new("التظلم", "Appeal"),
        CaseStage.Registration => new("التسجيل", "Registration"),
        CaseStage.Delivery => new("تقديم الخدمة", "Service delivery"),
        CaseStage.Satisfaction => new("قياس الرضا", "Satisfaction"),
        CaseStage.Closed => new("مغلقة", "Closed"),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "No such stage"),
    };

    /// <summary>The name for a result.</summary>
    public static LocalizedText Name(this CaseResult result) => result switch
    {
        CaseResult.Served => new("قُدِّمت الخدمة", "Served"),
        CaseResult.Rejected => new("رُفض الطلب", "Rejected"),
        CaseResult.Withdrawn => new("سحب صاحب الطلب طلبه", "Withdrawn by the applicant"),
        CaseResult.Declined => new("لم يوقَّع الإقرار", "Declaration not signed"),
        CaseResult.Cancelled => new("أُلغيت الحالة", "Cancelled"),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "No such result"),
    };
}
