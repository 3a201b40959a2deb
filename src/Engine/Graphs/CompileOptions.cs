using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Graphs;

/// <summary>What a compiler may ask the host. Whatever is left out is not checked, and workflows used as activities are not found.</summary>
public sealed record CompileOptions
{
    public static readonly CompileOptions None = new();

    /// <summary>Where workflows used as activities come from.</summary>
    public IWorkflowResolver? Workflows { get; init; }

    /// <summary>Reads cron expressions, so that a wrong one is found before a case meets it.</summary>
    public Common.ICronSchedule? Cron { get; init; }
}

/// <summary>Finds the definition of a workflow used as an activity. Must answer the same as long as a graph compiled with it is in use.</summary>
public interface IWorkflowResolver
{
    /// <summary>The very version; null when there is none of that id.</summary>
    WorkflowDefinition? Version(string versionId);

    /// <summary>The version new instances would start on; null when none is published.</summary>
    WorkflowDefinition? Published(string definitionId);

    /// <summary>The newest version, draft or not; null when there is no such definition.</summary>
    WorkflowDefinition? Latest(string definitionId);
}

/// <summary>An activity that can tell from its settings alone that it will fail.</summary>
internal interface IChecksItself
{
    /// <summary>Each problem with the JSON name of the input it is about.</summary>
    IEnumerable<(string Input, string Message)> Check(CompileOptions options);
}
