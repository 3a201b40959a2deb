using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CaseWorkflows.Host.Tests.Web;

public sealed class ProblemsTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Secret = "inner workings";

    [Theory]
    [InlineData(null, "ar")]
    [InlineData("en", "en")]
    [InlineData("en-GB,en;q=0.9", "en")]
    [InlineData("ar-SA", "ar")]
    [InlineData("en;q=0.5,ar;q=0.9", "ar")]
    [InlineData("fr,en;q=0.3", "en")]
    [InlineData("fr", "ar")]
    [InlineData("en;q=0", "ar")]
    [InlineData("@@", "ar")]
    public async Task A_problem_speaks_the_readers_language(string? accept, string spoken)
    {
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accept);

        using var answer = await client.GetAsync("/api/v1/nothing-here");

        var problem = await answer.IsProblemAsync(404, "no-such-route");
        Assert.Equal(Problems.NoSuchRoute.Message.In(spoken), problem.GetProperty("detail").GetString());
        Assert.Equal([spoken], answer.Content.Headers.ContentLanguage);
    }

    [Theory]
    [InlineData(RefusalKind.Malformed, 400)]
    [InlineData(RefusalKind.Forbidden, 403)]
    [InlineData(RefusalKind.NotFound, 404)]
    [InlineData(RefusalKind.Conflict, 409)]
    [InlineData(RefusalKind.RuleBroken, 422)]
    public void Each_kind_of_refusal_has_one_status(RefusalKind kind, int status) =>
        Assert.Equal(status, Problem.From(new Refusal(kind, "code", new("عربي", "English"))).Status);

    [Fact]
    public void Facts_are_added_and_never_displace_the_standard_members()
    {
        var refusal = new Refusal(RefusalKind.Conflict, "too-early", new("مبكر", "Too early"))
        {
            Field = "action",
            Facts = new Dictionary<string, object?>(StringComparer.Ordinal) { ["releasableFrom"] = TestClock.Start, ["code"] = "other", ["status"] = "other" },
        };

        var details = Problem.From(refusal).Describe("en", "request-1");

        Assert.Equal("Too early", details.Detail);
        Assert.Equal("too-early", details.Extensions["code"]);
        Assert.Equal("action", details.Extensions["field"]);
        Assert.Equal(TestClock.Start, details.Extensions["releasableFrom"]);
        Assert.False(details.Extensions.ContainsKey("status"));
    }

    [Fact]
    public async Task A_bug_is_answered_with_the_request_id_and_nothing_else()
    {
        await using var lab = await EndpointLab.StartAsync(routes => routes
            .MapGet("/bug", IResult () => throw new InvalidOperationException(Secret)).AllowAnyone("A test's own endpoint."));
        using var client = lab.CreateClient();

        using var answer = await client.GetAsync(new Uri("/bug", UriKind.Relative));

        await answer.IsProblemAsync(StatusCodes.Status500InternalServerError, "unexpected");
        Assert.DoesNotContain(Secret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
