using System.Net;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using static CaseWorkflows.Host.Tests.Designer.StudioClient;

namespace CaseWorkflows.Host.Tests.Designer;

public sealed class WhenADesignerPublishes : IAsyncLifetime
{
    private const string Natiq = "natiq-procedure";
    private const string Reason = "قرر المجلس مهلة أطول";

    private readonly HostFactory _host = new();
    private StudioClient _studio = null!;

    public async Task InitializeAsync() => _studio = await OpenAsync(_host, "natiq");

    public async Task DisposeAsync()
    {
        _studio.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task New_cases_follow_the_new_version_and_running_ones_their_own()
    {
        using var team = await Team.HireAsync(_host, "natiq");
        var older = await team.OpenCaseAsync();

        var published = await PublishAsync("21.00:00:00");

        Assert.Equal((2, true, true), ((int)published["version"]!, (bool)published["isPublished"]!, (bool)published["isLatest"]!));
        Assert.Equal("natiq-procedure-v2", (await team.Officer.CaseAsync(await team.OpenCaseAsync())).Text("definitionVersion"));
        Assert.Equal("natiq-procedure-v1", (await team.Officer.CaseAsync(older)).Text("definitionVersion"));
        Assert.Equal("Verification", (await team.DoAsync(older, "receive", Role.RelationsOfficer, "Received")).Text("caseStage"));
    }

    [Fact]
    public async Task Without_a_reason_the_draft_is_saved_and_nothing_is_published()
    {
        var model = await _studio.OpenDefinitionAsync(Natiq);
        Literal(model, "committee", "minimumPeriod", "21.00:00:00");

        Assert.Contains("reason", Assert.Single(await _studio.RefusedAsync(model, publish: true)), StringComparison.Ordinal);

        var draft = await _studio.OpenDefinitionAsync(Natiq);
        Assert.Equal((2, false), ((int)draft["version"]!, (bool)draft["isPublished"]!));
        Assert.Equal("21.00:00:00", (string)Activity(draft, "committee")["minimumPeriod"]!["expression"]!["value"]!);
    }

    [Fact]
    public async Task What_does_not_compile_is_saved_and_refused()
    {
        var model = await _studio.OpenDefinitionAsync(Natiq);
        Literal(model, "committee", "minimumPeriod", "three weeks");

        Assert.NotEmpty(await _studio.RefusedAsync(model, publish: true, reason: Reason));
        Assert.Equal("three weeks", (string)Activity(await _studio.OpenDefinitionAsync(Natiq), "committee")["minimumPeriod"]!["expression"]!["value"]!);
    }

    [Theory]
    [InlineData("en", " → ")]
    [InlineData("ar", " ← ")]
    public async Task A_procedure_without_the_declaration_is_refused_with_clause_and_way_and_the_draft_is_kept(string language, string arrow)
    {
        var model = await _studio.OpenDefinitionAsync(Natiq);
        Activity(model, "declare").Parent!.AsArray().Remove(Activity(model, "declare"));
        var lines = model["root"]!["connections"]!.AsArray();
        foreach (var line in lines.Where(line => (string)line!["source"]!["activity"]! == "declare").ToList())
        {
            lines.Remove(line);
        }

        foreach (var line in lines.Where(line => (string)line!["target"]!["activity"]! == "declare"))
        {
            line!["target"]!["activity"] = "inform";
        }

        var errors = await _studio.RefusedAsync(model, publish: true, reason: Reason, language);

        Assert.Contains(errors, error => error.Contains(arrow, StringComparison.Ordinal) && error.Contains(language == "en" ? "Clause " : "البند ", StringComparison.Ordinal));
        var draft = await _studio.OpenDefinitionAsync(Natiq);
        Assert.Equal((2, false), ((int)draft["version"]!, (bool)draft["isPublished"]!));
        Assert.DoesNotContain(draft["root"]!["activities"]!.AsArray(), activity => (string)activity!["id"]! == "declare");
        Assert.Single((await _studio.GetAsync("/workflow-definitions?versionOptions=Published&DefinitionIds=natiq-procedure"))["items"]!.AsArray(), item => (int)item!["version"]! == 1);
    }

    [Fact]
    public async Task Publishing_again_changes_nothing()
    {
        await PublishAsync("21.00:00:00");
        var model = await _studio.OpenDefinitionAsync(Natiq);
        var again = await _studio.PostAsync("/workflow-definitions", Request(model, publish: true), Reason);
        var byList = await _studio.PostAsync($"/workflow-definitions/{Natiq}/publish");
        var bulk = await _studio.PostAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", Ids("definitionIds", Natiq, "nobody"));

        Assert.Equal((true, true), ((bool)again["alreadyPublished"]!, (bool)byList["alreadyPublished"]!));
        Assert.Equal("""{"published":[],"alreadyPublished":["natiq-procedure"],"notFound":["nobody"],"updatedConsumers":[]}""", bulk.ToJsonString());
        Assert.Equal(2, await _host.LookAsync(db => db.Definitions.CountAsync(row => row.DefinitionId == Natiq)));
    }

    [Fact]
    public async Task The_history_says_who_published_what_why_and_in_which_session()
    {
        await PublishAsync("21.00:00:00");

        var versions = (await _studio.GetAsync($"/api/v1/definitions/{Natiq}/versions"))["versions"]!.AsArray();

        Assert.Equal([2, 1], versions.Select(version => (int)version!["version"]!));
        var published = versions[0]!["events"]!.AsArray().Single(one => (string)one!["action"]! == "published")!;
        Assert.Equal((_studio.Id, Reason, "الجلسة 7"), ((string)published["actor"]!["id"]!, (string)published["reason"]!, (string)published["boardSession"]!));
        Assert.Equal(["imported", "published"], versions[1]!["events"]!.AsArray().Select(one => (string)one!["action"]!));
    }

    [Fact]
    public async Task A_change_after_publishing_makes_the_next_version()
    {
        var published = await PublishAsync("21.00:00:00");
        Literal(published, "committee", "minimumPeriod", "28.00:00:00");

        var draft = await _studio.SaveAsync(published);

        Assert.Equal((3, false), ((int)draft["version"]!, (bool)draft["isPublished"]!));
        Assert.Equal("21.00:00:00", (string)Activity((await _studio.GetAsync("/workflow-definitions/by-id/natiq-procedure-v2")).AsObject(), "committee")["minimumPeriod"]!["expression"]!["value"]!);
    }

    [Fact]
    public async Task Retracting_stops_new_cases_only_and_may_be_repeated()
    {
        using var team = await Team.HireAsync(_host, "natiq");
        var running = await team.OpenCaseAsync();

        var retracted = await _studio.PostAsync($"/workflow-definitions/{Natiq}/retract");
        var bulk = await _studio.PostAsync("/bulk-actions/retract/workflow-definitions/by-definition-ids", Ids("definitionIds", Natiq, "nobody"));

        Assert.Equal((true, false), ((bool)retracted["isLatest"]!, (bool)retracted["isPublished"]!));
        Assert.Equal("""{"retracted":[],"alreadyRetracted":["natiq-procedure"],"notFound":["nobody"]}""", bulk.ToJsonString());
        using var refused = await team.Officer.OpenAsync("natiq", Staff.Request.For(Somebody.New()));
        Assert.False(refused.IsSuccessStatusCode);
        await team.DoAsync(running, "receive", Role.RelationsOfficer, "Received");

        var republished = await _studio.PostAsync($"/workflow-definitions/{Natiq}/publish", reason: Reason);
        Assert.Equal(1, (int)republished["workflowDefinition"]!["version"]!);
        await team.OpenCaseAsync();
    }

    [Fact]
    public async Task Reverting_makes_one_new_draft_of_an_older_version()
    {
        await PublishAsync("21.00:00:00");

        var first = await _studio.PostAsync($"/workflow-definitions/{Natiq}/revert/1");
        var again = await _studio.PostAsync($"/workflow-definitions/{Natiq}/revert/1");

        Assert.Equal(("natiq-procedure-v3", "natiq-procedure-v3"), ((string)first["id"]!, (string)again["id"]!));
        var draft = (await _studio.GetAsync($"/workflow-definitions/by-id/{first["id"]}")).AsObject();
        Assert.Equal("14.00:00:00", (string)Activity(draft, "committee")["minimumPeriod"]!["expression"]!["value"]!);
        Assert.Equal((true, false), ((bool)draft["isLatest"]!, (bool)draft["isPublished"]!));
    }

    [Fact]
    public async Task A_deleted_definition_is_put_away_and_its_cases_go_on()
    {
        using var team = await Team.HireAsync(_host, "natiq");
        var running = await team.OpenCaseAsync();

        for (var i = 0; i < 2; i++)
        {
            using var deleted = await _studio.SendAsync(HttpMethod.Delete, $"/workflow-definitions/{Natiq}");
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }

        Assert.Empty((await _studio.GetAsync("/workflow-definitions?versionOptions=Latest&Page=0&PageSize=10"))["items"]!.AsArray());
        Assert.Single((await _studio.GetAsync("/workflow-definitions?versionOptions=&Ids=natiq-procedure-v1"))["items"]!.AsArray());
        await team.DoAsync(running, "receive", Role.RelationsOfficer, "Received");
    }

    [Fact]
    public async Task A_version_that_cases_start_or_run_on_stays_and_a_draft_can_be_put_away()
    {
        using var team = await Team.HireAsync(_host, "natiq");
        await team.OpenCaseAsync();
        var published = await PublishAsync("21.00:00:00");
        Literal(published, "committee", "minimumPeriod", "28.00:00:00");
        await _studio.SaveAsync(published);

        foreach (var (version, status) in new[] { (1, 404), (2, 404), (3, 204), (3, 204) })
        {
            using var answer = await _studio.SendAsync(HttpMethod.Delete, $"/workflow-definition-versions/natiq-procedure-v{version}");
            Assert.Equal(status, (int)answer.StatusCode);
        }

        Assert.Equal(2, (int)(await _studio.OpenDefinitionAsync(Natiq))["version"]!);
        Assert.Equal("""{"deleted":0}""", (await _studio.PostAsync("/bulk-actions/delete/workflow-definitions/by-id", Ids("ids", "natiq-procedure-v1", "natiq-procedure-v3"))).ToJsonString());
        Assert.Equal("""{"deleted":1}""", (await _studio.PostAsync("/bulk-actions/delete/workflow-definitions/by-definition-id", Ids("definitionIds", Natiq))).ToJsonString());
    }

    [Fact]
    public async Task What_was_published_cannot_be_changed_even_past_the_program()
    {
        using var store = new TestStore();
        await using var host = new HostFactory { KeptData = store };
        _ = host.Services;
        await using var connection = store.Open();
        foreach (var sql in new[] { "UPDATE workflow_definitions SET json = '{}' WHERE id = 'natiq-procedure-v1'", "UPDATE definition_events SET reason = 'x'", "DELETE FROM definition_events" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => command.ExecuteNonQueryAsync());
        }
    }

    private async Task<JsonObject> PublishAsync(string floor)
    {
        var model = await _studio.OpenDefinitionAsync(Natiq);
        Literal(model, "committee", "minimumPeriod", floor);
        return await _studio.SaveAsync(model, publish: true, reason: Reason);
    }

    private static JsonObject Ids(string member, params string[] ids) => new() { [member] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) };
}
