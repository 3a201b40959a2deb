namespace CaseWorkflows.Engine.Attributes;

/// <summary>A setting of an activity that a designer may fill in. An <c>Input&lt;T&gt;</c> is stored wrapped with its expression, any other type raw.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    public string? Name { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public string? Category { get; set; }

    /// <summary>The editor Studio shows; null picks one by type.</summary>
    public string? UIHint { get; set; }

    /// <summary>Fixed choices for a pick-list.</summary>
    public object? Options { get; set; }

    public float Order { get; set; }

    /// <summary>Used when the definition leaves the input out.</summary>
    public object? DefaultValue { get; set; }

    public string? DefaultSyntax { get; set; }

    public bool IsReadOnly { get; set; }

    public bool IsBrowsable { get; set; } = true;

    /// <summary>False for inputs the activity evaluates itself.</summary>
    public bool AutoEvaluate { get; set; } = true;

    /// <summary>True keeps the value out of journals.</summary>
    public bool CanContainSecrets { get; set; }
}
