using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.Signals;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Completes the workflow it stands in – the one used as an activity, when it is inside one – with outcomes, whatever else is under way there.</summary>
[Activity("Elsa", "Composition", "Signals the current composite activity to complete itself as a whole.")]
public sealed class Complete : Activity, ITerminalNode
{
    [Input(UIHint = InputUIHints.OutcomePicker, DefaultSyntax = "Object", Description = "The outcome or set of outcomes to complete this activity with.")]
    public Input<object?> Outcomes { get; set; } = new(default(object));

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
        => context.SendSignalAsync(new CompleteCompositeSignal(new Outcomes([.. Names(Outcomes.GetOrDefault(context))])));

    /// <summary>One text, or a list of them – written as JSON, perhaps; nothing at all is Done.</summary>
    private static IEnumerable<string> Names(object? outcomes) => JsonValues.Normalize(outcomes) switch
    {
        null or "" => ["Done"],
        string text when text.AsSpan().TrimStart() is ['[', ..] => Names(JsonNode.Parse(text)),
        JsonArray list => list.Select(item => ValueConverter.ConvertTo<string>(item) ?? ""),
        var one => [ValueConverter.ConvertTo<string>(one) ?? "Done"],
    };
}
