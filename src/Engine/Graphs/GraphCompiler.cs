using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Memory;

namespace CaseWorkflows.Engine.Graphs;

/// <summary>What came of making a definition runnable. The graph is there even with warnings, and null with any error.</summary>
public sealed record GraphCompilation(WorkflowGraph? Graph, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>Turns a definition into activities. Finds everything that would otherwise fail while a case is running.</summary>
public sealed class GraphCompiler
{
    private readonly ActivityRegistry _registry;
    private readonly JsonLines? _lines;
    private readonly List<DefinitionProblem> _problems = [];
    private readonly PropertyReader _properties;

    private GraphCompiler(ActivityRegistry registry, JsonLines? lines)
    {
        (_registry, _lines) = (registry, lines);
        _properties = new PropertyReader(Report, Activity);
    }

    /// <param name="definition">The definition to compile.</param>
    /// <param name="registry">The activity types it may use.</param>
    /// <param name="lines">Where things stand in its file, so that problems can name the line; null when it came from elsewhere.</param>
    public static GraphCompilation Compile(WorkflowDefinition definition, ActivityRegistry registry, JsonLines? lines = null)
    {
        var compiler = new GraphCompiler(registry, lines);
        var graph = compiler.Graph(definition.WithNodeIds());
        return new(compiler._problems.Exists(problem => problem.Severity == Severity.Error) ? null : graph, compiler._problems);
    }

    private WorkflowGraph Graph(WorkflowDefinition definition)
    {
        var identity = new GraphIdentity(definition.DefinitionId, definition.Id ?? definition.DefinitionId, definition.Version)
        {
            FaultsEndTheWorkflow = definition.Options.IncidentStrategy == IncidentStrategy.Fault,
            Outputs = [.. definition.Outputs.Select(output => output.Name)],
            Inputs = [.. definition.Inputs.Select(input => input.Name)],
            SavedInputs = [.. definition.Inputs.Where(input => input.StorageKind == StorageKind.WorkflowInstance).Select(input => input.Name)],
        };
        var workflow = new Workflow(Activity(definition.Root), Variables(definition.Variables));
        return new WorkflowGraph(identity, workflow, _registry);
    }

    private IActivity Activity(ActivityDefinition json)
    {
        var descriptor = _registry.Find(json.Type, json.Version);
        var activity = descriptor?.Create() ?? new NotFoundActivity
        {
            MissingTypeName = json.Type,
            MissingTypeVersion = json.Version,
            OriginalActivityJson = json.Json,
        };
        if (descriptor is null)
        {
            Report("unknown-activity", $"The activity type '{json.Type}' is not installed here.", json.JsonPath + ".type");
        }

        (activity.Id, activity.Name) = (json.Id, json.Name);
        if (activity is Activity own)
        {
            own.CanStartWorkflow = json.CanStartWorkflow;
        }

        if (descriptor is not null)
        {
            _properties.Fill(activity, descriptor, json);
        }

        FillContainer(activity, json);
        return activity;
    }

    private void FillContainer(IActivity activity, ActivityDefinition json)
    {
        if (activity is IVariableContainer container)
        {
            foreach (var variable in Variables(json.Variables))
            {
                container.Variables.Add(variable);
            }
        }

        switch (activity)
        {
            case Flowchart flowchart:
                FillFlowchart(flowchart, json);
                break;
            case Sequence sequence:
                foreach (var child in json.Activities)
                {
                    sequence.Activities.Add(Activity(child));
                }

                break;
        }
    }

    private void FillFlowchart(Flowchart flowchart, ActivityDefinition json)
    {
        var byId = new Dictionary<string, IActivity>(StringComparer.Ordinal);
        foreach (var child in json.Activities)
        {
            var activity = Activity(child);
            flowchart.Activities.Add(activity);
            byId.TryAdd(child.Id, activity);
        }

        foreach (var line in json.Connections)
        {
            if (byId.TryGetValue(line.SourceId, out var source) && byId.TryGetValue(line.TargetId, out var target))
            {
                flowchart.Connections.Add(new Connection(new Endpoint(source, line.SourcePort), new Endpoint(target, line.TargetPort)));
            }
        }
    }

    private IEnumerable<Variable> Variables(IEnumerable<VariableDefinition> variables)
    {
        foreach (var variable in variables)
        {
            if (!TypeAliases.TryResolve(variable.TypeName, out var type) && !string.IsNullOrWhiteSpace(variable.TypeName))
            {
                Report("unknown-variable-type", $"The variable '{variable.Name}' has the unknown type '{variable.TypeName}' and is treated as Object.", null, Severity.Warning);
            }

            type = variable.IsArray ? typeof(ICollection<>).MakeGenericType(type) : type;
            yield return new Variable(variable.Name, _properties.VariableDefault(variable, type), variable.Id, type)
            {
                Storage = variable.StorageKind == StorageKind.WorkflowInstance ? StorageDriver.WorkflowInstance : StorageDriver.Memory,
            };
        }
    }

    private void Report(string code, string message, string? path, Severity severity = Severity.Error)
    {
        int? line = null, column = null;
        if (path is not null && _lines?.TryFind(path, out var foundLine, out var foundColumn) == true)
        {
            (line, column) = (foundLine, foundColumn);
        }

        _problems.Add(new DefinitionProblem(code, message, path, line, column) { Severity = severity });
    }
}
