namespace CaseWorkflows.Host.Tests.Web;

public sealed class RequestLogTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task A_request_is_one_line_without_anything_the_caller_typed()
    {
        using var client = host.CreateClient();

        using var answer = await HostFactory.TrySignInAsync(client, "a-typed-name", "a-typed-password");
        using var lost = await client.GetAsync("/a-typed-path?nationalId=1000000000");

        Assert.Single(host.Log.Lines, line => line.StartsWith("Information: POST /api/v1/tokens 401 in ", StringComparison.Ordinal));
        Assert.Single(host.Log.Lines, line => line.StartsWith("Information: GET (no route) 404 in ", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("typed", StringComparison.Ordinal) || line.Contains("1000000000", StringComparison.Ordinal));
    }
}
