using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CaseWorkflows.Host.Tests.SequenceFile;
using static CaseWorkflows.Host.Tests.WorkflowsCopy.Procedure;

namespace CaseWorkflows.Host.Tests.Triggers;

/// <summary>HTTP endpoints that designers draw.</summary>
public sealed class WhenWorkflowsAnswerRequests : IAsyncLifetime
{
    private const string Route = "/workflows/natiq";

    private readonly WorkflowsCopy _workflows = new("natiq");
    private HostFactory _host = null!;
    private HttpClient _client = null!;

    public Task InitializeAsync()
    {
        Write("echo", ["Request"], Endpoint("orders/{number}", "POST", "PUT"), Step("answer", "Elsa.WriteHttpResponse",
            ("statusCode", Literal("HttpStatusCode", "Created")),
            ("content", Expression("Object", "JavaScript", "({ number: variables.Request.RouteData.number, q: variables.Request.QueryString.q, who: variables.Request.Headers['X-Who'], key: variables.Request.Headers['X-Api-Key'] || 'none', sent: variables.Request.Content })")),
            ("responseHeaders", Expression("Object", "JavaScript", "({ 'X-Made-By': 'echo', 'Set-Cookie': 'no=1' })"))));
        Write("special", ["Request"], Endpoint("orders/special", "POST"), Step("answer", "Elsa.WriteHttpResponse", ("content", Literal("Object", "أهلًا"))));
        Write("later", ["Request"], Endpoint("later", "GET"), Step("rest", "Elsa.Delay", ("timeSpan", Literal("TimeSpan", "00:05:00"))), Step("answer", "Elsa.WriteHttpResponse"));
        Write("inside", ["Request"], Trigger("on", "Elsa.Timer", ("interval", Literal("TimeSpan", "01:00:00"))), Waiting("go-on"), Step("answer", "Elsa.WriteHttpResponse", ("content", Literal("Object", "went on"))));
        Write("closed", ["Request"], Endpoint("closed", "GET", authorize: true), Step("answer", "Elsa.WriteHttpResponse", ("content", Literal("Object", "in"))));
        Write("small", ["Request"], Sized("small"), Step("answer", "Elsa.WriteHttpResponse", ("content", Literal("Object", "fits"))));
        _host = new HostFactory { WorkflowsFolder = _workflows };
        _client = _host.CreateClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        _workflows.Dispose();
    }

    [Fact]
    public async Task The_request_starts_a_workflow_that_sees_it_and_answers_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Route}/Orders/17?q=x") { Content = JsonContent.Create(new { a = 1 }) };
        request.Headers.Add("X-Who", "me");

        using var answer = await _client.SendAsync(request);

        var seen = await answer.OkAsync(HttpStatusCode.Created);
        Assert.Equal(("17", "x", "me", "none"), (seen.Text("number"), seen.Text("q"), seen.Text("who"), seen.Text("key")));
        Assert.Equal(1, seen.GetProperty("sent").GetProperty("a").GetInt32());
        Assert.Equal("echo", answer.Headers.GetValues("X-Made-By").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var instance = await _host.LookAsync(db => db.Instances.SingleAsync(row => row.DefinitionId == "echo"));
        Assert.Equal((null, "Finished", "natiq"), (instance.CaseId, instance.Status, instance.AssociationKey));
    }

    [Fact]
    public async Task The_most_literal_path_counts_and_what_proves_the_caller_is_not_kept()
    {
        using var special = await _client.PostAsync($"{Route}/orders/special", null);
        Assert.Equal("أهلًا", await special.Content.ReadAsStringAsync());

        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Route}/orders/2") { Content = new StringContent("hello", Encoding.UTF8, "text/plain") };
        request.Headers.Add("X-Api-Key", await _host.Services.GetRequiredService<ApiKeys>().CreateAsync("natiq", Role.ServiceProvider, "a program", default));
        using var answer = await _client.SendAsync(request);
        var seen = await answer.OkAsync(HttpStatusCode.Created);
        Assert.Equal(("none", "hello"), (seen.Text("key"), seen.Text("sent")));
    }

    [Theory]
    [InlineData("GET", "/workflows/natiq/orders/1")]
    [InlineData("POST", "/workflows/natiq/orders")]
    [InlineData("POST", "/workflows/bakkah/orders/1")]
    [InlineData("POST", "/workflows/nobody/orders/1")]
    [InlineData("GET", "/workflows/natiq/go-on")]
    public async Task Where_nobody_listens_there_is_nothing(string method, string path)
    {
        using var answer = await _client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await answer.IsProblemAsync(404, "no-such-route");
    }

    [Fact]
    public async Task One_that_rests_before_it_answers_is_accepted_with_its_id()
    {
        using var answer = await _client.GetAsync($"{Route}/later");

        var id = (await answer.OkAsync(HttpStatusCode.Accepted)).Text("workflowInstanceId");
        Assert.Equal("Suspended", (await _host.LookAsync(db => db.Instances.SingleAsync(row => row.Id == id))).SubStatus);
        await _host.PassTimeAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(1, (await _host.LookAsync(db => db.Instances.SingleAsync(row => row.Id == id))).IncidentCount); // nobody is there to be answered any more
    }

    [Fact]
    public async Task An_instance_that_waits_goes_on_and_of_two_the_caller_says_which()
    {
        await _host.PassTimeAsync(TimeSpan.FromHours(1));
        using (var one = await _client.PostAsync($"{Route}/go-on", null))
        {
            Assert.Equal("went on", await one.Content.ReadAsStringAsync());
        }

        await _host.PassTimeAsync(TimeSpan.FromHours(1));
        await _host.PassTimeAsync(TimeSpan.FromHours(1));
        await (await _client.PostAsync($"{Route}/go-on", null)).IsProblemAsync(409, "ambiguous-workflow");
        var second = await _host.LookAsync(db => db.Instances.Where(row => row.DefinitionId == "inside" && row.Status == "Running").Select(row => row.Id).FirstAsync());
        using var named = await _client.PostAsync($"{Route}/go-on?workflowInstanceId={second}", null);
        Assert.Equal("went on", await named.Content.ReadAsStringAsync());
        Assert.Equal("Finished", (await _host.LookAsync(db => db.Instances.SingleAsync(row => row.Id == second))).Status);
    }

    [Fact]
    public async Task One_that_asks_who_you_are_answers_members_of_its_association_only()
    {
        await (await _client.GetAsync($"{Route}/closed")).IsProblemAsync(401, "sign-in-required");
        using var here = await _host.EmployAsync(("natiq", Role.Auditor));
        using var elsewhere = await _host.EmployAsync(("bakkah", Role.Administrator));

        await (await elsewhere.Client.GetAsync($"{Route}/closed")).IsProblemAsync(403, "role-required");
        Assert.Equal("in", await here.Client.GetStringAsync($"{Route}/closed"));
    }

    [Fact]
    public async Task A_body_beyond_the_endpoints_limit_or_one_that_cannot_be_read_starts_nothing()
    {
        using var fits = await _client.PostAsync($"{Route}/small", new StringContent("0123456789", Encoding.UTF8, "text/plain"));
        Assert.Equal("fits", await fits.Content.ReadAsStringAsync());

        await (await _client.PostAsync($"{Route}/small", new StringContent("0123456789+", Encoding.UTF8, "text/plain"))).IsProblemAsync(413, "body-too-large");
        await (await _client.PostAsync($"{Route}/small", new StringContent("{\"a\":", Encoding.UTF8, "application/json"))).IsProblemAsync(400, "malformed-json");
        await (await _client.PostAsync($"{Route}/small", new ByteArrayContent([1]) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } })).IsProblemAsync(415, "content-type-not-accepted");
        Assert.Equal(1, await _host.LookAsync(db => db.Instances.CountAsync(row => row.DefinitionId == "small")));
    }

    private static System.Text.Json.Nodes.JsonObject Endpoint(string path, params string[] methods) => Endpoint(path, methods, false);

    private static System.Text.Json.Nodes.JsonObject Endpoint(string path, string method, bool authorize) => Endpoint(path, [method], authorize);

    private static System.Text.Json.Nodes.JsonObject Endpoint(string path, string[] methods, bool authorize) => Trigger("http", "Elsa.HttpEndpoint",
        ("path", Literal("String", path)), ("supportedMethods", Expression("Object", "Object", System.Text.Json.JsonSerializer.Serialize(methods))),
        ("authorize", Literal("Boolean", authorize)), ("result", Into("Request")));

    private static System.Text.Json.Nodes.JsonObject Sized(string path)
    {
        var endpoint = Endpoint(path, "POST");
        endpoint["requestSizeLimit"] = Literal("Int64", 10);
        return endpoint;
    }

    private static System.Text.Json.Nodes.JsonObject Waiting(string path)
    {
        var endpoint = Endpoint(path, "POST");
        (endpoint["id"], endpoint["customProperties"]) = ("wait", new System.Text.Json.Nodes.JsonObject());
        return endpoint;
    }

    private void Write(string definition, string[] variables, params System.Text.Json.Nodes.JsonObject[] steps)
        => _workflows.Write("natiq", $"{definition}.workflow.json", Of(definition, variables, steps));
}
