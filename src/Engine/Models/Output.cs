using CaseWorkflows.Engine.Memory;

namespace CaseWorkflows.Engine.Models;

/// <summary>Where an activity puts a result: a bound variable or workflow output, and for the rest of the burst the activity itself.</summary>
public class Output(MemoryBlockReference? memoryBlockReference, Type type)
{
    /// <summary>The bound variable's id or workflow output's name; null when the definition binds nothing.</summary>
    public MemoryBlockReference? MemoryBlockReference { get; set; } = memoryBlockReference;

    public Type Type { get; } = type;

    /// <summary>The property name on the activity, known once the definition is compiled.</summary>
    internal string? Name { get; set; }
}

/// <inheritdoc cref="Output"/>
public class Output<T>(MemoryBlockReference? memoryBlockReference = null) : Output(memoryBlockReference, typeof(T));
