using System.Net.Http.Headers;
using System.Text;

namespace CaseWorkflows.Host.Tests.Web;

public sealed class UnreadableRequestTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Theory]
    [InlineData("""{"userName":"a","password":"b","extra":1}""", "unknown-member", "extra")]
    [InlineData("""{"userName":"a","Password":"b"}""", "unknown-member", "Password")]
    [InlineData("""{"userName":1,"password":"b"}""", "member-invalid", "userName")]
    [InlineData("""{"userName":null,"password":"b"}""", "member-invalid", "userName")]
    [InlineData("""{"userName":"a"}""", "member-required", "password")]
    [InlineData("{}", "member-required", "userName, password")]
    [InlineData("""{"userName":"a","userName":"b","password":"c"}""", "member-invalid", "userName")]
    [InlineData("""{"userName":"a","password":"b" """, "malformed-json", null)]
    [InlineData("""{"userName":"a" "password":"b"}""", "malformed-json", null)]
    [InlineData("not json", "malformed-json", null)]
    [InlineData("[]", "malformed-json", null)]
    [InlineData("null", "body-required", null)]
    [InlineData("", "body-required", null)]
    public async Task A_body_that_cannot_be_read_is_refused_naming_the_member(string body, string code, string? field)
    {
        using var client = host.CreateClient();

        using var answer = await client.PostAsync("/api/v1/tokens", new StringContent(body, Encoding.UTF8, "application/json"));

        var problem = await answer.IsProblemAsync(400, code);
        Assert.Equal(field, problem.TryGetProperty("field", out var named) ? named.GetString() : null);
    }

    [Fact]
    public async Task What_was_sent_is_not_quoted_back()
    {
        using var client = host.CreateClient();

        using var answer = await client.PostAsync("/api/v1/tokens", new StringContent("""{"userName":secret77}""", Encoding.UTF8, "application/json"));

        Assert.DoesNotContain("secret77", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_another_content_type_is_refused()
    {
        using var client = host.CreateClient();
        using var content = new StringContent("userName=a");
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");

        using var answer = await client.PostAsync("/api/v1/tokens", content);

        await answer.IsProblemAsync(415, "content-type-not-accepted");
    }

    [Fact]
    public async Task A_request_without_body_is_told_that_one_is_required()
    {
        using var client = host.CreateClient();

        using var answer = await client.PostAsync("/api/v1/tokens", content: null);

        await answer.IsProblemAsync(400, "body-required");
    }

    [Fact]
    public async Task A_body_beyond_one_megabyte_is_refused_unread()
    {
        using var client = host.CreateClient();
        var body = $$"""{"userName":"{{new string('a', 1024 * 1024)}}","password":"b"}""";

        using var answer = await client.PostAsync("/api/v1/tokens", new StringContent(body, Encoding.UTF8, "application/json"));

        await answer.IsProblemAsync(413, "body-too-large");
    }

    [Fact]
    public async Task An_unknown_address_is_a_problem_too()
    {
        using var client = host.CreateClient();

        using var answer = await client.GetAsync("/api/v1/nothing-here");

        await answer.IsProblemAsync(404, "no-such-route");
    }

    [Fact]
    public async Task A_wrong_method_is_told_the_right_one()
    {
        using var client = host.CreateClient();

        using var answer = await client.GetAsync("/api/v1/tokens");

        await answer.IsProblemAsync(405, "method-not-allowed");
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }
}
