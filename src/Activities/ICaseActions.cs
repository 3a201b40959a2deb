using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Engine;

namespace CaseWorkflows.Activities;

/// <summary>
/// Through here an activity asks for something in the world outside. Nothing is done at once: requests are carried out in the transaction that saves
/// the burst, so either all of it happened or none. Asking twice is two requests.
/// </summary>
public interface ICaseActions
{
    /// <summary>Keeps a request until the burst is saved.</summary>
    void Request(CaseEffect effect);
}

/// <summary>How steps reach <see cref="ICaseActions"/>.</summary>
public static class CaseActions
{
    /// <summary>Offers an engine's activities this assembly's port, with requests kept among the effects of the burst.</summary>
    public static Engine.Graphs.ActivityServices WithCaseActions(this Engine.Graphs.ActivityServices services)
        => services.With<ICaseActions>(context => new EffectList(context.WorkflowExecutionContext.Effects));

    /// <summary>Asks for something in the name of the step that is running.</summary>
    public static void Request(this ActivityExecutionContext context, Func<StepOrigin, CaseEffect> effect)
        => context.GetRequiredService<ICaseActions>().Request(effect(OriginOf(context)));

    private static StepOrigin OriginOf(ActivityExecutionContext context)
        => new(context.Activity.Id, context.Activity.Type, context.Id, ProcedureSteps.Of(context.Activity.GetType()).About.Clause);

    private sealed class EffectList(IList<object> effects) : ICaseActions
    {
        public void Request(CaseEffect effect) => effects.Add(effect);
    }
}
