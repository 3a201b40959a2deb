using CaseWorkflows.Host.People;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.People;

public sealed class DeclaredAudienceTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public void Every_endpoint_says_who_may_call_it()
    {
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        Assert.Contains(endpoints, endpoint => endpoint.RoutePattern.RawText == "/api/v1/tokens");
        Assert.Empty(endpoints.Where(endpoint => endpoint.Metadata.OfType<Audience>().Count() != 1).Select(endpoint => endpoint.RoutePattern.RawText));
    }
}
