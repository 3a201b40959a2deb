using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.People;

/// <summary>Nothing typed is lost, whatever has become of the session meanwhile.</summary>
public sealed class WhenTheSessionEndsWhileTyping(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Form = "main form[action*='/branches/new']";

    [Fact]
    public async Task Signing_in_again_offers_what_was_typed_for_sending()
    {
        using var person = await Visitor.SignedInAsync(host, ("natiq", Role.Administrator));
        var form = await person.OpenAsync("/branches/new?association=natiq");
        host.Clock.Pass(Session.Length + TimeSpan.FromMinutes(1));
        var signIn = await person.SubmitAsync(form, Form, HttpStatusCode.Unauthorized, ("nameArabic", "فرع \"الوادي\" <b>"), ("nameEnglish", "Valley"));
        var offered = await person.SubmitAsync(signIn, "form[action='/sign-in']", ("userName", person.UserName), ("password", HostFactory.Password));
        Assert.Equal(0, await host.LookAsync(context => context.Branches.CountAsync(row => row.NameEn == "Valley")));
        var done = await person.SubmitAsync(offered, Form);
        Assert.Equal("/people?done=branch", done.Address);
        Assert.Equal("فرع \"الوادي\" <b>", await host.LookAsync(context => context.Branches.Where(row => row.NameEn == "Valley").Select(row => row.NameAr).SingleAsync()));
    }

    [Fact]
    public async Task A_wrong_password_in_between_loses_nothing_either()
    {
        using var person = await Visitor.SignedInAsync(host, ("natiq", Role.Administrator));
        var form = await person.OpenAsync("/branches/new?association=natiq");
        host.Clock.Pass(Session.Length + TimeSpan.FromMinutes(1));
        var signIn = await person.SubmitAsync(form, Form, HttpStatusCode.Unauthorized, ("nameArabic", "فرع السهل"), ("nameEnglish", "Plain"));
        signIn = await person.SubmitAsync(signIn, "form[action='/sign-in']", HttpStatusCode.Unauthorized, ("userName", person.UserName), ("password", "something else"));
        var offered = await person.SubmitAsync(signIn, "form[action='/sign-in']", ("userName", person.UserName), ("password", HostFactory.Password));
        Assert.Contains(offered.FieldsOf((AngleSharp.Html.Dom.IHtmlFormElement)offered.One(Form)), field => field.Value == "فرع السهل");
    }

    [Fact]
    public async Task Another_sites_form_is_not_kept()
    {
        using var person = new Visitor(Visitor.Stranger(host), "", "");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/branches/new") { Content = new FormUrlEncodedContent([new("nameArabic", "من موقع آخر")]) };
        person.Client.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await person.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain("من موقع آخر", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_too_old_shows_the_page_again_with_everything_on_it()
    {
        using var person = await Visitor.SignedInAsync(host, ("natiq", Role.Administrator));
        var form = await person.OpenAsync("/branches/new?association=natiq");
        var again = await person.SubmitAsync(form, Form, HttpStatusCode.UnprocessableEntity, (Session.FormField, "of last week"), ("nameArabic", "فرع الجبل"), ("nameEnglish", "Mountain"));
        Assert.Equal("فرع الجبل", again.One("#nameArabic").GetAttribute("value"));
        Assert.Equal("/people?done=branch", (await person.SubmitAsync(again, Form)).Address);
    }

    [Fact]
    public async Task A_role_taken_away_says_so_and_shows_what_was_typed()
    {
        using var person = await Visitor.SignedInAsync(host, ("natiq", Role.Administrator));
        var form = await person.OpenAsync("/branches/new?association=natiq");
        await host.AppointAsync(person.Id, ("natiq", Role.RelationsOfficer));
        var refused = await person.SubmitAsync(form, Form, HttpStatusCode.Forbidden, ("nameArabic", "فرع المطار"), ("nameEnglish", "Airport"));
        Assert.Contains("فرع المطار", refused.Document.QuerySelectorAll("textarea").Select(area => area.TextContent));
    }
}
