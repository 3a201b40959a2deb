using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using System.Reflection;
using System.Text.Json.Serialization;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Descriptors;

/// <summary>Reads an activity class and says what it is.</summary>
public static class ActivityDescriber
{
    public static ActivityDescriptor Describe<T>()
        where T : IActivity, new() => Describe(typeof(T), static () => new T());

    public static ActivityDescriptor Describe(Type type, Func<IActivity> create)
    {
        var (typeName, version) = ActivityTypeName.Of(type);
        var attribute = type.GetCustomAttribute<ActivityAttribute>(inherit: false);
        var example = create();
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        return new ActivityDescriptor
        {
            TypeName = typeName,
            Version = version,
            Namespace = attribute?.Namespace ?? type.Namespace ?? "",
            Name = typeName[(typeName.LastIndexOf('.') + 1)..],
            Category = attribute?.Category ?? attribute?.Namespace ?? "Other",
            DisplayName = attribute?.DisplayName ?? Naming.Words(type.Name),
            Description = attribute?.Description,
            Kind = example is Trigger ? ActivityKind.Trigger : attribute?.Kind ?? ActivityKind.Action,
            Inputs = [.. properties.Select(property => Input(property, example)).OfType<InputDescriptor>().OrderBy(input => input.Order)],
            Outputs = [.. properties.Select(Output).OfType<OutputDescriptor>()],
            Ports = [.. properties.Select(EmbeddedPort).OfType<PortDescriptor>(), .. FlowPorts(type)],
            IsStart = type.Name == "Start" && attribute?.Namespace == "Elsa",
            IsTerminal = example is ITerminalNode,
            IsContainer = example is IVariableContainer,
            ClrType = type,
            Create = create,
        };
    }

    private static InputDescriptor? Input(PropertyInfo property, IActivity example)
    {
        var wrapped = typeof(Input).IsAssignableFrom(property.PropertyType);
        var attribute = property.GetCustomAttribute<InputAttribute>();
        if ((!wrapped && attribute is null) || !property.CanWrite)
        {
            return null;
        }

        var type = wrapped ? property.PropertyType.GenericTypeArguments[0] : property.PropertyType;
        var preset = wrapped ? ((property.GetValue(example) as Input)?.Expression is { Type: "Literal" } literal ? literal.Value : null) : null;
        return new InputDescriptor
        {
            Name = attribute?.Name ?? property.Name,
            JsonName = Naming.CamelCase(attribute?.Name ?? property.Name),
            Type = type,
            IsWrapped = wrapped,
            DisplayName = attribute?.DisplayName ?? Naming.Words(property.Name),
            Description = attribute?.Description,
            UIHint = attribute?.UIHint ?? UIHints.InputUIHints.For(type),
            Category = attribute?.Category,
            DefaultValue = attribute?.DefaultValue ?? preset,
            DefaultSyntax = attribute?.DefaultSyntax ?? "Literal",
            Options = attribute?.Options,
            Order = attribute?.Order ?? 0,
            IsBrowsable = attribute?.IsBrowsable ?? true,
            IsReadOnly = attribute?.IsReadOnly ?? false,
            IsSensitive = attribute?.CanContainSecrets ?? false,
            AutoEvaluate = attribute?.AutoEvaluate ?? true,
            Get = property.GetValue,
            Set = property.SetValue,
        };
    }

    private static OutputDescriptor? Output(PropertyInfo property)
    {
        if (!typeof(Output).IsAssignableFrom(property.PropertyType) || !property.CanWrite)
        {
            return null;
        }

        var attribute = property.GetCustomAttribute<OutputAttribute>();
        return new OutputDescriptor
        {
            Name = attribute?.Name ?? property.Name,
            JsonName = Naming.CamelCase(attribute?.Name ?? property.Name),
            Type = property.PropertyType.GenericTypeArguments.FirstOrDefault() ?? typeof(object),
            DisplayName = attribute?.DisplayName ?? Naming.Words(property.Name),
            Description = attribute?.Description,
            IsBrowsable = attribute?.IsBrowsable ?? true,
            Get = property.GetValue,
            Set = property.SetValue,
        };
    }

    private static PortDescriptor? EmbeddedPort(PropertyInfo property)
    {
        var single = typeof(IActivity).IsAssignableFrom(property.PropertyType);
        var many = typeof(ICollection<IActivity>).IsAssignableFrom(property.PropertyType);
        return (single || many) && !property.IsDefined(typeof(JsonIgnoreAttribute)) // what definitions do not hold is no port
            ? new PortDescriptor(property.GetCustomAttribute<PortAttribute>()?.Name ?? property.Name, Naming.Words(property.Name), PortKind.Embedded)
            {
                IsBrowsable = single && property.CanWrite,
                Get = property.GetValue,
                Set = property.CanWrite ? property.SetValue : null,
            }
            : null;
    }

    private static IEnumerable<PortDescriptor> FlowPorts(Type type)
        => type.GetCustomAttribute<FlowNodeAttribute>()?.Outcomes.Select(outcome => new PortDescriptor(outcome, Naming.Words(outcome), PortKind.Flow)) ?? [];

    /// <summary>Variables declared by a container class, for descriptors and scopes alike.</summary>
    internal static IEnumerable<Variable> VariablesOf(IActivity activity) => activity is IVariableContainer container ? container.Variables : [];
}
