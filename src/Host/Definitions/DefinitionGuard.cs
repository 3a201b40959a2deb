using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;

namespace CaseWorkflows.Host.Definitions;

/// <summary>The policy guard as this host asks it: with its activities, its roles and an association's policy and channels.</summary>
internal static class DefinitionGuard
{
    private static readonly QuartzCronSchedule Cron = new();
    private static readonly HashSet<string> Roles = Role.All.Select(role => role.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>Checks a definition for publishing.</summary>
    /// <param name="definition">As parsed.</param>
    /// <param name="association">Whose policy holds; null asks no rule.</param>
    /// <param name="workflows">Where workflows used as activities come from.</param>
    /// <param name="forms">The forms its tasks may open; null asks nothing.</param>
    /// <param name="lines">Where things stand in the file; null when there is none.</param>
    public static GuardReport Check(WorkflowDefinition definition, Association? association, IWorkflowResolver workflows, IReadOnlyDictionary<string, Form>? forms, JsonLines? lines = null)
        => PolicyGuard.Check(definition, new GuardContext(DefinitionFiles.Registry, association?.Policy)
        {
            Roles = Roles,
            Channels = association?.Profile.Channels.Select(channel => channel.Key).ToHashSet(StringComparer.Ordinal),
            Workflows = workflows,
            Cron = Cron,
            Forms = forms,
            Lines = lines,
        });

    /// <summary>What the report says about a file, in both languages.</summary>
    public static IEnumerable<FileFinding> Findings(GuardReport report, Policy? policy, string file)
        => report.Findings.Select(finding => new FileFinding(file, finding.Line, finding.Code, GuardText.Line(finding, policy, "en"), finding.IsWarning) { Arabic = GuardText.Line(finding, policy, "ar") });
}
