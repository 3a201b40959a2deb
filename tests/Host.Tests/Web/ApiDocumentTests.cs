using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Web;

public sealed class ApiDocumentTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task The_description_names_both_ways_in_and_who_may_call()
    {
        using var client = host.CreateClient();

        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var schemes = document.GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal("bearer", schemes.GetProperty("Bearer").GetProperty("scheme").GetString());
        Assert.Equal("X-Api-Key", schemes.GetProperty("ApiKey").GetProperty("name").GetString());
        var paths = document.GetProperty("paths");
        Assert.True(paths.GetProperty("/api/v1/me").GetProperty("get").TryGetProperty("security", out _));
        Assert.False(paths.GetProperty("/api/v1/tokens").GetProperty("post").TryGetProperty("security", out _));
    }

    [Fact]
    public async Task Every_operation_is_described_with_its_answer_and_every_no_it_may_give()
    {
        using var client = host.CreateClient();
        var paths = (await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");

        var served = ApiEndpoints().SelectMany(Operations).Order(StringComparer.Ordinal).ToList();
        var described = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name} {path.Name}")).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(served, described);
        Assert.All(described, operation => Assert.Equal("", WhatIsMissing(operation, paths)));
    }

    private static string WhatIsMissing(string name, JsonElement paths)
    {
        var (method, path) = (name.Split(' ')[0], name.Split(' ')[1]);
        var operation = paths.GetProperty(path).GetProperty(method);
        var answers = operation.GetProperty("responses").EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value, StringComparer.Ordinal);
        var missing = new List<string>();
        missing.AddRange(operation.TryGetProperty("summary", out _) && operation.TryGetProperty("operationId", out _) ? [] : ["summary or name"]);
        missing.AddRange(answers.Any(answer => answer.Key == "204" || (answer.Key[0] == '2' && HasSchema(answer.Value, "application/json"))) ? [] : ["a yes with its shape"]);
        missing.AddRange(operation.TryGetProperty("security", out _) && !answers.Keys.Contains("401", StringComparer.Ordinal) ? ["401"] : []);
        missing.AddRange(operation.TryGetProperty("security", out _) && !answers.Keys.Contains("403", StringComparer.Ordinal) ? ["403"] : []);
        missing.AddRange(operation.TryGetProperty("requestBody", out _) && !answers.Keys.Contains("400", StringComparer.Ordinal) ? ["400"] : []);
        missing.AddRange(path.Contains('{', StringComparison.Ordinal) && !answers.Keys.Contains("404", StringComparer.Ordinal) ? ["404"] : []);
        missing.AddRange(answers.Where(answer => answer.Key[0] != '2' && !HasSchema(answer.Value, "application/problem+json")).Select(answer => $"the problem of {answer.Key}"));
        return missing.Count == 0 ? "" : $"{name}: {string.Join(", ", missing)}";
    }

    private static bool HasSchema(JsonElement answer, string contentType) =>
        answer.TryGetProperty("content", out var content) && content.TryGetProperty(contentType, out var shape) && shape.TryGetProperty("schema", out _);

    private IEnumerable<RouteEndpoint> ApiEndpoints() => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal));

    private static IEnumerable<string> Operations(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        .Select(method => $"{method.ToLowerInvariant()} {endpoint.RoutePattern.RawText!.TrimEnd('/')}");
}
