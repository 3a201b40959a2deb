namespace CaseWorkflows.Engine.Attributes;

/// <summary>A value an activity hands on; a definition may bind it to a variable.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    public string? Name { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public bool IsBrowsable { get; set; } = true;
}

/// <summary>An embedded child activity, drawn as a box inside its owner.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortAttribute : Attribute
{
    public PortAttribute()
    {
    }

    public PortAttribute(string name) => Name = name;

    public string? Name { get; set; }
}

/// <summary>Leaves a stimulus member out of the bookmark hash, so that senders need not know it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExcludeFromHashAttribute : Attribute;
