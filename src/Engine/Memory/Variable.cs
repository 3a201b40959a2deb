namespace CaseWorkflows.Engine.Memory;

/// <summary>Points at a value kept somewhere in the running workflow.</summary>
public class MemoryBlockReference(string id)
{
    public string Id { get; set; } = id;
}

/// <summary>Where a variable's value lives between bursts.</summary>
public enum StorageDriver
{
    /// <summary>Lost when the burst ends.</summary>
    Memory,

    /// <summary>Saved with the instance.</summary>
    WorkflowInstance,
}

/// <summary>A named value declared by a container and visible to everything inside it.</summary>
public class Variable : MemoryBlockReference
{
    public Variable(string name, object? value = null, string? id = null, Type? type = null)
        : base(id ?? DefaultId(name)) => (Name, Value, Type) = (name, value, type ?? typeof(object));

    public string Name { get; set; }

    /// <summary>The value at the start; null is a value of its own.</summary>
    public object? Value { get; set; }

    public Type Type { get; }

    public StorageDriver Storage { get; set; } = StorageDriver.Memory;

    public Variable WithWorkflowStorage() => With(StorageDriver.WorkflowInstance);

    public Variable WithMemoryStorage() => With(StorageDriver.Memory);

    /// <summary>The current value as <typeparamref name="T"/>.</summary>
    public T? Get<T>(ActivityExecutionContext context) => Expressions.ValueConverter.ConvertTo<T>(context.GetVariableValue(this));

    public void Set(ActivityExecutionContext context, object? value) => context.SetVariableValue(this, value);

    private Variable With(StorageDriver storage)
    {
        Storage = storage;
        return this;
    }

    private static string DefaultId(string name) => name.Length == 0 ? "variable" : char.ToLowerInvariant(name[0]) + name[1..] + "Variable";
}

/// <summary>A variable whose type is known to the code that uses it.</summary>
public class Variable<T>(string name, T? value = default, string? id = null) : Variable(name, value, id, typeof(T))
{
    public T? Get(ActivityExecutionContext context) => Get<T>(context);
}
