using System.Net.Http.Json;
using System.Text.Json;

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
}
