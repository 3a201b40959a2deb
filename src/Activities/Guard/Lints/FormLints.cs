using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Guard.Lints;

/// <summary>Whether a step and the form it opens fit each other.</summary>
internal static class FormLints
{
    private const string Member = "form";

    public static IEnumerable<GuardFinding> Check(CheckedProcedure procedure, ActivityNode node)
    {
        if (procedure.Context.Forms is not { } forms || KeyOf(node) is not { } key)
        {
            return [];
        }

        return forms.TryGetValue(key, out var form)
            ? [.. Actions(procedure, node, form), .. Needed(procedure, node, form), .. Sources(procedure, node, form, forms)]
            : [procedure.Finding("unknown-form", LintTexts.UnknownForm(procedure.Label(node), key), node, member: Member)];
    }

    /// <summary>A form that asks more of an action nobody can choose here has probably a slip of the pen in its name.</summary>
    private static IEnumerable<GuardFinding> Actions(CheckedProcedure procedure, ActivityNode node, Form form)
        => form.Actions.Where(action => ProcedureSteps.Find(node.Activity.Type)?.Outcomes.Any(outcome => outcome.Name == action) == false)
            .Select(action => procedure.Finding("unknown-form-action", LintTexts.UnknownFormAction(procedure.Label(node), form.Key, action), node, isWarning: true, Member));

    /// <summary>What an action cannot be chosen without has to be asked, or the action can never be chosen.</summary>
    private static IEnumerable<GuardFinding> Needed(CheckedProcedure procedure, ActivityNode node, Form form)
        => (ProcedureSteps.Find(node.Activity.Type)?.Outcomes ?? []).SelectMany(outcome => outcome.NeedsData.Where(name => form.Find(name) is null or { Type: FieldType.FromCase }))
            .Select(name => procedure.Finding("form-lacks-answer", LintTexts.FormLacksAnswer(procedure.Label(node), form.Key, name), node, member: Member));

    private static IEnumerable<GuardFinding> Sources(CheckedProcedure procedure, ActivityNode node, Form form, IReadOnlyDictionary<string, Form> forms)
        => form.Fields.SelectMany(field => new[] { field.Source, field.Prefill }).OfType<FormSource>()
            .Where(source => source.Answer is { } answer && !procedure.Graph.Nodes.Any(step => step.Activity.Id == answer.ActivityId && MayAnswer(step, answer.Field, forms)))
            .Select(source => procedure.Finding("unknown-form-source", LintTexts.UnknownFormSource(procedure.Label(node), form.Key, source.Name), node, isWarning: true, Member));

    private static bool MayAnswer(ActivityNode step, string field, IReadOnlyDictionary<string, Form> forms)
        => step.Activity is UserTaskActivity task
            && (!task.Form.TryGetWritten(out var key) || (key is not null && forms.TryGetValue(key, out var form) && form.Find(field) is { Type: not FieldType.FromCase }));

    /// <summary>Null for a step without a form, and for one whose form a script names.</summary>
    private static string? KeyOf(ActivityNode node)
        => node.Activity is UserTaskActivity task && task.Form.TryGetWritten(out var key) && key is { Length: > 0 } ? key : null;
}
