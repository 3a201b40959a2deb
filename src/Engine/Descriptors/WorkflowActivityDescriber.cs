using System.Text;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Descriptors;

/// <summary>Says what a workflow is when it is used as an activity: its name, inputs, outputs and outcomes.</summary>
public static class WorkflowActivityDescriber
{
    /// <summary>Members every activity has; an input of such a name is stored with a line before it.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "root", "variables", "behaviors", "syntheticProperties",
        "canStartWorkflow", "runAsynchronously", "source", "commitStrategy", "resultVariable", "workflowDefinitionId", "workflowDefinitionVersionId",
        "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId",
    };

    /// <summary>For a designer's list of activities. What <see cref="ActivityDescriptor.Create"/> makes has no body yet; the compiler gives it one.</summary>
    public static ActivityDescriptor Describe(WorkflowDefinition definition) => Describe(definition, () => new WorkflowDefinitionActivity(definition));

    internal static ActivityDescriptor Describe(WorkflowDefinition definition, Func<IActivity> create)
    {
        var name = TypeName(definition.Name ?? definition.DefinitionId);
        return new ActivityDescriptor
        {
            TypeName = name,
            Version = definition.Version,
            Namespace = "",
            Name = name,
            Category = definition.Options.ActivityCategory is { Length: > 0 } category ? category : "Workflows",
            DisplayName = definition.Name ?? definition.DefinitionId,
            Description = definition.Description,
            Inputs = [.. definition.Inputs.Select(Input)],
            Outputs = [.. definition.Outputs.Select(Output)],
            Ports = [Root(), .. definition.Outcomes.Select(outcome => new PortDescriptor(outcome, outcome, PortKind.Flow))],
            IsBrowsable = definition.IsPublished,
            ClrType = typeof(WorkflowDefinitionActivity),
            Create = create,
        };
    }

    /// <summary>The words of a name run together, each with a capital: <c>home visit</c> is <c>HomeVisit</c>. Scripts without capitals stay as they are.</summary>
    public static string TypeName(string name)
    {
        var text = new StringBuilder(name.Length);
        var begins = true;
        foreach (var letter in name)
        {
            if (letter is ' ' or '_' or '-')
            {
                begins = true;
                continue;
            }

            text.Append(begins ? char.ToUpperInvariant(letter) : letter);
            begins = false;
        }

        return text.ToString();
    }

    private static string Safe(string name) => Reserved.Contains(name) ? "_" + name : name;

    private static PortDescriptor Root() => new(nameof(WorkflowDefinitionActivity.Root), "Root", PortKind.Embedded)
    {
        IsBrowsable = false,
        Get = activity => ((WorkflowDefinitionActivity)activity).Root,
    };

    private static InputDescriptor Input(ArgumentDefinition input)
    {
        TypeAliases.TryResolve(input.TypeName, out var type);
        return new()
        {
            Name = Safe(input.Name),
            JsonName = Naming.CamelCase(Safe(input.Name)),
            Type = input.IsArray ? typeof(ICollection<>).MakeGenericType(type) : type,
            DisplayName = input.DisplayName ?? input.Name,
            Description = input.Description,
            Category = input.Category,
            UIHint = input.UIHint ?? UIHints.InputUIHints.For(type),
            Get = activity => ((WorkflowDefinitionActivity)activity).InputOf(input.Name),
            Set = (activity, value) => ((WorkflowDefinitionActivity)activity).Bind(input.Name, value as Input),
        };
    }

    private static OutputDescriptor Output(ArgumentDefinition output)
    {
        TypeAliases.TryResolve(output.TypeName, out var type);
        return new()
        {
            Name = Safe(output.Name),
            JsonName = Naming.CamelCase(Safe(output.Name)),
            Type = type,
            DisplayName = output.DisplayName ?? output.Name,
            Description = output.Description,
            Get = activity => ((WorkflowDefinitionActivity)activity).OutputOf(output.Name),
            Set = (activity, value) => ((WorkflowDefinitionActivity)activity).Bind(output.Name, value as Output),
        };
    }
}
