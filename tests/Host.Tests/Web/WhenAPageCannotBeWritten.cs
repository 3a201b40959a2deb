using System.Net;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CaseWorkflows.Host.Tests.Web;

/// <summary>A bug in a page still gets an answer one can read.</summary>
public sealed class WhenAPageCannotBeWritten
{
    [Fact]
    public async Task The_reader_is_told_with_a_number_to_pass_on()
    {
        await using var lab = await EndpointLab.StartAsync(routes => routes.MapGet("/broken", () => Page.Of<Broken>()).AllowAnyone("A test.").AsPage());
        using var client = lab.CreateClient();
        using var answer = await client.GetAsync("/broken");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\"", page, StringComparison.Ordinal);
        Assert.Contains(answer.Headers.GetValues("X-Request-Id").Single(), page, StringComparison.Ordinal);
    }

    private sealed class Broken : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => throw new InvalidOperationException("A bug.");
    }
}
