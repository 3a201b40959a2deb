namespace CaseWorkflows.Engine.Descriptors;

/// <summary>What a designer and the compiler need to know about one activity type.</summary>
public sealed record ActivityDescriptor
{
    public required string TypeName { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public int Version { get; init; } = 1;

    public required string Category { get; init; }

    public required string DisplayName { get; init; }

    public string? Description { get; init; }

    public ActivityKind Kind { get; init; }

    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];

    public IReadOnlyList<OutputDescriptor> Outputs { get; init; } = [];

    public IReadOnlyList<PortDescriptor> Ports { get; init; } = [];

    public bool IsStart { get; init; }

    public bool IsTerminal { get; init; }

    public bool IsContainer { get; init; }

    public bool IsBrowsable { get; init; } = true;

    public required Type ClrType { get; init; }

    /// <summary>Makes an empty activity to be filled from a definition.</summary>
    public required Func<IActivity> Create { get; init; }
}

/// <summary>One input: how it is stored, edited and reached.</summary>
public sealed record InputDescriptor
{
    public required string Name { get; init; }

    /// <summary>The property in the definition JSON: the name with its first letter in lower case.</summary>
    public required string JsonName { get; init; }

    /// <summary>The type of the value, the T of an <c>Input&lt;T&gt;</c>.</summary>
    public required Type Type { get; init; }

    /// <summary>True when stored with an expression around it.</summary>
    public bool IsWrapped { get; init; } = true;

    public required string DisplayName { get; init; }

    public string? Description { get; init; }

    public required string UIHint { get; init; }

    public string? Category { get; init; }

    public object? DefaultValue { get; init; }

    public string? DefaultSyntax { get; init; }

    public object? Options { get; init; }

    public float Order { get; init; }

    public bool IsBrowsable { get; init; } = true;

    public bool IsReadOnly { get; init; }

    public bool IsSensitive { get; init; }

    public bool AutoEvaluate { get; init; } = true;

    public required Func<IActivity, object?> Get { get; init; }

    public required Action<IActivity, object?> Set { get; init; }
}

/// <summary>One output of an activity.</summary>
public sealed record OutputDescriptor
{
    public required string Name { get; init; }

    public required string JsonName { get; init; }

    public required Type Type { get; init; }

    public required string DisplayName { get; init; }

    public string? Description { get; init; }

    public bool IsBrowsable { get; init; } = true;

    public required Func<IActivity, object?> Get { get; init; }

    public required Action<IActivity, object?> Set { get; init; }
}

/// <summary>Where a path leaves an activity: a flow outcome or an embedded child.</summary>
public sealed record PortDescriptor(string Name, string DisplayName, PortKind Kind)
{
    public bool IsBrowsable { get; init; } = true;

    /// <summary>For embedded ports: reads and writes the child or, for containers, the list of children.</summary>
    public Func<IActivity, object?>? Get { get; init; }

    public Action<IActivity, object?>? Set { get; init; }

    public string JsonName => Naming.CamelCase(Name);
}

public enum PortKind
{
    Flow,
    Embedded,
}
