using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Graphs;

/// <summary>Finds and compiles the workflows a definition uses as activities.</summary>
internal sealed class InnerWorkflows(IWorkflowResolver? resolver, Action<string, string, string?, Severity> report)
{
    /// <summary>Version ids from the outermost definition in; meeting one of them again is a circle.</summary>
    private readonly Stack<string> _open = new();

    private int _found;

    /// <summary>Workflows that use workflows multiply; so many are in nobody's procedure.</summary>
    public const int Most = 500;

    public static bool IsMeant(ActivityDefinition json) => DefinitionId(json) is not null || VersionId(json) is not null;

    public Workflow Outermost(WorkflowDefinition definition, Func<WorkflowDefinition, Workflow> compile) => Within(definition, compile);

    /// <summary>Null, with a problem on record, when it cannot be found or leads back to itself.</summary>
    public WorkflowDefinitionActivity? Find(ActivityDefinition json, Func<WorkflowDefinition, Workflow> compile)
    {
        var path = json.JsonPath + ".type";
        if (Resolve(json, path) is not { } definition)
        {
            report("unknown-workflow", $"The workflow '{json.Type}' used here ({DefinitionId(json) ?? VersionId(json)}) is not known.", path, Severity.Error);
            return null;
        }

        if (_open.Contains(Key(definition)))
        {
            report("workflow-circle", $"The workflow '{definition.Name ?? definition.DefinitionId}' runs inside itself here.", path, Severity.Error);
            return null;
        }

        if (++_found > Most)
        {
            report("too-many-workflows", $"More than {Most} workflows would run inside this one.", path, Severity.Error);
            return null;
        }

        return new WorkflowDefinitionActivity(definition) { Root = Within(definition, compile) };
    }

    private Workflow Within(WorkflowDefinition definition, Func<WorkflowDefinition, Workflow> compile)
    {
        _open.Push(Key(definition));
        var workflow = compile(definition);
        _open.Pop();
        return workflow;
    }

    private WorkflowDefinition? Resolve(ActivityDefinition json, string path)
    {
        if (VersionId(json) is { } versionId && resolver?.Version(versionId) is { } pinned)
        {
            return pinned;
        }

        var definition = DefinitionId(json) is { } id ? resolver?.Published(id) ?? resolver?.Latest(id) : null;
        if (definition is not null)
        {
            report("workflow-not-pinned", $"'{json.Id}' names no version of '{json.Type}' that is here, so it runs version {definition.Version}, and another one once that is replaced.", path, Severity.Warning);
        }

        return definition;
    }

    private static string Key(WorkflowDefinition definition) => definition.Id ?? $"{definition.DefinitionId}:{definition.Version}";

    private static string? DefinitionId(ActivityDefinition json) => json.Property("workflowDefinitionId").Text() is { Length: > 0 } id ? id : null;

    private static string? VersionId(ActivityDefinition json) => json.Property("workflowDefinitionVersionId").Text() is { Length: > 0 } id ? id : null;
}
