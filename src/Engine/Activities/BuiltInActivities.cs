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
        ActivityDescriber.Describe<FlowNode>(),
        ActivityDescriber.Describe<Switch>(),
        ActivityDescriber.Describe<Fork>(),
        ActivityDescriber.Describe<Parallel>(),
        ActivityDescriber.Describe<While>(),
        ActivityDescriber.Describe<For>(),
        ActivityDescriber.Describe<ForEach>(),
        ActivityDescriber.Describe<ParallelForEach>(),
        ActivityDescriber.Describe<Break>(),
        ActivityDescriber.Describe<Start>(),
        ActivityDescriber.Describe<End>(),
        ActivityDescriber.Describe<Finish>(),
        ActivityDescriber.Describe<Complete>(),
        ActivityDescriber.Describe<SetVariable>(),
        ActivityDescriber.Describe<SetOutput>(),
        ActivityDescriber.Describe<SetName>(),
        ActivityDescriber.Describe<Correlate>(),
        ActivityDescriber.Describe<Fault>(),
        ActivityDescriber.Describe<WriteLine>(),
        ActivityDescriber.Describe<Delay>(),
        ActivityDescriber.Describe<StartAt>(),
        ActivityDescriber.Describe<Event>(),
        ActivityDescriber.Describe<PublishEvent>(),
        ActivityDescriber.Describe<Timer>(),
        ActivityDescriber.Describe<Cron>(),
        ActivityDescriber.Describe<RunTask>(),
        ActivityDescriber.Describe<DispatchWorkflow>(),
        ActivityDescriber.Describe<ExecuteWorkflow>(),
        ActivityDescriber.Describe<HttpEndpoint>(),
        ActivityDescriber.Describe<WriteHttpResponse>(),
        ActivityDescriber.Describe<NotFoundActivity>() with { IsBrowsable = false },
    ]);
}
