using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Engine.Exploration;

/// <summary>Waiting for the explorer to say how to go on.</summary>
internal static class Choice
{
    /// <summary>Somebody or the clock has to act; others may act first.</summary>
    public const string Waits = "Exploration.Waits";

    /// <summary>Nothing is waited for: this goes on before anything else happens.</summary>
    public const string GoesOn = "Exploration.GoesOn";

    public const string CallbackName = "OnToldAsync";

    public static Chooser ChooserOf(ActivityExecutionContext context) => context.GetRequiredService<Chooser>();

    public static void Wait(ActivityExecutionContext context, string name, Options.ExecuteActivityDelegate callback)
        => context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = name, Callback = callback, IncludeActivityInstanceId = true });
}

/// <summary>An activity the explorer can be asked about how it goes on.</summary>
internal interface IChoice
{
    /// <summary>How many ways there are.</summary>
    int Ways { get; }
}

/// <summary>Stands for any activity without children: ends in one of its ways.</summary>
[Activity("Exploration", "Exploration", "Stands for an activity that is explored.")]
internal sealed class ChoiceLeaf(Behaviour behaviour) : Activity, IChoice
{
    public int Ways => behaviour.Ways.Count;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var chooser = Choice.ChooserOf(context);
        if (behaviour.Ways.Count == 0 || (behaviour.Waits && !context.IsTriggerOfWorkflow()))
        {
            Choice.Wait(context, Choice.Waits, OnToldAsync);
            return ValueTask.CompletedTask;
        }

        if (!chooser.DecidesNow(context, Ways))
        {
            Choice.Wait(context, Choice.GoesOn, OnToldAsync);
            return ValueTask.CompletedTask;
        }

        return EndAsync(context, chooser.Choose(Ways));
    }

    private ValueTask OnToldAsync(ActivityExecutionContext context) => EndAsync(context, Choice.ChooserOf(context).Told);

    private ValueTask EndAsync(ActivityExecutionContext context, int way)
        => behaviour.Ways[way].Outcomes is { } outcomes ? context.CompleteActivityAsync(new Outcomes([.. outcomes])) : context.CompleteActivityAsync();
}

/// <summary>Stands for an activity that runs some of the activities inside it and then ends: If and Switch.</summary>
[Activity("Exploration", "Exploration", "Stands for a choice among activities inside.")]
internal sealed class ChoiceOfChildren(IReadOnlyList<IReadOnlyList<IActivity>> ways, IReadOnlyList<IActivity> children) : Activity, IChoice, IEmbedsActivities
{
    public int Ways => ways.Count;

    IEnumerable<IActivity> IEmbedsActivities.Embedded => children;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var chooser = Choice.ChooserOf(context);
        if (chooser.DecidesNow(context, Ways))
        {
            return RunAsync(context, chooser.Choose(Ways));
        }

        Choice.Wait(context, Choice.GoesOn, OnToldAsync);
        return ValueTask.CompletedTask;
    }

    private ValueTask OnToldAsync(ActivityExecutionContext context) => RunAsync(context, Choice.ChooserOf(context).Told);

    private ValueTask RunAsync(ActivityExecutionContext context, int way)
    {
        var chosen = ways[way];
        if (chosen.Count == 0)
        {
            return context.CompleteActivityAsync();
        }

        Countdown.Begin(context, chosen.Count);
        return context.ScheduleActivities(chosen, OnChildCompletedAsync);
    }

    /// <summary>An If counts nothing, so a state taken over from one has nothing to count down.</summary>
    private static ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
        => Countdown.Next(context.TargetContext) <= 0 ? context.TargetContext.CompleteActivityAsync() : ValueTask.CompletedTask;
}

/// <summary>Stands for a loop whose rounds nobody can count beforehand: each time one more, or out.</summary>
[Activity("Exploration", "Exploration", "Stands for a loop.")]
internal sealed class ChoiceLoop(IActivity? body) : Loop, IChoice, IEmbedsActivities
{
    public int Ways => body is null ? 1 : 2;

    IEnumerable<IActivity> IEmbedsActivities.Embedded => body is null ? [] : [body];

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RemoveProperty(BreakingProperty);
        return AskAsync(context);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context)
        => IsBreaking(context.TargetContext) ? context.TargetContext.CompleteActivityAsync() : AskAsync(context.TargetContext);

    private ValueTask OnToldAsync(ActivityExecutionContext context) => GoOnAsync(context, Choice.ChooserOf(context).Told);

    private ValueTask AskAsync(ActivityExecutionContext context)
    {
        var chooser = Choice.ChooserOf(context);
        if (chooser.DecidesNow(context, Ways))
        {
            return GoOnAsync(context, chooser.Choose(Ways));
        }

        Choice.Wait(context, Choice.GoesOn, OnToldAsync);
        return ValueTask.CompletedTask;
    }

    private ValueTask GoOnAsync(ActivityExecutionContext context, int way)
        => way == 0 ? context.CompleteActivityAsync() : context.ScheduleActivityAsync(body, OnBodyCompletedAsync);
}
