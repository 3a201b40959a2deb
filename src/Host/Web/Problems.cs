using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Web;

/// <summary>The host's own problems, and the way from a refusal to an answer.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static readonly Problem SignInRequired = new(401, "sign-in-required", new(
        "سجّل الدخول ثم أعد المحاولة؛ لم يُرسل رمز دخول، أو انتهت صلاحيته.",
        "Sign in and try again: no token was sent, or it is no longer valid."));

    public static readonly Problem RoleRequired = new(403, "role-required", new(
        "حسابك لا يحمل الدور الذي تتطلبه هذه العملية.",
        "Your account does not hold a role this operation requires."));

    public static readonly Problem NoSuchRoute = new(404, "no-such-route", new(
        "لا توجد صفحة ولا عملية بهذا العنوان.",
        "There is no page and no operation at this address."));

    public static readonly Problem MethodNotAllowed = new(405, "method-not-allowed", new(
        "العنوان صحيح، لكنه لا يقبل هذه الطريقة. انظر الترويسة Allow.",
        "The address exists but does not take this method. See the Allow header."));

    public static readonly Problem BodyTooLarge = new(413, "body-too-large", new(
        "حجم المرسل يتجاوز الحد المسموح.",
        "What was sent exceeds the size allowed."));

    /// <summary>For a person at a form, who has a way back to what was typed.</summary>
    public static Problem FormTooLarge(long most) => BodyTooLarge with
    {
        Message = new(
            $"ما أرسلته أكبر من المسموح، والحد \u2068{Megabytes(most)}\u2069 ميغابايت. ارجع إلى الصفحة السابقة من المتصفح، فما كتبته باقٍ فيها، ثم اختر ملفًا أصغر أو أرسل الملفات واحدًا واحدًا.",
            $"What you sent is larger than the {Megabytes(most)} MB taken here. Go back in the browser, where what you typed still stands, and choose a smaller file or send the files one at a time."),
    };

    /// <summary>Of a button on a page that was open too long. The answer offers to press it again.</summary>
    public static readonly Problem FormStale = new(400, "form-stale", new(
        "بقيت الصفحة مفتوحة مدة طويلة فلم يُنفَّذ ما طلبته. اضغط «أعد الإرسال» إن كنت ما زلت تريده.",
        "The page was open too long, so nothing was done. Press “Send again” if you still want it."));

    public static readonly Problem ContentTypeNotAccepted = new(415, "content-type-not-accepted", new(
        "تقبل هذه العملية JSON فقط: اجعل نوع المحتوى application/json.",
        "This operation takes JSON only: set the content type to application/json."));

    public static readonly Problem Unexpected = new(500, "unexpected", new(
        "حدث خطأ لم نتوقعه وسُجّل. أعد المحاولة، وإن تكرر فأبلغ مدير النظام برقم الطلب.",
        "An error nobody expected occurred and was logged. Try again; if it persists, give the administrator the request id."));

    public static readonly Problem NotReady = new(503, "not-ready", new(
        "قاعدة البيانات غير متاحة أو لم تُرقَّ بعد.",
        "The database cannot be reached or has not been brought up to date."));

    /// <summary>The disk is full, read-only or failing. Nothing of the request was kept, so it may be sent again as it is.</summary>
    public static Problem StorageUnavailable(string fault) => new(503, "storage-unavailable", new(
        "تعذر الحفظ لأن القرص ممتلئ أو لا يقبل الكتابة؛ لم يُحفظ شيء من طلبك. أعد المحاولة بعد قليل، وأبلغ مدير النظام.",
        "Nothing could be saved because the disk is full or cannot be written; nothing of your request was kept. Try again shortly, and tell the administrator."))
    {
        Facts = Facts.Of(("reason", fault)),
        RetryAfter = TimeSpan.FromSeconds(30),
    };

    private static string Megabytes(long bytes) => (bytes / (1024m * 1024m)).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly LocalizedText Refused = new("رُفض الطلب.", "The request was refused.");

    public static IResult ToResult(this Problem problem) => new ProblemResult(problem);

    public static IResult ToResult(this Refusal refusal) => Problem.From(refusal).ToResult();

    /// <summary>A yes as 200 with the value.</summary>
    public static IResult ToResult<T>(this Outcome<T> outcome) => outcome.ToResult(value => TypedResults.Ok(value));

    /// <summary>A yes as the caller says, such as 201 with its address.</summary>
    public static IResult ToResult<T>(this Outcome<T> outcome, Func<T, IResult> yes) =>
        outcome.Succeeded(out var value, out var refusal) ? yes(value) : refusal.ToResult();

    /// <summary>For a status the framework answered without a word.</summary>
    public static Problem ForBareStatus(int status) => status switch
    {
        401 => SignInRequired,
        403 => RoleRequired,
        404 => NoSuchRoute,
        405 => MethodNotAllowed,
        413 => BodyTooLarge,
        415 => ContentTypeNotAccepted,
        _ => new Problem(status, "refused", Refused),
    };
}
