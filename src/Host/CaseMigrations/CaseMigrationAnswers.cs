using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Host.CaseMigrations;

/// <summary>Why a migration is not prepared or carried out.</summary>
internal static class CaseMigrationAnswers
{
    public static Refusal NoSuchMigration() => new(RefusalKind.NotFound, "no-such-migration", new("لا توجد عملية ترحيل بهذا المعرّف.", "There is no migration of that id."));

    public static Refusal NoSuchVersion() => new(RefusalKind.NotFound, "no-such-version", new(
        "لا يوجد إصدار منشور بهذا المعرّف لهذا الإجراء.", "This procedure has no published version of that id."))
    {
        Field = "toVersionId",
    };

    public static Refusal ReasonRequired() => new(RefusalKind.RuleBroken, "reason-required", new(
        "اكتب سبب الترحيل؛ سيبقى في سجل كل حالة.", "Say why the cases are moved; it stays in the history of each."))
    {
        Field = "reason",
    };

    public static Refusal NothingToMove() => new(RefusalKind.Conflict, "nothing-to-move", new(
        "لا توجد حالات جارية على إصدار آخر من هذا الإجراء.", "No running case is on another version of this procedure."));

    public static Refusal NothingToUndo() => new(RefusalKind.Conflict, "nothing-to-undo", new(
        "لا توجد حالات يمكن إرجاعها في هذه العملية.", "This migration has moved no case that could be taken back."));

    public static Refusal NeverStill() => new(RefusalKind.Conflict, "changed-meanwhile", new(
        "تغيّرت الحالة أثناء الترحيل مرة بعد مرة؛ سيُعاد الترحيل.", "The case kept changing while it was to be moved; it will be tried again."));
}
