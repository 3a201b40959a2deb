using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Extensions;

namespace CaseWorkflows.Activities.Tasks;

/// <summary>
/// A step a person does. It opens one task, waits, and leaves by the action the person chose. While it waits the clock may remind, escalate or end it.
/// The task's outcomes are the class's <see cref="OutcomeAttribute"/>s.
/// </summary>
public abstract partial class UserTaskActivity : Activity
{
    /// <summary>This step's class as people know it.</summary>
    protected ProcedureStep Step => ProcedureSteps.Of(GetType());

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        OpenTask(context);
        return ValueTask.CompletedTask;
    }

    /// <summary>The ways this execution offers to end the task; a step may narrow them or set times.</summary>
    protected virtual IEnumerable<TaskAction> Actions(ActivityExecutionContext context) => Step.Actions;

    /// <summary>When the task is due; null when nothing presses. Asked only while the task is being opened.</summary>
    protected virtual DateTimeOffset? DueAt(ActivityExecutionContext context) => context.Now() + DueIn.GetOrDefault(context);

    /// <summary>People who may not take this task, beside those a designer excluded.</summary>
    protected virtual IEnumerable<string> AlsoExcluded(ActivityExecutionContext context) => [];

    /// <summary>What a step does with the answer; by default it leaves by the action chosen.</summary>
    protected virtual ValueTask OnAnsweredAsync(ActivityExecutionContext context, TaskAnswer answer)
        => context.CompleteActivityWithOutcomesAsync(answer.Action);

    private async ValueTask OnTaskCompletedAsync(ActivityExecutionContext context)
    {
        var answer = TaskAnswer.From(context);
        if (Actions(context).All(action => action.Name != answer.Action))
        {
            // No line leaves the step by that name: the case would end without a result. An incident can be put right, that cannot.
            throw new InvalidOperationException($"'{answer.Action}' is not offered by the task of '{Id}'.");
        }

        Action.Set(context, answer.Action);
        CompletedBy.Set(context, answer.CompletedBy);
        Reason.Set(context, answer.Reason);
        Data.Set(context, answer.Data);
        await OnAnsweredAsync(context, answer);
    }
}
