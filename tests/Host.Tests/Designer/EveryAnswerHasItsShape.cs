using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using static CaseWorkflows.Host.Tests.Designer.StudioClient;

namespace CaseWorkflows.Host.Tests.Designer;

/// <summary>Each call of the contract: its status, the members the Studio cannot do without, and no null anywhere.</summary>
public sealed class EveryAnswerHasItsShape(EveryAnswerHasItsShape.Scene scene) : IClassFixture<EveryAnswerHasItsShape.Scene>
{
    private const string Definition = "id definitionId name version isLatest isPublished isReadonly createdAt toolVersion links variables inputs outputs outcomes customProperties options root.id root.nodeId root.type root.version root.activities root.connections";
    private const string Summary = "items.0.id items.0.definitionId items.0.name items.0.version items.0.isLatest items.0.isPublished items.0.links items.0.createdAt items.0.materializerName totalCount links";
    private const string Record = "id workflowInstanceId activityId activityNodeId activityType activityTypeVersion startedAt hasBookmarks status metadata";

    [Theory]
    [InlineData("GET", "/workflow-definitions?versionOptions=Latest&Page=0&PageSize=10&SearchTerm=&IsSystem=False&OrderBy=Name&OrderDirection=Ascending", null, Summary)]
    [InlineData("GET", "/workflow-definitions?versionOptions=Published", null, Summary)]
    [InlineData("GET", "/workflow-definitions?versionOptions=LatestOrPublished", null, Summary)]
    [InlineData("GET", "/workflow-definitions?versionOptions=&Ids=natiq-procedure-v1", null, Summary)]
    [InlineData("GET", "/workflow-definitions?versionOptions=AllVersions&Page=0&PageSize=10&DefinitionIds=natiq-procedure&OrderBy=Version&OrderDirection=Descending", null, Summary)]
    [InlineData("GET", "/workflow-definitions/by-definition-id/natiq-procedure?versionOptions=Latest", null, Definition)]
    [InlineData("GET", "/workflow-definitions/by-id/natiq-procedure-v1", null, Definition)]
    [InlineData("GET", "/workflow-definitions/validation/is-name-unique?name=Workflow%201&definitionId=", null, "isUnique")]
    [InlineData("GET", "/workflow-definitions/natiq-procedure/export?versionOptions=1&includeConsumingWorkflows=", null, "$schema id definitionId root")]
    [InlineData("GET", "/workflow-definitions/subgraph/natiq-procedure-v1?parentNodeId=Workflow1:procedure", null, "activity.id nodeId parents children.0.nodeId children.0.port")]
    [InlineData("GET", "/workflow-definitions/subgraph/segments/natiq-procedure-v1?childNodeId=Workflow1:procedure:receive", null, "childNode.nodeId container.nodeId pathSegments")]
    [InlineData("POST", "/workflow-definitions", """{"model":{"definitionId":null,"id":null,"name":"Shape","variables":null,"customProperties":null,"options":null,"root":{"id":"d26e","type":"Elsa.Flowchart","version":1},"links":null},"publish":null}""",
        "workflowDefinition.id workflowDefinition.definitionId workflowDefinition.isLatest workflowDefinition.links.0.rel workflowDefinition.root.nodeId workflowDefinition.variables workflowDefinition.options alreadyPublished consumingWorkflowCount")]
    [InlineData("POST", "/bulk-actions/delete/workflow-definitions/by-definition-id", """{"definitionIds":["nobody"]}""", "deleted")]
    [InlineData("POST", "/bulk-actions/delete/workflow-definitions/by-id", """{"ids":["nobody"]}""", "deleted")]
    [InlineData("POST", "/bulk-actions/publish/workflow-definitions/by-definition-ids", """{"definitionIds":["natiq-procedure"]}""", "published alreadyPublished notFound updatedConsumers")]
    [InlineData("POST", "/bulk-actions/retract/workflow-definitions/by-definition-ids", """{"definitionIds":["nobody"]}""", "retracted alreadyRetracted notFound")]
    [InlineData("GET", "/descriptors/activities?Refresh=True", null, "count items.0.typeName items.0.name items.0.version items.0.category items.0.displayName items.0.isBrowsable items.0.inputs items.0.outputs items.0.ports items.0.customProperties items.0.constructionProperties")]
    [InlineData("GET", "/descriptors/expression-descriptors", null, "items.2.type items.2.displayName items.2.isSerializable items.2.isBrowsable items.2.properties.MonacoLanguage")]
    [InlineData("GET", "/descriptors/variables", null, "items.0.typeName items.0.displayName items.0.category")]
    [InlineData("GET", "/descriptors/storage-drivers", null, "items.0.typeName items.0.displayName items.0.priority items.0.deprecated")]
    [InlineData("GET", "/descriptors/incident-strategies", null, "items.0.typeName items.0.displayName")]
    [InlineData("GET", "/descriptors/workflow-activation-strategies", null, "items count")]
    [InlineData("GET", "/descriptors/log-persistence-strategies", null, "items count")]
    [InlineData("GET", "/descriptors/commit-strategies/workflows", null, "items count")]
    [InlineData("GET", "/descriptors/commit-strategies/activities", null, "items count")]
    [InlineData("GET", "/descriptors/output-converters?sourceType=String&destinationType=Int32", null, "items count")]
    [InlineData("POST", "/descriptors/activities/Elsa.Delay/options/TimeSpan", """{"context":{}}""", "items")]
    [InlineData("GET", "/features/installed", null, "items.0.name items.0.namespace items.0.fullName")]
    [InlineData("POST", "/tests/activities", """{"workflowDefinitionHandle":{},"activityHandle":{}}""", "status activityState exception.message exception.type payload.Outcomes")]
    [InlineData("POST", "/workflow-instances", """{"page":0,"pageSize":10,"orderDirection":"Descending"}""", "totalCount items.0.id items.0.definitionId items.0.definitionVersionId items.0.version items.0.status items.0.subStatus items.0.incidentCount items.0.createdAt items.0.updatedAt")]
    [InlineData("GET", "/workflow-instances/{instance}", null, "id status subStatus workflowState.id workflowState.bookmarks workflowState.incidents workflowState.completionCallbacks workflowState.activityExecutionContexts.0.scheduledActivityNodeId workflowState.input workflowState.output workflowState.properties workflowState.createdAt")]
    [InlineData("GET", "/workflow-instances/{instance}/variables", null, "items.0.id items.0.name count")]
    [InlineData("GET", "/workflow-instances/{instance}/execution-state", null, "status subStatus updatedAt")]
    [InlineData("POST", "/workflow-instances/{instance}/journal?skip=0&take=110", """{"filter":{"activityIds":null,"eventNames":null}}""", "totalCount items.0.id items.0.activityInstanceId items.0.activityId items.0.activityType items.0.activityTypeVersion items.0.nodeId items.0.timestamp items.0.sequence items.0.eventName")]
    [InlineData("POST", "/workflow-instances/{instance}/journal?skip=0&take=10", """{"filter":{"eventNames":["Faulted"]}}""", "items totalCount")]
    [InlineData("GET", "/activity-executions/list?WorkflowInstanceId={instance}&ActivityNodeId=Workflow1:procedure", null, Items + " items.0.activityState items.0.properties items.0.aggregateFaultCount")]
    [InlineData("GET", "/activity-execution-summaries/list?WorkflowInstanceId={instance}&ActivityNodeId=Workflow1:procedure", null, Items)]
    [InlineData("GET", "/activity-executions/by-id?id={instance}-1", null, Record + " activityState properties aggregateFaultCount")]
    [InlineData("GET", "/activity-executions/{instance}-1/call-stack?includeCrossWorkflowChain=True", null, "activityExecutionId items.0.id totalCount")]
    [InlineData("POST", "/activity-executions/report", """{"workflowInstanceId":"{instance}","activityNodeIds":["Workflow1:procedure"]}""", "stats.0.activityId stats.0.activityNodeId stats.0.startedCount stats.0.completedCount stats.0.uncompletedCount stats.0.isBlocked stats.0.isFaulted stats.0.metadata")]
    [InlineData("POST", "/bulk-actions/delete/workflow-instances/by-id", """{"ids":["{instance}"]}""", "deleted")]
    [InlineData("POST", "/alterations/submit", """{"id":null,"alterations":[{"type":"Cancel"}],"filter":{"emptyFilterSelectsAll":true}}""", "planId")]
    public async Task As_the_contract_has_it(string method, string path, string? body, string required)
    {
        using var answer = await scene.Studio.SendAsync(new HttpMethod(method), Filled(path), body is null ? null : JsonNode.Parse(Filled(body)));
        var json = await JsonAsync(answer);

        foreach (var member in required.Split(' '))
        {
            Assert.True(At(json, member) is not null, $"{member} is missing in {json.ToJsonString()[..Math.Min(json.ToJsonString().Length, 2000)]}");
        }

        if (!path.Contains("/export", StringComparison.Ordinal))
        {
            NoNulls(json, "$");
        }
    }

    private const string Items = "items.0.id items.0.workflowInstanceId items.0.activityId items.0.activityNodeId items.0.activityType items.0.activityTypeVersion items.0.startedAt items.0.hasBookmarks items.0.status items.0.metadata count";

    [Theory]
    [InlineData("GET", "/workflow-definitions/by-definition-id/nobody", 404)]
    [InlineData("DELETE", "/workflow-definitions/nobody", 404)]
    [InlineData("DELETE", "/workflow-definition-versions/nobody", 404)]
    [InlineData("GET", "/workflow-instances/nobody", 404)]
    [InlineData("GET", "/workflow-instances/nobody/execution-state", 404)]
    [InlineData("GET", "/activity-executions/by-id?id=nobody", 200)]
    [InlineData("POST", "/workflow-definitions/nobody/publish", 400)]
    [InlineData("POST", "/workflow-definitions/nobody/execute", 400)]
    [InlineData("POST", "/scripting/javascript/type-definitions/natiq-procedure", 200)]
    [InlineData("POST", "/bulk-actions/export/workflow-definitions", 404)]
    public async Task What_is_not_there_is_answered_as_the_Studio_can_take_it(string method, string path, int status)
    {
        using var answer = await scene.Studio.SendAsync(new HttpMethod(method), path, method == "POST" ? new JsonObject() : null);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    private string Filled(string text) => text.Replace("{instance}", scene.Instance, StringComparison.Ordinal);

    private static JsonNode? At(JsonNode? node, string path) => path.Split('.').Aggregate(node, (at, name) =>
        at is JsonArray list ? int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index) && index < list.Count ? list[index] : null : (at as JsonObject)?[name]);

    private static void NoNulls(JsonNode? node, string path)
    {
        Assert.True(node is not null, path);
        foreach (var (name, value) in node switch { JsonObject json => json.Select(member => (member.Key, member.Value)), JsonArray list => list.Select((item, index) => ($"{index}", item)), _ => [] })
        {
            NoNulls(value, $"{path}.{name}");
        }
    }

    /// <summary>One host with one case under way, looked at by somebody who draws and audits.</summary>
    public sealed class Scene : IAsyncLifetime
    {
        private readonly HostFactory _host = new();

        internal StudioClient Studio { get; private set; } = null!;

        internal string Instance { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Studio = await OpenAsync(_host, "natiq", Role.ProcessDesigner, Role.Auditor);
            using var team = await Team.HireAsync(_host, "natiq");
            var id = await team.OpenCaseAsync();
            Instance = await _host.LookAsync(db => Task.FromResult(db.Cases.Single(row => row.Id == id).WorkflowInstanceId));
        }

        public async Task DisposeAsync()
        {
            Studio.Dispose();
            await _host.DisposeAsync();
        }
    }
}
