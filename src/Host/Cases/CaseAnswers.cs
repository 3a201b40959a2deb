using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Host.Cases;

/// <summary>Why a question about cases is not answered.</summary>
internal static class CaseAnswers
{
    public static Refusal NoSuchCase() => new(RefusalKind.NotFound, "no-such-case", new("لا توجد حالة بهذا المعرّف.", "There is no case with this id."));

    public static Refusal UnknownStage() => new(RefusalKind.Malformed, "unknown-stage", new(
        "لا توجد مرحلة بهذا الاسم.", "There is no stage of that name."))
    {
        Field = "stage",
        Facts = new Dictionary<string, object?>(StringComparer.Ordinal) { ["stages"] = Enum.GetNames<CaseStage>() },
    };
}
