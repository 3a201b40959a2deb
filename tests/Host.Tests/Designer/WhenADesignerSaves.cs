using System.Net;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using static CaseWorkflows.Host.Tests.Designer.StudioClient;

namespace CaseWorkflows.Host.Tests.Designer;

public sealed class WhenADesignerSaves : IAsyncLifetime
{
    private const string Natiq = "natiq-procedure";

    private readonly HostFactory _host = new() { WorkflowsFolder = Path.Combine(Repository.Root, "workflows") };
    private StudioClient _studio = null!;

    public async Task InitializeAsync() => _studio = await OpenAsync(_host, "natiq");

    public async Task DisposeAsync()
    {
        _studio.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("awdat-sudair")]
    [InlineData("bakkah")]
    [InlineData("maman")]
    [InlineData("natiq")]
    [InlineData("textile-sewing")]
    public async Task A_definition_that_was_only_opened_and_saved_exports_the_bytes_of_its_file(string association)
    {
        using var studio = await OpenAsync(_host, association);
        var file = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "workflows", association, "procedure.workflow.json"));
        var saved = await studio.SaveAsync(Habits(await studio.OpenDefinitionAsync($"{association}-procedure")));

        Assert.Equal(1, (int)saved["version"]!);
        using var export = await studio.SendAsync(HttpMethod.Get, $"/workflow-definitions/{association}-procedure/export?versionOptions=Latest&includeConsumingWorkflows=False");
        Assert.Equal(System.Text.Encoding.UTF8.GetString(file), await export.Content.ReadAsStringAsync());
        Assert.StartsWith($"attachment; filename=\"{association}-procedure", export.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_change_to_a_published_version_makes_a_draft_and_the_next_ones_go_into_it()
    {
        var model = await _studio.OpenDefinitionAsync(Natiq);
        Literal(model, "committee", "minimumPeriod", "21.00:00:00");
        var draft = await _studio.SaveAsync(model);
        Literal(draft, "committee", "minimumPeriod", "22.00:00:00");
        var again = await _studio.SaveAsync(draft);

        Assert.Equal(("natiq-procedure-v2", 2, true, false), ((string)again["id"]!, (int)again["version"]!, (bool)again["isLatest"]!, (bool)again["isPublished"]!));
        Assert.Equal("publish", (string)again["links"]![0]!["rel"]!);
        Assert.Equal("22.00:00:00", (string)Activity(again, "committee")["minimumPeriod"]!["expression"]!["value"]!);
        Assert.Equal("TimeSpan", (string)Activity(again, "committee")["minimumPeriod"]!["typeName"]!);
        Assert.Equal("14.00:00:00", (string)Activity((await _studio.GetAsync("/workflow-definitions/by-id/natiq-procedure-v1")).AsObject(), "committee")["minimumPeriod"]!["expression"]!["value"]!);
    }

    [Fact]
    public async Task The_same_save_sent_four_times_is_one()
    {
        var model = await _studio.OpenDefinitionAsync(Natiq);
        Literal(model, "committee", "minimumPeriod", "21.00:00:00");
        var request = Request(model, publish: false);
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add((string)(await _studio.PostAsync("/workflow-definitions", request))["workflowDefinition"]!["id"]!);
        }

        Assert.Equal(["natiq-procedure-v2"], ids.Distinct());
        Assert.Equal(2, await _host.LookAsync(db => db.Definitions.CountAsync(row => row.DefinitionId == Natiq)));
    }

    [Fact]
    public async Task A_designer_may_save_again_before_the_answer_to_the_last_save_is_there()
    {
        var model = await _studio.OpenDefinitionAsync(Natiq);
        foreach (var days in new[] { "21.00:00:00", "22.00:00:00", "23.00:00:00" })
        {
            Literal(model, "committee", "minimumPeriod", days); // always from what was opened first
            await _studio.SaveAsync(model);
        }

        Assert.Equal("23.00:00:00", (string)Activity(await _studio.OpenDefinitionAsync(Natiq), "committee")["minimumPeriod"]!["expression"]!["value"]!);
    }

    [Fact]
    public async Task A_save_upon_what_somebody_else_has_changed_since_is_refused_and_says_who_and_when()
    {
        using var other = await OpenAsync(_host, "natiq");
        var (mine, theirs) = (await _studio.OpenDefinitionAsync(Natiq), await other.OpenDefinitionAsync(Natiq));
        Literal(theirs, "committee", "minimumPeriod", "30.00:00:00");
        await other.SaveAsync(theirs);

        Literal(mine, "committee", "minimumPeriod", "21.00:00:00");
        var (english, arabic) = (Assert.Single(await _studio.RefusedAsync(mine)), Assert.Single(await _studio.RefusedAsync(mine, language: "ar")));

        Assert.Contains("2026-03-01 09:00", english, StringComparison.Ordinal);
        Assert.Contains("person-", english, StringComparison.Ordinal);
        Assert.StartsWith("لم يُحفظ", arabic, StringComparison.Ordinal);

        var reloaded = await _studio.OpenDefinitionAsync(Natiq);
        Literal(reloaded, "committee", "minimumPeriod", "21.00:00:00");
        Assert.Equal(2, (int)(await _studio.SaveAsync(reloaded))["version"]!);
        Literal(theirs, "committee", "minimumPeriod", "31.00:00:00");
        Assert.Single(await other.RefusedAsync(theirs)); // whoever saved before me is behind now
    }

    [Fact]
    public async Task Of_two_who_save_at_the_same_moment_one_is_told()
    {
        using var other = await OpenAsync(_host, "natiq");
        for (var round = 0; round < 3; round++)
        {
            var (mine, theirs) = (await _studio.OpenDefinitionAsync(Natiq), await other.OpenDefinitionAsync(Natiq));
            Literal(mine, "committee", "minimumPeriod", $"2{round}.00:00:00");
            Literal(theirs, "committee", "minimumPeriod", $"3{round}.00:00:00");

            var answers = await Task.WhenAll(
                _studio.SendAsync(HttpMethod.Post, "/workflow-definitions", Request(mine, publish: false)), other.SendAsync(HttpMethod.Post, "/workflow-definitions", Request(theirs, publish: false)));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest], answers.Select(answer => answer.StatusCode).Order());
        }
    }

    [Fact]
    public async Task A_new_definition_is_made_once_however_often_it_is_asked_for()
    {
        var first = await _studio.PostAsync("/workflow-definitions", NewDefinition("إجراء جديد"));
        var second = await _studio.PostAsync("/workflow-definitions", NewDefinition("إجراء جديد"));
        var other = await _studio.PostAsync("/workflow-definitions", NewDefinition("إجراء آخر"));

        Assert.Equal((string)first["workflowDefinition"]!["definitionId"]!, (string)second["workflowDefinition"]!["definitionId"]!);
        Assert.NotEqual((string)first["workflowDefinition"]!["definitionId"]!, (string)other["workflowDefinition"]!["definitionId"]!);
        Assert.Equal("Workflow1:d26e261a613056a", (string)first["workflowDefinition"]!["root"]!["nodeId"]!);
    }

    [Fact]
    public async Task Emptying_a_procedure_is_refused()
    {
        var model = await _studio.OpenDefinitionAsync(Natiq);
        (model["root"]!["activities"], model["root"]!["connections"]) = (new JsonArray(), new JsonArray());

        Assert.Contains("empty", Assert.Single(await _studio.RefusedAsync(model)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_of_an_unknown_type_is_kept_whole()
    {
        var model = await _studio.OpenDefinitionAsync(Natiq);
        model["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""{"id":"odd","name":"Odd1","type":"Their.Odd","version":2,"metadata":{},"secret":{"a":[1]}}"""));
        var saved = await _studio.SaveAsync(model);
        Assert.Equal("Elsa.NotFoundActivity", (string)Activity(saved, "odd")["type"]!);
        Literal(saved, "committee", "minimumPeriod", "21.00:00:00");
        await _studio.SaveAsync(saved);

        var stored = await _host.LookAsync(db => db.Definitions.Where(row => row.Id == "natiq-procedure-v2").Select(row => row.Json).SingleAsync());
        Assert.Equal("""{"a":[1]}""", Activity(JsonNode.Parse(stored)!.AsObject(), "odd")["secret"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{}""", "model")]
    [InlineData("""{"model":{"definitionId":"natiq-procedure"}}""", "root")]
    [InlineData("""{"model":{"definitionId":"natiq-procedure","root":{"id":"r","type":"Elsa.StateMachine","version":1}}}""", "StateMachine")]
    [InlineData("""{"model":{"definitionId":"natiq-procedure","root":{"id":"r","type":"Elsa.Flowchart","version":1,"activities":[{"id":"a"}]}}}""", "type")]
    [InlineData("""{"model":{"definitionId":"nobody-has-this","root":{"id":"r","type":"Elsa.Flowchart","version":1}}}""", "no procedure")]
    public async Task What_is_no_definition_is_refused_with_what_is_wrong(string body, string says)
    {
        using var answer = await _studio.SendAsync(HttpMethod.Post, "/workflow-definitions", JsonNode.Parse(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(says, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsArray().Select(error => (string)error!).First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_megabytes_are_taken_in_and_more_than_the_limit_is_refused_with_words()
    {
        Assert.Equal("big-one", (string)(await _studio.PostAsync("/workflow-definitions/import", Big(5)))["definitionId"]!);

        using var answer = await _studio.SendAsync(HttpMethod.Post, "/workflow-definitions/import", Big(11));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("10 MB", (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_imported_file_becomes_a_draft_over_the_latest_and_doing_it_again_changes_nothing()
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "natiq", "procedure.workflow.json")))!.AsObject();
        Literal(file, "committee", "minimumPeriod", "25.00:00:00");

        for (var i = 0; i < 2; i++)
        {
            var imported = (await _studio.PostAsync("/workflow-definitions/import", file)).AsObject();
            Assert.Equal(("natiq-procedure-v2", false), ((string)imported["id"]!, (bool)imported["isPublished"]!));
        }
    }

    [Fact]
    public async Task Somebody_elses_procedure_does_not_exist_and_who_only_reads_does_not_write()
    {
        using var foreign = await OpenAsync(_host, "bakkah");
        using var auditor = await OpenAsync(_host, "natiq", Role.Auditor);
        var model = await _studio.OpenDefinitionAsync(Natiq);
        using var missing = await foreign.SendAsync(HttpMethod.Get, $"/workflow-definitions/by-definition-id/{Natiq}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("no procedure", Assert.Single(await foreign.RefusedAsync(model)), StringComparison.Ordinal);

        var seen = await auditor.OpenDefinitionAsync(Natiq);
        Assert.Empty(seen["links"]!.AsArray());
        using var refused = await auditor.SendAsync(HttpMethod.Post, "/workflow-definitions", Request(seen, publish: false));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var taken = new StudioClient(await _host.EmployAsync(("bakkah", Role.ProcessDesigner), ("natiq", Role.Auditor)), null);
        Assert.Contains("process designer", Assert.Single(await taken.RefusedAsync(model)), StringComparison.Ordinal);
    }

    private static JsonObject Big(int megabytes)
    {
        var activities = new JsonArray();
        for (var number = 0; number < megabytes * 64; number++)
        {
            activities.Add(new JsonObject
            {
                ["id"] = $"a{number}", ["type"] = "Elsa.WriteLine", ["version"] = 1,
                ["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = new string('x', 16 * 1024) } },
            });
        }

        return new JsonObject
        {
            ["definitionId"] = "big-one", ["id"] = "x", ["name"] = "big", ["root"] = new JsonObject { ["id"] = "fc", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = activities, ["connections"] = new JsonArray() },
        };
    }
}
