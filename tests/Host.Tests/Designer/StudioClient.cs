using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;

namespace CaseWorkflows.Host.Tests.Designer;

/// <summary>Somebody in front of the Studio: requests as it sends them, and its habits with what it gets.</summary>
internal sealed class StudioClient(Person person, string? association) : IDisposable
{
    public const string Api = "/elsa/api";

    public string Id => person.Id;

    public static async Task<StudioClient> OpenAsync(HostFactory host, string association, params Role[] roles)
        => new(await host.EmployAsync([.. (roles.Length == 0 ? [Role.ProcessDesigner] : roles).Select(role => (association, role))]), association);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonNode? body = null, string? reason = null, string language = "en")
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("/api", StringComparison.Ordinal) ? path : Api + path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (association is not null)
        {
            request.Headers.Add("X-Tenant-Id", association);
        }

        if (reason is not null)
        {
            request.Headers.Add("X-Publish-Reason", Uri.EscapeDataString(reason));
            request.Headers.Add("X-Board-Session", Uri.EscapeDataString("الجلسة 7"));
        }

        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await person.Client.SendAsync(request);
    }

    /// <summary>A request put together elsewhere.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => person.Client.SendAsync(request);

    public async Task<JsonNode> GetAsync(string path, string language = "en")
    {
        using var answer = await SendAsync(HttpMethod.Get, path, language: language);
        return await JsonAsync(answer);
    }

    public async Task<JsonNode> PostAsync(string path, JsonNode? body = null, string? reason = null)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, body ?? new JsonObject(), reason);
        return await JsonAsync(answer);
    }

    public async Task<JsonObject> OpenDefinitionAsync(string definitionId) => (await GetAsync($"/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest")).AsObject();

    /// <summary>Saves what is on the canvas and takes over what comes back.</summary>
    public async Task<JsonObject> SaveAsync(JsonObject model, bool publish = false, string? reason = null)
        => (await PostAsync("/workflow-definitions", Request(model, publish), reason))["workflowDefinition"]!.AsObject();

    /// <summary>A save that is refused; answers with the messages the Studio would show.</summary>
    public async Task<string[]> RefusedAsync(JsonObject model, bool publish = false, string? reason = null, string language = "en")
    {
        using var answer = await SendAsync(HttpMethod.Post, "/workflow-definitions", Request(model, publish), reason, language);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsArray().Select(error => (string)error!)];
    }

    public static JsonObject Request(JsonObject model, bool publish) => new() { ["model"] = model.DeepClone(), ["publish"] = publish };

    /// <summary>The request the Studio's dialog for a new workflow sends.</summary>
    public static JsonObject NewDefinition(string name, string rootId = "d26e261a613056a") => JsonNode.Parse($$"""
        {"model":{"definitionId":null,"id":null,"name":"{{name}}","description":null,"toolVersion":"3.8.0.0","variables":null,"inputs":null,"outputs":null,"outcomes":null,"customProperties":null,
        "isReadonly":false,"options":null,"root":{"id":"{{rootId}}","type":"Elsa.Flowchart","version":1,"name":"Flowchart1"},"links":null,"createdAt":"0001-01-01T00:00:00+00:00","version":1,
        "isLatest":true,"isPublished":false},"publish":null}
        """)!.AsObject();

    /// <summary>What the Studio does to a definition nobody touched, as seen in its requests.</summary>
    public static JsonObject Habits(JsonObject model)
    {
        model["links"] = null;
        foreach (var option in new[] { "activationStrategyType", "activityCategory", "incidentStrategyType", "commitStrategyName" })
        {
            model["options"]![option] ??= null;
        }

        model["options"]!["usableAsActivity"] ??= false;
        foreach (var variable in model["variables"]!.AsArray())
        {
            variable!["value"] = variable["value"]?.ToString();
        }

        var activities = model["root"]!["activities"]!.AsArray();
        var clicked = activities[0]!;
        activities.RemoveAt(0);
        activities.Add(clicked);
        foreach (var activity in activities.OfType<JsonObject>())
        {
            activity["metadata"]!["designer"]!["size"] = new JsonObject { ["width"] = 201.33, ["height"] = 54 };
            foreach (var wrapper in activity.Select(member => member.Value).OfType<JsonObject>().Where(value => value.ContainsKey("expression")))
            {
                wrapper["memoryReference"] = null;
                var value = wrapper["expression"]!["value"];
                wrapper["expression"]!["value"] = value is JsonObject ? value.ToJsonString() : value?.DeepClone();
            }
        }

        return model;
    }

    public static JsonObject Activity(JsonObject model, string id) => model["root"]!["activities"]!.AsArray().OfType<JsonObject>().Single(activity => (string)activity["id"]! == id);

    public static void Literal(JsonObject model, string activity, string input, string value)
        => Activity(model, activity)[input] = new JsonObject { ["typeName"] = null, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value }, ["memoryReference"] = null };

    public void Dispose() => person.Dispose();

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
    }
}
