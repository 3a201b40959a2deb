using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CaseWorkflows.Host.Tests.Staff;

/// <summary>Somebody who works here and what they do, each act one request.</summary>
internal sealed class Person(string id, HttpClient client) : IDisposable
{
    public string Id => id;

    public HttpClient Client => client;

    public Task<HttpResponseMessage> OpenAsync(string association, object request) => client.PostAsJsonAsync($"/api/v1/associations/{association}/cases", request);

    public Task<HttpResponseMessage> ClaimAsync(string task, int? expectedRevision = null) =>
        client.PostAsJsonAsync($"/api/v1/user-tasks/{task}/claim", new { expectedRevision });

    public Task<HttpResponseMessage> ReleaseAsync(string task) => client.PostAsJsonAsync($"/api/v1/user-tasks/{task}/release", new { });

    public Task<HttpResponseMessage> AssignAsync(string task, string assignee) => client.PostAsJsonAsync($"/api/v1/user-tasks/{task}/assign", new { assignee });

    public Task<HttpResponseMessage> CompleteAsync(string task, object answer) => client.PostAsJsonAsync($"/api/v1/user-tasks/{task}/complete", answer);

    public Task<JsonElement> CaseAsync(string caseId) => GetAsync($"/api/v1/cases/{caseId}");

    public async Task<IReadOnlyList<JsonElement>> HistoryAsync(string caseId) => [.. (await GetAsync($"/api/v1/cases/{caseId}/history")).EnumerateArray()];

    /// <summary>Tasks of one page of the inbox.</summary>
    public async Task<IReadOnlyList<JsonElement>> InboxAsync(string query = "") => [.. (await GetAsync($"/api/v1/user-tasks?{query}")).GetProperty("items").EnumerateArray()];

    /// <summary>Cases of one page of the search.</summary>
    public async Task<IReadOnlyList<JsonElement>> CasesAsync(string query = "") => [.. (await GetAsync($"/api/v1/cases?{query}")).GetProperty("items").EnumerateArray()];

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await client.GetAsync(path);
        return await answer.OkAsync();
    }

    public void Dispose() => client.Dispose();
}

internal static class Answers
{
    /// <summary>The answer is a yes; its body is handed back.</summary>
    public static async Task<JsonElement> OkAsync(this HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{(int)answer.StatusCode} {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
