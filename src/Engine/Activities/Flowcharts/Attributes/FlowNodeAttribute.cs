namespace CaseWorkflows.Engine.Activities.Flowcharts.Attributes;

/// <summary>The outcomes an activity may complete with, as port names on a flowchart.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FlowNodeAttribute(params string[] outcomes) : Attribute
{
    public IReadOnlyList<string> Outcomes { get; } = outcomes;
}
