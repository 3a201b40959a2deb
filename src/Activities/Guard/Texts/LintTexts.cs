using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Activities.Guard.Texts;

/// <summary>What is said about a drawing that runs, but not as it looks.</summary>
internal static class LintTexts
{
    public static LocalizedText Unreachable(string label) => Say(
        label, name => $"لا يصل أي مسار إلى {name}، فلن يعمل.", name => $"No path leads to {name}; it never runs.");

    public static LocalizedText JoinNeverRuns(string label) => Say(
        label,
        name => $"ينتظر {name} وصول كل المسارات، وبعضها لا يُسلك مع بعض، فلن يعمل ولن يعمل ما بعده. اجعله ينتظر المسارات المسلوكة فقط (WaitAllActive).",
        name => $"{name} waits for all paths, and some of them are never taken together: neither it nor anything after it ever runs. Let it wait for the active ones only (WaitAllActive).");

    public static LocalizedText OutcomeNotConnected(string label, LocalizedText outcome) => new(
        $"النتيجة «{Apart(outcome.Arabic)}» من {Apart(label)} لا يتبعها شيء، فينتهي المسار عندها.",
        $"Nothing follows the outcome {Apart(outcome.English)} of {Apart(label)}: the path ends there.");

    public static LocalizedText NeverFollowed(string label, string port) => new(
        $"يخرج من {Apart(label)} خط للنتيجة {Apart(port)}، ولا تنتهي هذه الخطوة بها أبدًا.", $"A line leaves {Apart(label)} by {Apart(port)}, which is never how that step ends.");

    public static LocalizedText IllegalBack(string from, string to) => new(
        $"لا يجوز الرجوع من {Apart(from)} إلى {Apart(to)}: يمكن بلوغ {Apart(from)} دون المرور بـ{Apart(to)}، فيقع عطل عند سلوك هذا الخط.",
        $"The line back from {Apart(from)} to {Apart(to)} is not allowed: {Apart(from)} can be reached without passing {Apart(to)}, so taking the line is an incident.");

    public static LocalizedText EndlessCircle() => new(
        "تدور الخطوات هنا بلا توقف ولا انتظار، فلا تخرج الحالة من هذه الدائرة.", "The steps go round in a circle here without waiting for anything, and nothing leads out.");

    public static LocalizedText LoopBesideJoin(string label) => Say(
        label,
        name => $"في أحد الفروع المتوازية قبل {name} دورة ترجع إلى الوراء، فقد يعمل {name} قبل أن يكتمل ذلك الفرع. ضع الدورة في حاوية مستقلة.",
        name => $"One of the parallel branches before {name} goes round in a loop, so {name} may run before that branch is done. Put the loop into a container of its own.");

    public static LocalizedText EndCancels(string end, string canceled) => new(
        $"عند بلوغ {Apart(end)} يُلغى ما لم يكتمل، مثل {Apart(canceled)}.", $"Reaching {Apart(end)} cancels what is still open, such as {Apart(canceled)}.");

    public static LocalizedText SameId(string id) => new(
        $"المعرّف {Apart(id)} لأكثر من نشاط، فلا تعرف العبارات البرمجية أيّها المقصود.", $"More than one activity has the id {Apart(id)}; scripts cannot tell which is meant.");

    public static LocalizedText MissingInput(string label, string input) => new(
        $"الإعداد {Apart(input)} فارغ في {Apart(label)}.", $"{Apart(input)} is empty in {Apart(label)}.");

    public static LocalizedText NoWords(string label) => Say(
        label, name => $"لا نص في {name} يقرؤه المستفيد.", name => $"{name} has no words for the person to read.");

    public static LocalizedText OneLanguage(string label, bool lacksArabic) => new(
        $"النص {(lacksArabic ? "العربي" : "الإنجليزي")} فارغ في {Apart(label)}.", $"The {(lacksArabic ? "Arabic" : "English")} text of {Apart(label)} is empty.");

    public static LocalizedText UnknownRole(string label, string role) => new(
        $"الدور {Apart(role)} المذكور في {Apart(label)} غير موجود، فلن يرى المهمة أحد.", $"The role {Apart(role)} named in {Apart(label)} does not exist; nobody would see the task.");

    public static LocalizedText UnknownForm(string label, string form) => new(
        $"النموذج {Apart(form)} المذكور في {Apart(label)} غير موجود.", $"The form {Apart(form)} named in {Apart(label)} does not exist.");

    public static LocalizedText UnknownFormAction(string label, string form, string action) => new(
        $"يطلب النموذج {Apart(form)} حقلًا للإجراء {Apart(action)}، ولا تنتهي به الخطوة {Apart(label)}.", $"The form {Apart(form)} needs an answer for {Apart(action)}, which is no way for {Apart(label)} to end.");

    public static LocalizedText FormLacksAnswer(string label, string form, string answer) => new(
        $"لا تنتهي الخطوة {Apart(label)} دون الحقل {Apart(answer)}، وليس في نموذجها {Apart(form)}.", $"{Apart(label)} needs the answer {Apart(answer)}, and its form {Apart(form)} does not ask for it.");

    public static LocalizedText UnknownFormSource(string label, string form, string source) => new(
        $"يعرض النموذج {Apart(form)} في {Apart(label)} المصدر {Apart(source)}، ولا توجد خطوة تجيب عنه.", $"The form {Apart(form)} of {Apart(label)} shows {Apart(source)}, which no step of this procedure asks for.");

    public static LocalizedText MemoryLost(string variable, string reader) => new(
        $"يقرأ {Apart(reader)} المتغيّر {Apart(variable)} بعد انتظار، وهو محفوظ في الذاكرة فقط فتضيع قيمته. اجعل تخزينه مع الحالة (Workflow Instance).",
        $"{Apart(reader)} reads the variable {Apart(variable)} after a wait, but it is kept in memory only and its value is lost by then. Store it with the workflow instance.");

    private static LocalizedText Say(string label, Func<string, string> arabic, Func<string, string> english) => new(arabic(Apart(label)), english(Apart(label)));

    private static string Apart(string text) => RuleTexts.Isolated(text);
}
