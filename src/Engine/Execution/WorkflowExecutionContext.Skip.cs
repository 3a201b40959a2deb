using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine;

public sealed partial class WorkflowExecutionContext
{
    internal void ScheduleSkip(string activityInstanceId, IReadOnlyList<string>? outcomes)
    {
        var context = Contexts.FirstOrDefault(candidate => candidate.Id == activityInstanceId)!;
        foreach (var inside in Contexts.Where(candidate => candidate.GetAncestors().Contains(context)).Reverse().ToList()) // inner before outer: a count is taken back once
        {
            Forgive(inside); // it is cancelled with what is skipped, and nobody can retry it then
        }

        Forgive(context);
        Scheduler.Schedule(new ActivityWorkItem(
            context.Activity, context.ParentActivityExecutionContext, context,
            SkippedWith: outcomes is { Count: > 0 } ? new Outcomes([.. outcomes]) : Outcomes.Default));
    }
}
