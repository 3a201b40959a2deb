using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.People;

public sealed class SignInTests : IAsyncLifetime
{
    private readonly HostFactory _host = new();
    private string _officer = "";

    public async Task InitializeAsync() => _officer = await _host.HireAsync("officer", "natiq", Role.RelationsOfficer);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_right_password_gives_a_token_that_opens_the_door_for_an_hour()
    {
        using var client = await _host.SignInAsync("officer");

        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/me");
        Assert.Equal(_officer, me.GetProperty("id").GetString());
        Assert.Equal("""[{"association":"natiq","roles":["relations-officer"]}]""", me.GetProperty("associations").GetRawText());

        _host.Clock.Pass(TimeSpan.FromMinutes(59));
        using var stillIn = await client.GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.OK, stillIn.StatusCode);

        _host.Clock.Pass(TimeSpan.FromMinutes(1));
        using var expired = await client.GetAsync("/api/v1/me");
        await expired.IsProblemAsync(401, "sign-in-required");
    }

    [Fact]
    public async Task Unknown_name_wrong_password_and_locked_account_read_the_same()
    {
        using var client = _host.CreateClient();
        var details = new HashSet<string>(StringComparer.Ordinal);

        details.Add(await DetailAsync(client, "nobody", HostFactory.Password));
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            details.Add(await DetailAsync(client, "officer", "not the password"));
        }

        details.Add(await DetailAsync(client, "officer", HostFactory.Password));
        Assert.Single(details);
    }

    [Fact]
    public async Task A_locked_account_opens_again_after_fifteen_minutes()
    {
        using var client = _host.CreateClient();
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await DetailAsync(client, "officer", "not the password");
        }

        _host.Clock.Pass(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        await DetailAsync(client, "officer", HostFactory.Password);

        _host.Clock.Pass(TimeSpan.FromSeconds(1));
        using var welcome = await HostFactory.TrySignInAsync(client, "officer", HostFactory.Password);
        Assert.Equal(HttpStatusCode.OK, welcome.StatusCode);
    }

    [Fact]
    public async Task Signing_in_forgives_earlier_failures()
    {
        using var client = _host.CreateClient();
        for (var round = 1; round <= 2; round++)
        {
            for (var attempt = 1; attempt <= 4; attempt++)
            {
                await DetailAsync(client, "officer", "not the password");
            }

            using var welcome = await HostFactory.TrySignInAsync(client, "officer", HostFactory.Password);
            Assert.Equal(HttpStatusCode.OK, welcome.StatusCode);
        }
    }

    [Fact]
    public async Task A_new_password_ends_earlier_sign_ins()
    {
        using var client = await _host.SignInAsync("officer");

        await _host.InScopeAsync(services =>
            services.GetRequiredService<StaffDirectory>().ChangePasswordAsync(_officer, "another long password", default));

        using var answer = await client.GetAsync("/api/v1/me");
        await answer.IsProblemAsync(401, "sign-in-required");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer not-a-token")]
    [InlineData("Basic b2ZmaWNlcjpwYXNzd29yZA==")]
    public async Task Without_a_valid_token_the_caller_is_asked_to_sign_in(string? authorization)
    {
        using var client = _host.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await client.GetAsync("/api/v1/me");

        await answer.IsProblemAsync(401, "sign-in-required");
        Assert.Equal([new AuthenticationHeaderValue("Bearer")], answer.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task A_token_of_another_installation_is_worth_nothing()
    {
        await using var elsewhere = new HostFactory();
        await elsewhere.HireAsync("officer", "natiq", Role.RelationsOfficer);
        using var client = _host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await elsewhere.TokenAsync("officer"));

        using var answer = await client.GetAsync("/api/v1/me");

        await answer.IsProblemAsync(401, "sign-in-required");
    }

    private static async Task<string> DetailAsync(HttpClient client, string userName, string password)
    {
        using var answer = await HostFactory.TrySignInAsync(client, userName, password);
        return (await answer.IsProblemAsync(401, "sign-in-failed")).GetProperty("detail").GetString()!;
    }
}
