using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Attributes;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Stands in for a type nobody here knows. Reaching it is an incident, not the end of the instance.</summary>
[Activity("Elsa", "System", "Stands in for an activity whose type is not installed.")]
public sealed class NotFoundActivity : Activity
{
    public string MissingTypeName { get; set; } = "";

    public int MissingTypeVersion { get; set; }

    /// <summary>Written back unchanged when the definition is saved.</summary>
    public JsonObject? OriginalActivityJson { get; set; }

    protected override void Execute(ActivityExecutionContext context)
        => throw new InvalidOperationException($"The activity type '{MissingTypeName}' is not installed here.");
}
