using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Activities.Guard.Texts;

/// <summary>What the compiler found, for Arabic readers too.</summary>
internal static class CompileTexts
{
    private static readonly Dictionary<string, string> Arabic = new(StringComparer.Ordinal)
    {
        ["unknown-activity"] = "نوع النشاط غير متوفر هنا",
        ["bad-input"] = "قيمة لا تصلح لهذا الإعداد",
        ["bad-script"] = "في العبارة البرمجية خطأ",
        ["unknown-expression"] = "نوع العبارة غير مدعوم هنا",
        ["unknown-workflow"] = "مسار العمل المستخدم هنا غير معروف",
        ["workflow-circle"] = "مسار العمل يعمل داخل نفسه",
        ["workflow-not-pinned"] = "لم يُحدَّد إصدار مسار العمل المستخدم هنا",
        ["too-many-workflows"] = "عدد مسارات العمل المتداخلة أكبر من المسموح",
        ["unknown-variable-type"] = "نوع المتغيّر غير معروف",
        ["variable-default"] = "القيمة الابتدائية للمتغيّر لا تناسب نوعه",
    };

    public static GuardFinding Finding(DefinitionProblem problem)
        => new(problem.Code, Arabic.TryGetValue(problem.Code, out var text) ? new($"{text}: {RuleTexts.Isolated(problem.Message)}", problem.Message) : LocalizedText.Same(problem.Message))
        {
            IsWarning = problem.Severity == Severity.Warning,
            JsonPath = problem.JsonPath,
            Line = problem.Line,
        };
}
