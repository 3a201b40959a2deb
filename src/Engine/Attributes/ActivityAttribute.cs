namespace CaseWorkflows.Engine.Attributes;

/// <summary>Names an activity type. The type name stored in definitions is <c>Namespace.Type</c>, the class name when no type is given.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute : Attribute
{
    public ActivityAttribute(string @namespace, string? category = null, string? description = null)
        => (Namespace, Category, Description) = (@namespace, category, description);

    public ActivityAttribute(string @namespace, string? type, int version = 1, string? description = null, string? category = null)
        => (Namespace, Type, Version, Description, Category) = (@namespace, type, version, description, category);

    public string Namespace { get; set; }

    public string? Type { get; set; }

    public int Version { get; set; } = 1;

    public string? Description { get; set; }

    public string? DisplayName { get; set; }

    public string? Category { get; set; }

    public ActivityKind Kind { get; set; } = ActivityKind.Action;
}
