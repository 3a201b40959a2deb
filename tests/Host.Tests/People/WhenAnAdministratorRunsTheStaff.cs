using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.People;

/// <summary>Adding people, what they may do, and what becomes of their accounts.</summary>
public sealed class WhenAnAdministratorRunsTheStaff(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task A_new_person_changes_the_password_shown_once_before_anything_else()
    {
        using var administrator = await Visitor.SignedInAsync(host, ("bakkah", Role.Administrator));
        var userName = $"new-{Guid.NewGuid():N}";
        var shown = await AddAsync(administrator, userName, "relations-officer");
        var password = shown.Document.QuerySelectorAll("dd code")[1].TextContent;
        using (var token = await HostFactory.TrySignInAsync(host.CreateClient(), userName, password))
        {
            Assert.Equal(HttpStatusCode.Forbidden, token.StatusCode);
        }

        using var person = await Visitor.SignedInAsync(host, userName, "", password);
        var forced = await person.OpenAsync("/account");
        Assert.Equal("/account/password", forced.Address);
        var wrong = await person.SubmitAsync(forced, "form[action='/account/password']", HttpStatusCode.UnprocessableEntity, ("current", password), ("password", "short"), ("again", "short"));
        Assert.True(wrong.Has("#password[aria-invalid='true']"));
        await person.SubmitAsync(wrong, "form[action='/account/password']", HttpStatusCode.UnprocessableEntity, ("current", password), ("password", HostFactory.Password), ("again", "another"));
        await person.SubmitAsync(wrong, "form[action='/account/password']", ("current", password), ("password", HostFactory.Password), ("again", HostFactory.Password));
        Assert.Equal("/account", (await person.OpenAsync("/account")).Address);
        using var works = await HostFactory.TrySignInAsync(host.CreateClient(), userName, HostFactory.Password);
        Assert.Equal(HttpStatusCode.OK, works.StatusCode);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_what_was_typed_stays()
    {
        using var administrator = await Visitor.SignedInAsync(host, ("bakkah", Role.Administrator));
        var form = await administrator.OpenAsync("/people/new?association=bakkah");
        var answer = await administrator.SubmitAsync(form, "main form", HttpStatusCode.UnprocessableEntity, ("nameArabic", "<script>alert(1)</script>"), ("userName", "somebody"));
        Assert.Equal("<script>alert(1)</script>", answer.One("#nameArabic").GetAttribute("value"));
        Assert.Equal("true", answer.One("#nameEnglish").GetAttribute("aria-invalid"));
        Assert.False(answer.Has("main script"));
    }

    [Fact]
    public async Task A_role_taken_away_closes_its_pages_at_the_next_request()
    {
        using var administrator = await Visitor.SignedInAsync(host, ("bakkah", Role.Administrator));
        using var other = await Visitor.SignedInAsync(host, ("bakkah", Role.Administrator), ("bakkah", Role.RelationsOfficer));
        await other.OpenAsync("/people");
        var page = await administrator.OpenAsync($"/people/{other.Id}");
        await administrator.SubmitAsync(page, $"form[action^='/people/{other.Id}?']", ("roles", "relations-officer"));
        await other.OpenAsync("/people", HttpStatusCode.Forbidden);
        var own = await administrator.OpenAsync($"/people/{administrator.Id}");
        await administrator.SubmitAsync(own, $"form[action^='/people/{administrator.Id}?']", HttpStatusCode.UnprocessableEntity, ("roles", "auditor"));
    }

    [Fact]
    public async Task A_disabled_account_ends_at_once_and_comes_back_with_its_roles()
    {
        using var administrator = await Visitor.SignedInAsync(host, ("bakkah", Role.Administrator));
        using var person = await Visitor.SignedInAsync(host, ("bakkah", Role.RegistrationClerk));
        var page = await administrator.SubmitAsync(await administrator.OpenAsync($"/people/{person.Id}"), "form[action*='/disable']");
        Assert.Equal("/sign-in?return=%2Faccount", (await person.OpenAsync("/account")).Address);
        using (var refused = await HostFactory.TrySignInAsync(host.CreateClient(), person.UserName, HostFactory.Password))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        await administrator.SubmitAsync(page, "form[action*='/enable']");
        using var back = await Visitor.SignedInAsync(host, person.UserName, person.Id);
        Assert.Equal("/account", (await back.OpenAsync("/account")).Address);
        Assert.Equal(
            ["AccountCreated", "AccountDisabled", "AccountEnabled"],
            await host.LookAsync(context => context.StaffEvents.Where(row => row.PersonId == person.Id).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync()));
    }

    [Fact]
    public async Task Somebody_of_another_association_does_not_exist()
    {
        using var administrator = await Visitor.SignedInAsync(host, ("bakkah", Role.Administrator));
        using var stranger = await Visitor.SignedInAsync(host, ("maman", Role.RelationsOfficer));
        await administrator.OpenAsync($"/people/{stranger.Id}", HttpStatusCode.NotFound);
        using var shared = await Visitor.SignedInAsync(host, ("maman", Role.RelationsOfficer), ("bakkah", Role.RelationsOfficer));
        var page = await administrator.OpenAsync($"/people/{shared.Id}");
        await administrator.SubmitAsync(page, "form[action*='/reset']", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("/account", (await shared.OpenAsync("/account")).Address);
    }

    [Fact]
    public async Task A_branch_is_opened_once_and_people_work_at_it()
    {
        using var administrator = await Visitor.SignedInAsync(host, ("awdat-sudair", Role.Administrator));
        var form = await administrator.OpenAsync("/branches/new");
        await administrator.SubmitAsync(form, "main form", ("nameArabic", "فرع الروضة"), ("nameEnglish", "Rawdah branch"));
        await administrator.SubmitAsync(form, "main form", HttpStatusCode.UnprocessableEntity, ("nameArabic", "فرع الروضه"), ("nameEnglish", "Rawdah"));
        using var person = await Visitor.SignedInAsync(host, ("awdat-sudair", Role.BranchDelegate));
        var branch = await host.LookAsync(context => context.Branches.Where(row => row.AssociationKey == "awdat-sudair").Select(row => row.Id).SingleAsync());
        var saved = await administrator.SubmitAsync(await administrator.OpenAsync($"/people/{person.Id}"), $"form[action^='/people/{person.Id}?']", ("branches", branch));
        Assert.True(saved.Has($"input[name=branches][value='{branch}'][checked]"));
        Assert.Contains("فرع الروضة", (await administrator.OpenAsync("/people")).Text, StringComparison.Ordinal);
    }

    private static async Task<VisitedPage> AddAsync(Visitor administrator, string userName, string role) => await administrator.SubmitAsync(
        await administrator.OpenAsync("/people/new?association=bakkah"), "main form", ("nameArabic", "موظف جديد"), ("nameEnglish", "New person"), ("userName", userName), ("roles", role));
}
