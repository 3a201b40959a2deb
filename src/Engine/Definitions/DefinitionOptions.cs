using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>What happens to an instance when one of its activities fails.</summary>
public enum IncidentStrategy
{
    /// <summary>The activity stays faulted, the other branches go on, and the instance waits for somebody to retry.</summary>
    ContinueWithIncidents,

    /// <summary>The instance is faulted, which is final.</summary>
    Fault,
}

/// <summary>The member <c>options</c> of a definition.</summary>
/// <param name="ActivationStrategyType">CLR name as written; null lets any number of instances start.</param>
/// <param name="UsableAsActivity">Null when neither <c>options</c> nor the obsolete member beside it says so.</param>
/// <param name="AutoUpdateConsumingWorkflows">Whether publishing lifts the workflows that use this one as an activity.</param>
/// <param name="ActivityCategory">Where the designer lists the workflow when used as an activity.</param>
/// <param name="IncidentStrategyType">CLR name as written.</param>
/// <param name="CommitStrategyName">As written; this engine commits once per burst whatever it says.</param>
public sealed record DefinitionOptions(
    string? ActivationStrategyType, bool? UsableAsActivity, bool AutoUpdateConsumingWorkflows, string? ActivityCategory, string? IncidentStrategyType, string? CommitStrategyName)
{
    /// <summary>
    /// Fault only when the file asks for it by name. An Elsa server left unconfigured takes a missing name as Fault; a case that lives for months
    /// must outlive one failed activity, so here it means to continue.
    /// </summary>
    public IncidentStrategy IncidentStrategy => ClassName(IncidentStrategyType) is { } name
        && (name.Equals("FaultStrategy", StringComparison.OrdinalIgnoreCase) || name.Equals("Fault", StringComparison.OrdinalIgnoreCase))
        ? IncidentStrategy.Fault
        : IncidentStrategy.ContinueWithIncidents;

    internal static DefinitionOptions Read(JsonObject definition)
    {
        var options = definition.ObjectMember("options");
        return new(
            options.TextMember("activationStrategyType"),
            options.FlagMember("usableAsActivity") ?? definition.FlagMember("usableAsActivity"),
            options.FlagMember("autoUpdateConsumingWorkflows") ?? false,
            options.TextMember("activityCategory"),
            options.TextMember("incidentStrategyType"),
            options.TextMember("commitStrategyName"));
    }

    private static string? ClassName(string? typeName) => typeName?.Split(',')[0].Split('.')[^1].Trim();
}
