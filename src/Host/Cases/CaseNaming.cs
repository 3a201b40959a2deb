using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Host.Drawing;

namespace CaseWorkflows.Host.Cases;

/// <summary>What stored keys are called. A key nobody knows any more stands for itself.</summary>
internal static class CaseNaming
{
    private static readonly LocalizedText Anybody = new("صاحب الطلب", "applicant");

    public static LocalizedText Service(AssociationProfile profile, string key) => profile.Services.FirstOrDefault(service => service.Key == key)?.Name ?? LocalizedText.Same(key);

    public static LocalizedText Channel(string key) => CaseWorkflows.Cases.Associations.Channel.Find(key)?.Name ?? LocalizedText.Same(key);

    public static LocalizedText Stage(string name) => Enum.TryParse<CaseStage>(name, out var stage) ? stage.Name() : LocalizedText.Same(name);

    public static LocalizedText? Result(string? name) => name is null ? null : Enum.TryParse<CaseResult>(name, out var result) ? result.Name() : LocalizedText.Same(name);

    public static LocalizedText Role(string key) => CaseWorkflows.Cases.People.Role.Find(key)?.Name ?? LocalizedText.Same(key);

    /// <summary>An outcome of a step.</summary>
    public static LocalizedText Outcome(string? activityType, string name)
        => (activityType is null ? null : ProcedureSteps.Find(activityType))?.Outcomes.FirstOrDefault(outcome => outcome.Name == name)?.DisplayName ?? LocalizedText.Same(name);

    /// <summary>A step: for Arabic readers as its designer calls it; for English ones by the name of its kind, because designers write Arabic.</summary>
    public static LocalizedText Step(ActivityDefinition activity, AssociationWords words)
    {
        var designed = ProcedureDrawing.LabelOf(activity);
        return LocalizedText.Written(designed, Step(activity.Type, words)?.English ?? Spaced(activity.Name ?? activity.Id));
    }

    /// <summary>The kind of a step; null for an activity that is no step of a procedure.</summary>
    /// <param name="activityType">Its type.</param>
    /// <param name="words">The association's; null where several are looked at.</param>
    public static LocalizedText? Step(string activityType, AssociationWords? words)
        => ProcedureSteps.Find(activityType) is { } step ? Step(step, words) : null;

    /// <inheritdoc cref="Step(string, AssociationWords)"/>
    public static LocalizedText Step(ProcedureStep step, AssociationWords? words) => AssociationWords.Fill(step.About.Name, words?.Person ?? Anybody);

    // EndServed reads as End served.
    private static string Spaced(string name)
        => string.Concat(name.Select((letter, place) => place > 0 && char.IsAsciiLetterUpper(letter) && !char.IsAsciiLetterUpper(name[place - 1]) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
}
