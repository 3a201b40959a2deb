namespace CaseWorkflows.Engine.Definitions.Differences;

/// <summary>What is different in the newer of two definitions. Where a box stands on the canvas, node ids and members that are null are no difference but are told apart.</summary>
/// <param name="Settings">Of the definition itself: name, description, options, variables, declared inputs and outputs.</param>
/// <param name="Activities">In the order of the steps; those taken out last.</param>
/// <param name="Connections">Lines drawn, taken away, and led elsewhere.</param>
public sealed record DefinitionDifference(
    IReadOnlyList<SettingChange> Settings, IReadOnlyList<ActivityChange> Activities, IReadOnlyList<ConnectionChange> Connections)
{
    /// <summary>True when the two do the same and look the same.</summary>
    public bool IsEmpty => Settings.Count == 0 && Activities.Count == 0 && Connections.Count == 0;

    /// <summary>True when only the drawing differs: boxes were moved, nothing else.</summary>
    public bool IsDrawingOnly => !IsEmpty && Settings.Count == 0 && Connections.Count == 0 && Activities.All(activity => activity.IsDrawingOnly);

    /// <summary>What changed from the first to the second.</summary>
    public static DefinitionDifference Between(WorkflowDefinition before, WorkflowDefinition after) => new DefinitionComparison(before, after).Run();
}

/// <summary>What happened to a thing.</summary>
public enum ChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>An activity that is new, gone or different.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="Path">Ids from below the root, joined by colons: the same in both, whatever the root is called. Empty for the root itself.</param>
/// <param name="ActivityId">Its own id.</param>
/// <param name="Type">Type name; of the newer one where both have it.</param>
/// <param name="Label">What the designer calls it: its display text, else its name, else its id.</param>
public sealed record ActivityChange(ChangeKind Kind, string Path, string ActivityId, string Type, string Label)
{
    /// <summary>Settings that differ; for an activity added all it has, for one taken out none.</summary>
    public IReadOnlyList<SettingChange> Settings { get; init; } = [];

    /// <summary>The steps it changed places with; null when it kept its place among the others.</summary>
    public OrderChange? Order { get; init; }

    /// <summary>True when its box stands elsewhere on the canvas or has another size.</summary>
    public bool MovedOnCanvas { get; init; }

    /// <summary>True when nothing but the drawing differs.</summary>
    public bool IsDrawingOnly => Kind == ChangeKind.Changed && MovedOnCanvas && Settings.Count == 0 && Order is null;
}

/// <summary>A step that changed places with others. Steps on branches beside each other have no order, and what is new or gone changes none.</summary>
/// <param name="NowBefore">Labels of steps that came before it and now come after it.</param>
/// <param name="NowAfter">Labels of steps that came after it and now come before it.</param>
public sealed record OrderChange(IReadOnlyList<string> NowBefore, IReadOnlyList<string> NowAfter);

/// <summary>A setting with another value.</summary>
/// <param name="Name">The JSON name of an input or output, or a member such as <c>displayText</c>; of a variable <c>variables.</c> and its name.</param>
/// <param name="Before">Null when it was not set.</param>
/// <param name="After">Null when it no longer is.</param>
public sealed record SettingChange(string Name, SettingValue? Before, SettingValue? After);

/// <summary>A value to be read by a person.</summary>
/// <param name="Syntax">
/// How it is written: an expression type such as <c>JavaScript</c> or <c>Variable</c>; <c>Output</c> for a value that is stored there; null for plain text.
/// </param>
/// <param name="Text">The value, the script, or the variable's name.</param>
public sealed record SettingValue(string? Syntax, string Text);

/// <summary>A line that is new, gone or leads elsewhere.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="Source">Label of the step it leaves.</param>
/// <param name="Port">The outcome it follows.</param>
/// <param name="Before">Label of the step it led to; null when it is new.</param>
/// <param name="After">Label of the step it leads to; null when it is gone.</param>
public sealed record ConnectionChange(ChangeKind Kind, string Source, string Port, string? Before, string? After)
{
    /// <summary>Type name of the step it leaves, for whoever wants to call the outcome by its name.</summary>
    public string SourceType { get; init; } = "";
}
