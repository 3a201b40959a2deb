using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Outbox;

/// <summary>A message to the person the case is about.</summary>
internal sealed record NotificationMessage(string TextArabic, string TextEnglish, string? Reason, string MessageClass)
{
    public const string Kind = "beneficiary-message";

    /// <summary>The placeholders designers may use are filled in here, once, so that every try sends the same words.</summary>
    public static OutboxMessage Of(Burst burst, BeneficiaryNotified notified, int index)
    {
        var (profile, text) = (burst.Association.Profile, burst.Association.Profile.Words.Fill(notified.Text));
        var message = new NotificationMessage(
            Filled(text.Arabic, burst.File.Number, profile.ShortName.Arabic),
            Filled(text.English, burst.File.Number, profile.ShortName.English),
            notified.Reason,
            notified.MessageClass.ToString());
        return new(Kind, $"{burst.File.InstanceId}:{burst.File.InstanceRevision}:message:{index}", burst.Association.Key, burst.File.Id, JsonSerializer.SerializeToNode(message, JsonSerializerOptions.Web)!);
    }

    private static string Filled(string text, string number, string association) => text
        .Replace("{number}", number, StringComparison.Ordinal)
        .Replace("{association}", association, StringComparison.Ordinal);
}

/// <summary>A reminder or escalation for staff. Names the task; who is told is looked up when it is delivered.</summary>
internal sealed record StaffNotice(string TaskId, string Notice)
{
    public const string Kind = "staff-notice";

    public static OutboxMessage Of(Burst burst, StoredTask task, string notice)
        => new(Kind, $"{task.Task.Id}:{burst.File.InstanceRevision}:{notice}", burst.Association.Key, burst.File.Id,
            JsonSerializer.SerializeToNode(new StaffNotice(task.Task.Id, notice), JsonSerializerOptions.Web)!);
}

/// <summary>An event on its way to the instances that wait for it.</summary>
internal sealed record PublishedEvent(string Name, string Hash, string? CorrelationId, string? OnlyInstance, JsonNode? Payload)
{
    public const string Kind = "workflow-event";

    public static OutboxMessage Of(Burst burst, EventPublished published, int index)
    {
        var message = new PublishedEvent(
            published.Name, published.Hash, published.CorrelationId, published.IsLocal ? burst.File.InstanceId : null, published.Payload?.DeepClone());
        // Not the time: the clock may run two bursts of one instance on the same tick, and the second event would pass for a repeat.
        return new(Kind, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{burst.File.InstanceId}:{burst.File.InstanceRevision}:event:{index}"), burst.Association.Key, burst.File.CaseId,
            JsonSerializer.SerializeToNode(message, JsonSerializerOptions.Web)!);
    }
}
