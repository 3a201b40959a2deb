using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Engine.Tests.Conformance;

/// <summary>The definitions of one folder, for those among them that run others.</summary>
internal sealed class FolderOfWorkflows(string folder) : IWorkflowResolver
{
    private readonly List<WorkflowDefinition> _all =
        [.. Script.Files("*.workflow.json").Where(file => Path.GetDirectoryName(file) == folder).Select(file => Script.Parse(File.ReadAllBytes(Script.Full(file))))];

    public WorkflowDefinition? Version(string versionId) => _all.Find(definition => definition.Id == versionId);

    public WorkflowDefinition? Published(string definitionId) => _all.Find(definition => definition.DefinitionId == definitionId && definition.IsPublished);

    public WorkflowDefinition? Latest(string definitionId) => _all.Find(definition => definition.DefinitionId == definitionId && definition.IsLatest);
}
