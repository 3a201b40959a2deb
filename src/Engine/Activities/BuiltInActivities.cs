using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Descriptors;

namespace CaseWorkflows.Engine.Activities;

/// <summary>The activities every definition may use.</summary>
public static class BuiltInActivities
{
    public static ActivityRegistry Registry { get; } = new(
    [
        ActivityDescriber.Describe<Workflow>() with { IsBrowsable = false },
        ActivityDescriber.Describe<Flowchart>(),
        ActivityDescriber.Describe<FlowDecision>(),
        ActivityDescriber.Describe<FlowSwitch>(),
        ActivityDescriber.Describe<FlowFork>(),
        ActivityDescriber.Describe<FlowJoin>(),
        ActivityDescriber.Describe<Sequence>(),
        ActivityDescriber.Describe<If>(),
        ActivityDescriber.Describe<Start>(),
        ActivityDescriber.Describe<End>(),
        ActivityDescriber.Describe<Finish>(),
        ActivityDescriber.Describe<SetVariable>(),
        ActivityDescriber.Describe<SetName>(),
        ActivityDescriber.Describe<Correlate>(),
        ActivityDescriber.Describe<Fault>(),
        ActivityDescriber.Describe<WriteLine>(),
        ActivityDescriber.Describe<Delay>(),
        ActivityDescriber.Describe<StartAt>(),
        ActivityDescriber.Describe<Event>(),
        ActivityDescriber.Describe<PublishEvent>(),
        ActivityDescriber.Describe<NotFoundActivity>() with { IsBrowsable = false },
    ]);
}
