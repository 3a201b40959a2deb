using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Engine.Activities;

/// <summary>One case of a <see cref="Switch"/>: when it holds and what it runs, if anything.</summary>
public sealed record SwitchCase(string Label, Expression Condition, IActivity? Activity);

/// <summary>Runs the embedded activities of the cases that hold, or the default, and waits for them.</summary>
[Activity("Elsa", "Branching", "Evaluate a set of case conditions and schedule the activity for a matching case.")]
public sealed class Switch : Activity, IEmbedsActivities
{
    [Input(UIHint = InputUIHints.SwitchEditor, Description = "The cases to evaluate.")]
    public ICollection<SwitchCase> Cases { get; set; } = [];

    [Input(UIHint = InputUIHints.DropDown, Description = "Run only the first case that holds, or every one.")]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    /// <summary>Runs when no case holds.</summary>
    [Port]
    public IActivity? Default { get; set; }

    IEnumerable<IActivity> IEmbedsActivities.Embedded => Cases.Select(@case => @case.Activity).OfType<IActivity>();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var holding = Cases.Where(@case => ExpressionEvaluator.Evaluate(@case.Condition, typeof(bool), context) is true).ToList();
        var chosen = holding.Count == 0 ? [Default]
            : context.Get(Mode) == SwitchMode.MatchAny ? holding.Select(@case => @case.Activity)
            : holding.Take(1).Select(@case => @case.Activity);
        var activities = chosen.OfType<IActivity>().ToList();
        if (activities.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        Countdown.Begin(context, activities.Count);
        await context.ScheduleActivities(activities, OnChildCompletedAsync);
    }

    private static ValueTask OnChildCompletedAsync(ActivityCompletedContext context) => Countdown.CompleteWithLastAsync(context.TargetContext);
}
