using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Replays;

/// <summary>
/// What is the same about two instances to which the same things were done in another order of independent branches: everything except ids, instants, and
/// the order in which lists were filled. Executions are compared as a tree, so it does not matter what they are called.
/// </summary>
/// <remarks>
/// A value a script took from <c>newGuid()</c>, <c>Math.random()</c> or the clock is compared as any other: whoever puts such a value into the state makes it
/// depend on the order.
/// </remarks>
public static class StateShape
{
    /// <summary>Equal texts mean equal shapes. For people as well: it is JSON.</summary>
    public static string Of(WorkflowState state)
    {
        var anonymous = new Anonymous(state.Id);
        var children = state.ActivityExecutionContexts.ToLookup(context => context.ParentContextId ?? "");
        return new JsonObject
        {
            ["definition"] = state.DefinitionVersionId,
            ["status"] = $"{state.Status} {state.SubStatus}",
            ["correlationId"] = state.CorrelationId,
            ["name"] = state.Name,
            ["ids"] = state.IdCounter, // as many things happened
            ["lines"] = state.LogSequence,
            ["input"] = anonymous.Sorted(state.Input.ToJson()),
            ["output"] = anonymous.Sorted(state.Output.ToJson()),
            ["properties"] = anonymous.Sorted(state.Properties.ToJson()),
            ["incidents"] = List(state.Incidents.Select(incident => (JsonNode)$"{incident.ActivityNodeId}: {incident.Message}")),
            ["executions"] = List(children[""].Select(root => Tree(root, state, children, anonymous))),
        }.ToJsonString(JsonValues.Options);
    }

    private static JsonNode Tree(
        ActivityExecutionContextState context, WorkflowState state, ILookup<string, ActivityExecutionContextState> children, Anonymous anonymous) => new JsonObject
        {
            ["node"] = context.ScheduledActivityNodeId,
            ["status"] = context.Status.ToString(),
            ["faults"] = context.AggregateFaultCount,
            ["tag"] = anonymous.Sorted(context.Tag),
            ["properties"] = anonymous.Sorted(context.Properties?.ToJson()),
            ["input"] = anonymous.Sorted(context.ActivityInput?.ToJson()),
            ["variables"] = anonymous.Sorted(context.Variables?.ToJson()),
            ["given"] = List((context.GivenVariables ?? []).Select(variable => (JsonNode)$"{variable.Id} {variable.Name} {variable.TypeName}")),
            ["bookmarks"] = List(state.Bookmarks.Where(bookmark => bookmark.ActivityInstanceId == context.Id).Select(bookmark => Waiting(bookmark, anonymous))),
            ["callbacks"] = List(state.CompletionCallbacks.Where(callback => callback.OwnerInstanceId == context.Id)
                .Select(callback => (JsonNode)$"{callback.ChildNodeId} {callback.MethodName} {anonymous.Sorted(callback.Tag)?.ToJsonString()}")),
            ["children"] = List(children[context.Id].Select(child => Tree(child, state, children, anonymous))),
        };

    /// <summary>The payload of a wait of the clock is an instant.</summary>
    private static JsonNode Waiting(Bookmark bookmark, Anonymous anonymous) => new JsonObject
    {
        ["name"] = bookmark.Name,
        ["payload"] = bookmark.DueAt is null ? anonymous.Sorted(bookmark.Payload) : "clock",
        ["callback"] = bookmark.CallbackMethodName,
        ["burns"] = bookmark.AutoBurn,
        ["completes"] = bookmark.AutoComplete,
    };

    /// <summary>In an order that depends on what stands in it alone.</summary>
    private static JsonArray List(IEnumerable<JsonNode> items)
        => new([.. items.OrderBy(item => item.ToJsonString(JsonValues.Options), StringComparer.Ordinal)]);

    /// <summary>Values with the ids of this instance's executions taken out.</summary>
    private sealed class Anonymous(string instanceId)
    {
        /// <summary>Members by name: the order in which they were set does not count. Lists keep their order, it may mean something.</summary>
        public JsonNode? Sorted(JsonNode? node) => node switch
        {
            JsonObject json => new JsonObject(json.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
            JsonArray array => new JsonArray([.. array.Select(Sorted)]),
            JsonValue value when value.GetValueKind() == JsonValueKind.String && IsId(value.ToString()) => JsonValue.Create("id"),
            _ => node?.DeepClone(),
        };

        private bool IsId(string text) => text.Length > instanceId.Length + 1 && text.StartsWith(instanceId, StringComparison.Ordinal) && text[instanceId.Length] == '-'
            && long.TryParse(text.AsSpan(instanceId.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }
}
