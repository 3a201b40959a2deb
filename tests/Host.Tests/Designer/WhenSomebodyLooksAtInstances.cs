using System.Net;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using static CaseWorkflows.Host.Tests.Designer.StudioClient;
using static CaseWorkflows.Host.Tests.SequenceFile;

namespace CaseWorkflows.Host.Tests.Designer;

public sealed class WhenSomebodyLooksAtInstances : IAsyncLifetime
{
    private const string Node = "Workflow1:procedure:";

    private readonly WorkflowsCopy _workflows = new("natiq", "bakkah");
    private HostFactory _host = null!;
    private StudioClient _designer = null!;
    private StudioClient _auditor = null!;
    private Team _team = null!;
    private string _instance = null!;

    public async Task InitializeAsync()
    {
        _workflows.Write("natiq", "listener.workflow.json", Of("listener", Step("wait", "Elsa.Event", ("eventName", WorkflowsCopy.Procedure.Literal("String", "never")))));
        _host = new HostFactory { WorkflowsFolder = _workflows };
        _designer = await OpenAsync(_host, "natiq");
        _auditor = await OpenAsync(_host, "natiq", Role.Auditor);
        _team = await Team.HireAsync(_host, "natiq");
        var id = await _team.OpenCaseAsync();
        await _team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
        _instance = await _host.LookAsync(db => Task.FromResult(db.Cases.Single(row => row.Id == id).WorkflowInstanceId));
    }

    public async Task DisposeAsync()
    {
        _designer.Dispose();
        _auditor.Dispose();
        _team.Dispose();
        await _host.DisposeAsync();
        _workflows.Dispose();
    }

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("""{"statuses":["Running"],"subStatuses":["Suspended"],"hasIncidents":false,"definitionIds":["natiq-procedure"],"timestampFilters":[{"column":"CreatedAt","operator":"GreaterThan","timestamp":"2020-01-01T00:00:00Z"}]}""", 1)]
    [InlineData("""{"page":1,"pageSize":10}""", 0)]
    [InlineData("""{"statuses":["Finished"]}""", 0)]
    [InlineData("""{"hasIncidents":true}""", 0)]
    [InlineData("""{"definitionIds":["bakkah-procedure"]}""", 0)]
    [InlineData("""{"timestampFilters":[{"column":"CreatedAt","operator":"LessThan","timestamp":"2020-01-01T00:00:00Z"}],"statuses":[],"searchTerm":null,"orderBy":"Name"}""", 0)]
    public async Task The_list_is_filtered_as_asked(string filter, int found)
    {
        var list = await _designer.PostAsync("/workflow-instances", JsonNode.Parse(filter));

        Assert.Equal(found, list["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_case_is_called_and_found_by_its_number()
    {
        var number = await _host.LookAsync(db => Task.FromResult(db.Cases.Single(row => row.WorkflowInstanceId == _instance).Number));

        var found = await _designer.PostAsync("/workflow-instances", new JsonObject { ["searchTerm"] = $" {number} " });
        var foreign = await (await OpenAsync(_host, "bakkah")).PostAsync("/workflow-instances", new JsonObject { ["searchTerm"] = number });

        Assert.Equal((_instance, number), ((string)Assert.Single(found["items"]!.AsArray())!["id"]!, (string)found["items"]![0]!["name"]!));
        Assert.Empty(foreign["items"]!.AsArray());
    }

    [Fact]
    public async Task The_journal_and_the_badges_tell_the_way_a_case_went()
    {
        var journal = await _designer.PostAsync($"/workflow-instances/{_instance}/journal?skip=0&take=110", JsonNode.Parse(
            """{"filter":{"activityIds":null,"activityNodeIds":null,"excludedActivityTypes":["Elsa.Workflow","Elsa.Flowchart"],"eventNames":null}}"""));
        Assert.Equal(["open Started", "open Completed", "receive Started"], journal["items"]!.AsArray().Take(3).Select(line => $"{line!["activityId"]} {line["eventName"]}"));
        Assert.Equal((int)journal["totalCount"]!, journal["items"]!.AsArray().Count);

        var stats = (await _designer.PostAsync("/activity-executions/report", JsonNode.Parse($$"""{"workflowInstanceId":"{{_instance}}","activityNodeIds":["{{Node}}receive","{{Node}}verify","{{Node}}declare"]}""")))["stats"]!.AsArray();
        Assert.Equal(["receive 1 1 0 False", "verify 1 0 1 True"], stats.Select(one => $"{one!["activityId"]} {one["startedCount"]} {one["completedCount"]} {one["uncompletedCount"]} {(bool)one["isBlocked"]!}"));

        var record = (await _designer.GetAsync($"/activity-executions/list?WorkflowInstanceId={_instance}&ActivityNodeId={Node}receive"))["items"]![0]!;
        Assert.Equal(("Completed", "Received"), ((string)record["status"]!, (string)record["payload"]!["Outcomes"]![0]!));
        Assert.NotNull(record["activityState"]!["DueIn"]);
        Assert.Equal(record.ToJsonString(), (await _designer.GetAsync($"/activity-executions/by-id?id={record["id"]}")).ToJsonString());
        var stack = (await _designer.GetAsync($"/activity-executions/{record["id"]}/call-stack?includeCrossWorkflowChain=True"))["items"]!.AsArray();
        Assert.Equal(["Elsa.Workflow", "Elsa.Flowchart", "CaseWorkflows.ReceiveBeneficiary"], stack.Select(one => (string)one!["activityType"]!));
    }

    [Fact]
    public async Task What_was_told_about_people_is_for_the_auditor_alone()
    {
        var (designers, auditors) = (await _designer.GetAsync($"/workflow-instances/{_instance}/variables"), await _auditor.GetAsync($"/workflow-instances/{_instance}/variables"));

        Assert.Equal("•••", (string)Value(designers, "CaseChannel")!);
        Assert.Equal("interview", (string)Value(auditors, "CaseChannel")!);
        var seen = (await _designer.GetAsync($"/workflow-instances/{_instance}")).ToJsonString() + (await _designer.PostAsync($"/workflow-instances/{_instance}/journal?skip=0&take=1000")).ToJsonString();
        Assert.DoesNotContain("interview", seen, StringComparison.Ordinal);
        Assert.Contains("workflowState", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_is_neither_started_nor_cancelled_nor_deleted_from_the_Studio()
    {
        using var run = await _designer.SendAsync(HttpMethod.Post, "/workflow-definitions/natiq-procedure/execute", new JsonObject());
        Assert.Equal("true", run.Headers.GetValues("x-elsa-workflow-cannot-start").Single());
        foreach (var (method, path) in new[] { (HttpMethod.Post, $"/cancel/workflow-instances/{_instance}"), (HttpMethod.Delete, $"/workflow-instances/{_instance}"), (HttpMethod.Post, "/bulk-actions/import/workflow-instances") })
        {
            using var refused = await _designer.SendAsync(method, path);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.NotEmpty(JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["errors"]!.AsArray());
        }

        var ids = JsonNode.Parse($$"""{"ids":["{{_instance}}"]}""");
        Assert.Equal("""{"deleted":0}""", (await _designer.PostAsync("/bulk-actions/delete/workflow-instances/by-id", ids)).ToJsonString());
        Assert.Equal("""{"cancelledCount":0}""", (await _designer.PostAsync("/bulk-actions/cancel/workflow-instances", ids)).ToJsonString());
        Assert.Equal("Running", (string)(await _designer.GetAsync($"/workflow-instances/{_instance}/execution-state"))["status"]!);
    }

    [Fact]
    public async Task A_workflow_without_a_case_is_run_and_cancelled()
    {
        var first = await RunAsync();
        await RunAsync();
        await _designer.PostAsync($"/cancel/workflow-instances/{first}");
        Assert.Equal("Cancelled", (string)(await _designer.GetAsync($"/workflow-instances/{first}/execution-state"))["subStatus"]!);

        var plan = await _designer.PostAsync("/alterations/submit", JsonNode.Parse("""{"id":null,"alterations":[{"type":"Cancel"}],"filter":{"emptyFilterSelectsAll":true,"isSystem":false,"statuses":["Running"]}}"""));

        Assert.NotEmpty((string)plan["planId"]!);
        var running = (await _designer.PostAsync("/workflow-instances", JsonNode.Parse("""{"statuses":["Running"]}""")))["items"]!.AsArray();
        Assert.Equal(_instance, (string)Assert.Single(running)!["id"]!); // the case goes on
    }

    [Fact]
    public async Task Instances_of_other_associations_do_not_exist_and_other_roles_do_not_look()
    {
        using var foreign = await OpenAsync(_host, "bakkah");
        using var officer = await OpenAsync(_host, "natiq", Role.RelationsOfficer);
        Assert.Empty((await foreign.PostAsync("/workflow-instances"))["items"]!.AsArray());
        Assert.Empty((await foreign.GetAsync($"/activity-executions/list?WorkflowInstanceId={_instance}"))["items"]!.AsArray());
        foreach (var path in new[] { "", "/variables", "/execution-state" })
        {
            using var missing = await foreign.SendAsync(HttpMethod.Get, $"/workflow-instances/{_instance}{path}");
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
            using var closed = await officer.SendAsync(HttpMethod.Get, $"/workflow-instances/{_instance}{path}");
            Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
        }
    }

    private async Task<string> RunAsync()
    {
        using var run = await _designer.SendAsync(HttpMethod.Post, "/workflow-definitions/listener/execute", JsonNode.Parse("""{"correlationId":null,"triggerActivityId":null,"versionOptions":"Latest","input":null}"""));
        Assert.Equal(HttpStatusCode.OK, run.StatusCode);
        return run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    private static JsonNode? Value(JsonNode variables, string name) => variables["items"]!.AsArray().Single(one => (string)one!["name"]! == name)!["value"];
}
