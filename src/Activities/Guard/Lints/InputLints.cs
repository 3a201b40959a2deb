using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Activities.Guard.Lints;

/// <summary>Settings that are missing, or that name what does not exist.</summary>
internal static class InputLints
{
    /// <summary>Inputs without which an activity becomes an incident, or does what nobody meant, by type.</summary>
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["Elsa.Event"] = ["eventName"],
        ["Elsa.PublishEvent"] = ["eventName"],
        ["Elsa.RunTask"] = ["taskName"],
        ["Elsa.DispatchWorkflow"] = ["workflowDefinitionId"],
        ["Elsa.ExecuteWorkflow"] = ["workflowDefinitionId"],
        ["Elsa.SetVariable"] = ["variable"],
        ["Elsa.HttpEndpoint"] = ["path"],
        ["Elsa.Cron"] = ["cronExpression"],
        ["Elsa.StartAt"] = ["dateTime"],
        ["Elsa.FlowSwitch"] = ["cases"],
        ["Elsa.FlowFork"] = ["branches"],
    };

    /// <summary>A choice without its condition always goes one way, which is allowed.</summary>
    private static readonly Dictionary<string, string[]> Expected = new(StringComparer.Ordinal)
    {
        ["Elsa.FlowDecision"] = ["condition"],
        ["Elsa.If"] = ["condition"],
        ["Elsa.While"] = ["condition"],
        ["Elsa.Delay"] = ["timeSpan"],
    };

    public static IEnumerable<GuardFinding> Check(CheckedProcedure procedure) => procedure.Graph.Nodes.Where(node => procedure.Drawn(node) is not null)
        .SelectMany(node => (IEnumerable<GuardFinding>)[.. Missing(procedure, node), .. Wording(procedure, node), .. Roles(procedure, node), .. FormLints.Check(procedure, node)]);

    private static IEnumerable<GuardFinding> Missing(CheckedProcedure procedure, ActivityNode node)
    {
        foreach (var (table, isWarning) in new[] { (Required, false), (Expected, true) })
        {
            foreach (var input in table.GetValueOrDefault(node.Activity.Type, []).Where(input => IsEmpty(node, input)))
            {
                yield return procedure.Finding("missing-input", LintTexts.MissingInput(procedure.Label(node), DisplayName(node, input)), node, isWarning, input);
            }
        }
    }

    /// <summary>Words meant for the applicant: none at all is an error, one language of two is worth a warning.</summary>
    private static IEnumerable<GuardFinding> Wording(CheckedProcedure procedure, ActivityNode node)
    {
        if (Words(node) is not var (arabic, english))
        {
            yield break;
        }

        var (lacksArabic, lacksEnglish) = (IsEmpty(node, arabic), IsEmpty(node, english));
        if (lacksArabic || lacksEnglish)
        {
            yield return procedure.Finding(
                "missing-input", lacksArabic && lacksEnglish ? LintTexts.NoWords(procedure.Label(node)) : LintTexts.OneLanguage(procedure.Label(node), lacksArabic), node,
                isWarning: !(lacksArabic && lacksEnglish), lacksArabic ? arabic : english);
        }
    }

    private static (string Arabic, string English)? Words(ActivityNode node) => node.Activity switch
    {
        SignDeclaration => ("declarationArabic", "declarationEnglish"),
        NotifyBeneficiary => ("messageArabic", "messageEnglish"),
        InformApplicant inform when inform.ByStaff.TryGetWritten(out var byStaff) && !byStaff => ("messageArabic", "messageEnglish"),
        _ => null,
    };

    private static IEnumerable<GuardFinding> Roles(CheckedProcedure procedure, ActivityNode node)
    {
        if (procedure.Context.Roles is not { } roles || node.Activity is not UserTaskActivity task)
        {
            yield break;
        }

        var groups = task.CandidateGroups.TryGetWritten(out var written) && written is not null ? written : [];
        foreach (var role in groups.Where(role => !roles.Contains(role)))
        {
            yield return procedure.Finding("unknown-role", LintTexts.UnknownRole(procedure.Label(node), role), node, member: "candidateGroups");
        }

        if (task.EscalateTo.TryGetWritten(out var escalate) && escalate is { Length: > 0 } && !roles.Contains(escalate))
        {
            yield return procedure.Finding("unknown-role", LintTexts.UnknownRole(procedure.Label(node), escalate), node, member: "escalateTo");
        }
    }

    /// <summary>True for what is not written at all, and for a value that is written and empty. What a script gives is not known.</summary>
    private static bool IsEmpty(ActivityNode node, string input)
    {
        var value = node.Descriptor.Inputs.FirstOrDefault(candidate => candidate.JsonName == input)?.Get(node.Activity);
        if (value is Input wrapped)
        {
            if (!ExpressionEvaluator.TryEvaluateWritten(wrapped.Expression, typeof(object), out value))
            {
                return wrapped.Expression is null;
            }
        }

        return value is null or "" || (value is string text && (string.IsNullOrWhiteSpace(text) || text.Trim() is "[]")) || value is System.Collections.ICollection { Count: 0 };
    }

    private static string DisplayName(ActivityNode node, string input)
        => node.Descriptor.Inputs.FirstOrDefault(candidate => candidate.JsonName == input)?.DisplayName ?? input;
}
