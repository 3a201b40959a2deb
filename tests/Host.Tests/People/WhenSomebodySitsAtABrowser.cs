using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CaseWorkflows.Host.Tests.People;

/// <summary>The session behind the pages: how it begins, what it is good for, and how it ends.</summary>
public sealed partial class WhenSomebodySitsAtABrowser(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task They_sign_in_with_the_form_and_the_cookie_opens_what_a_token_does()
    {
        using var browser = await SignedInAsync("reem");
        using var me = await browser.GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
    }

    [Theory]
    [InlineData("/studio/bakkah/procedures", "/studio/bakkah/procedures")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/a\r\nSet-Cookie: x=y", "/")]
    [InlineData("", "/")]
    public async Task Signing_in_leads_to_pages_of_this_service_only(string back, string expected)
    {
        var userName = $"huda-{Guid.NewGuid():N}";
        await HireAsync(userName);
        using var browser = Browser();
        using var answer = await SignInAsync(browser, userName, HostFactory.Password, back);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_wrong_password_five_times_locks_the_account_and_says_so_in_the_same_words()
    {
        await HireAsync("maha");
        using var browser = Browser();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var wrong = await SignInAsync(browser, "maha", "not the password");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var right = await SignInAsync(browser, "maha", HostFactory.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, right.StatusCode);
        Assert.Contains("موقوف مؤقتًا", await right.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_before_costs_a_second_try_and_keeps_the_name()
    {
        await HireAsync("lama");
        using var browser = Browser();
        using var stale = await browser.PostAsync("/sign-in", Form(("userName", "lama"), ("password", HostFactory.Password), (Session.FormField, "of last week")));
        Assert.Equal(HttpStatusCode.BadRequest, stale.StatusCode);
        Assert.Contains("value=\"lama\"", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.BadRequest)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost", HttpStatusCode.BadRequest)]
    [InlineData("Origin", "http://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("X-Nothing", "said", HttpStatusCode.Forbidden)]
    public async Task What_changes_something_must_come_from_our_own_pages(string header, string value, HttpStatusCode expected)
    {
        using var browser = await SignedInAsync($"from-{header}-{value.Replace("://", "", StringComparison.Ordinal)}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/associations/bakkah/cases") { Content = JsonContent.Create(new { }), Headers = { { header, value } } };
        using var answer = await browser.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_needs_no_origin()
    {
        await HireAsync("program-like");
        using var client = await host.SignInAsync("program-like");
        using var answer = await client.PostAsJsonAsync("/api/v1/associations/bakkah/cases", new { });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_session_ends_after_a_working_day()
    {
        using var browser = await SignedInAsync("sara");
        host.Clock.Pass(Session.Length - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/me")).StatusCode);
        host.Clock.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/me")).StatusCode);
        using var page = await browser.GetAsync("/studio/bakkah/procedures?page=2");
        Assert.Equal(HttpStatusCode.SeeOther, page.StatusCode);
        Assert.Equal("/sign-in?return=%2Fstudio%2Fbakkah%2Fprocedures%3Fpage%3D2", page.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_new_password_ends_the_session_at_once()
    {
        var id = await HireAsync("dana");
        using var browser = Browser();
        using var signedIn = await SignInAsync(browser, "dana", HostFactory.Password);
        await host.InScopeAsync(services => ((StaffDirectory)services.GetService(typeof(StaffDirectory))!).ChangePasswordAsync(id, "another long password", default));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_forgets_them()
    {
        using var browser = await SignedInAsync("amal");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out") { Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        Assert.Equal("/sign-in", (await browser.SendAsync(request)).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task A_role_taken_away_shuts_the_page_at_the_next_request()
    {
        var id = await HireAsync("wafa");
        using var browser = Browser();
        using var signedIn = await SignInAsync(browser, "wafa", HostFactory.Password);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/studio/bakkah/procedures")).StatusCode);
        await host.AppointAsync(id, ("bakkah", Role.ServiceProvider));
        using var answer = await browser.GetAsync("/studio/bakkah/procedures");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("*/*", "application/problem+json")]
    [InlineData("application/json", "application/problem+json")]
    public async Task What_is_not_there_is_said_as_a_page_or_as_a_problem(string accept, string expected)
    {
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Accept", accept);
        using var answer = await client.GetAsync("/nothing/here");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(expected, answer.Content.Headers.ContentType!.MediaType);
    }

    private Task<string> HireAsync(string userName) => host.HireAsync(userName, ("bakkah", Role.ProcessDesigner), ("bakkah", Role.RelationsOfficer));

    private HttpClient Browser() => host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    private async Task<HttpClient> SignedInAsync(string userName)
    {
        await HireAsync(userName);
        var browser = Browser();
        using var answer = await SignInAsync(browser, userName, HostFactory.Password);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return browser;
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string userName, string password, string back = "/")
    {
        var page = await browser.GetStringAsync("/sign-in");
        return await browser.PostAsync("/sign-in", Form(("userName", userName), ("password", password), ("return", back), (Session.FormField, Token().Match(page).Groups["token"].Value)));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    [GeneratedRegex("name=\"form-token\" value=\"(?<token>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
