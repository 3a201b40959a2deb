using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Activities;

/// <summary>What a waiting <see cref="Event"/> is found by: the name alone, so one publish reaches every instance that waits.</summary>
public sealed record EventStimulus(string EventName);

/// <summary>Waits for an event, or starts a workflow when one is published.</summary>
[Activity("Elsa", "Primitives", "Wait for an event to be published.")]
public sealed class Event : Trigger<object?>
{
    public const string BookmarkName = "Elsa.Event";

    /// <summary>The input under which an event's payload reaches the waiting activity.</summary>
    public const string PayloadInput = "EventPayload";

    [Input(Description = "The name of the event to listen for.")]
    public Input<string> EventName { get; set; } = new("");

    /// <summary>The hash under which waiters for that event are found.</summary>
    public static string HashOf(string eventName) => BookmarkHasher.Hash(BookmarkName, new EventStimulus(eventName));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await OnEventAsync(context);
            return;
        }

        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = BookmarkName,
            Stimulus = new EventStimulus(EventName.Get(context)),
            Callback = OnEventAsync,
            IncludeActivityInstanceId = false,
        });
    }

    protected override object GetTriggerPayload(TriggerIndexingContext context) => new EventStimulus(context.Get(EventName) ?? "");

    private async ValueTask OnEventAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.WorkflowInput.TryGetValue(PayloadInput, out var payload) ? payload : null);
        await context.CompleteActivityAsync();
    }
}

/// <summary>Publishes an event. It is delivered after the burst is committed.</summary>
[Activity("Elsa", "Primitives", "Publish an event.")]
public sealed class PublishEvent : CodeActivity
{
    [Input(Description = "The name of the event to publish.")]
    public Input<string> EventName { get; set; } = new("");

    [Input(Description = "The correlation id receivers must have; empty reaches all.")]
    public Input<string?> CorrelationId { get; set; } = new((string?)null);

    [Input(Description = "Reach only this workflow instance.", DefaultValue = false)]
    public Input<bool> IsLocalEvent { get; set; } = new(false);

    [Input(Description = "Handed to each receiver.")]
    public Input<object?> Payload { get; set; } = new(default(object));

    protected override void Execute(ActivityExecutionContext context)
    {
        var name = EventName.Get(context);
        JsonNode? payload = JsonValues.ToNode(Payload.GetOrDefault(context));
        var correlation = CorrelationId.GetOrDefault(context) is { Length: > 0 } id ? id : null;
        context.WorkflowExecutionContext.Effects.Add(new EventPublished(name, correlation, IsLocalEvent.GetOrDefault(context), payload, Event.HashOf(name)));
    }
}
