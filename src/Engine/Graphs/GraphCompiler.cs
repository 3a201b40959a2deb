using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Memory;

namespace CaseWorkflows.Engine.Graphs;

/// <summary>What came of making a definition runnable. The graph is there even with warnings, and null with any error.</summary>
public sealed record GraphCompilation(WorkflowGraph? Graph, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>Turns a definition into activities. Finds everything that would otherwise fail while a case is running.</summary>
public sealed partial class GraphCompiler
{
    private readonly ActivityRegistry _registry;
    private readonly JsonLines? _lines;
    private readonly List<DefinitionProblem> _problems = [];
    private readonly PropertyReader _properties;
    private readonly CompileOptions _options;
    private readonly InnerWorkflows _inner;
    private string? _usedAt;
    private string? _usedName;

    private GraphCompiler(ActivityRegistry registry, JsonLines? lines, CompileOptions options)
    {
        (_registry, _lines, _options) = (registry, lines, options);
        _properties = new PropertyReader(Report, Activity);
        _inner = new InnerWorkflows(options.Workflows, Report);
    }

    /// <param name="definition">The definition to compile.</param>
    /// <param name="registry">The activity types it may use.</param>
    /// <param name="lines">Where things stand in its file, so that problems can name the line; null when it came from elsewhere.</param>
    /// <param name="options">Where other workflows come from and who reads cron expressions; null for neither.</param>
    public static GraphCompilation Compile(WorkflowDefinition definition, ActivityRegistry registry, JsonLines? lines = null, CompileOptions? options = null)
    {
        var compiler = new GraphCompiler(registry, lines, options ?? CompileOptions.None);
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
        return new WorkflowGraph(identity, _inner.Outermost(definition, Workflow), _registry);
    }

    private Workflow Workflow(WorkflowDefinition definition) => new(Activity(definition.Root), [.. Variables(definition.Variables)]);

    private WorkflowDefinitionActivity? Inner(ActivityDefinition json) => _inner.Find(json, definition =>
    {
        var (at, name) = (_usedAt, _usedName);
        (_usedAt, _usedName) = (at ?? json.JsonPath, definition.Name ?? definition.DefinitionId);
        var workflow = Workflow(definition.WithNodeIds());
        (_usedAt, _usedName) = (at, name);
        return workflow;
    });

    private IActivity Activity(ActivityDefinition json)
    {
        var descriptor = _registry.Find(json.Type, json.Version) ?? _registry.Find(ActivityTypeName.WithoutArguments(json.Type), json.Version);
        var inner = descriptor is null && InnerWorkflows.IsMeant(json) ? Inner(json) : null;
        descriptor ??= inner?.Descriptor;
        var activity = inner ?? descriptor?.Create() ?? new NotFoundActivity
        {
            MissingTypeName = json.Type,
            MissingTypeVersion = json.Version,
            OriginalActivityJson = json.Json,
        };
        if (descriptor is null && !InnerWorkflows.IsMeant(json))
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
        foreach (var (input, message) in (activity as IChecksItself)?.Check(_options) ?? [])
        {
            Report("bad-input", message, $"{json.JsonPath}.{input}");
        }

        return activity;
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
        if (_usedAt is not null)
        {
            // The line at fault stands in another definition; here it is the activity that uses it.
            (message, path) = ($"In the workflow '{_usedName}' used here: {message}", _usedAt);
        }

        int? line = null, column = null;
        if (path is not null && _lines?.TryFind(path, out var foundLine, out var foundColumn) == true)
        {
            (line, column) = (foundLine, foundColumn);
        }

        _problems.Add(new DefinitionProblem(code, message, path, line, column) { Severity = severity });
    }
}
