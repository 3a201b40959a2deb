using System.Text.Json.Nodes;

namespace CaseWorkflows.Activities.Tests.Runs;

/// <summary>A procedure whose committee is set up for one situation. Counts from the applicant being told, 14 days, early decisions refused, no ceiling.</summary>
internal static class Review
{
    private const string Key = "textile-sewing";

    /// <summary>The case right before the committee, with the settings given; a null setting takes the file's own out.</summary>
    public static ProcedureRun Before(params (string Input, JsonNode? Value)[] settings) => ProcedureRun.Start(Key, definition =>
    {
        foreach (var input in new[] { "dueIn", "remindBefore", "escalateTo" })
        {
            definition.Set("committee", input, null);
        }

        foreach (var (input, value) in settings)
        {
            definition.Set("committee", input, value);
        }
    });

    /// <summary>The committee's task just opened; the applicant was told at <see cref="ProcedureRun.Opening"/>.</summary>
    public static ProcedureRun Open(params (string Input, JsonNode? Value)[] settings) => Before(settings).ToStudy();

    /// <summary>From when a decision is offered; null when at once.</summary>
    public static DateTimeOffset? Floor(this ProcedureRun run, string action = "Approved")
        => run.OpenTask("committee").Actions.Single(candidate => candidate.Name == action).NotBefore;
}
