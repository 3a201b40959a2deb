using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Web;

/// <summary>What each status is called. The title says what sort of no it is; the detail says what happened.</summary>
internal static class ProblemTitles
{
    private static readonly LocalizedText Other = new("تعذر تنفيذ الطلب", "The request could not be carried out");

    private static readonly Dictionary<int, LocalizedText> ByStatus = new()
    {
        [400] = new("الطلب غير مقروء", "The request cannot be read"),
        [401] = new("يلزم تسجيل الدخول", "Sign-in is required"),
        [403] = new("لا تملك هذه الصلاحية", "Not permitted"),
        [404] = new("غير موجود", "Not found"),
        [405] = new("العملية غير متاحة هنا", "Method not available here"),
        [409] = new("تعارض مع الحالة الراهنة", "In conflict with the present state"),
        [413] = new("الطلب أكبر من المسموح", "The request is too large"),
        [415] = new("نوع المحتوى غير مقبول", "Content type not accepted"),
        [422] = new("يخالف قاعدة معتمدة", "A rule says no"),
        [500] = new("خطأ غير متوقع", "Unexpected error"),
        [503] = new("الخدمة غير جاهزة", "The service is not ready"),
    };

    public static LocalizedText For(int status) => ByStatus.GetValueOrDefault(status, Other);
}
